"""The wording of the notices, one line for each sentence; ``{slots}`` are filled by ``statement``."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "heading": "转载声明",
        "and": "、",
        "elsewhere": "其他媒体",
        "title-marks": "《》",
        "inner-marks": "〈〉",
        "by-authors": "，作者{authors}",
        "original": "阅读原文",
        "ask-link": "申请转载授权",
        "licence-name": "知识共享 {chinese} 4.0 国际许可协议（{code}）",
        "licence-page": "deed.zh-hans",
        "ask": (
            "版权作品，未经授权严禁转载。\n"
            "经授权后，转载须注明来源“{source}”、原标题《{title}》、著作者{authors}，不得变更核心内容。\n{ask}。"
        ),
        "none": "版权作品，谢绝转载。\n引用须注明来源“{source}”、原标题《{title}》、著作者{authors}。",
        "free": "欢迎转载。\n转载须注明来源“{source}”、原标题《{title}》、著作者{authors}，不得变更核心内容。",
        "cc": "本作品采用{licence}进行许可。\n署名请写：{holder}，《{title}》，{source}。",
        "cc0": "作者以{licence}放弃本作品的著作权，可以自由使用。\n欢迎注明来源“{source}”。",
        "reprint": (
            "本文转载自{source}，原标题《{title}》，作者{authors}。\n{original}。\n"
            "版权归原著作权人所有，如需转载，请联系原发布单位。"
        ),
        "unclear": "本文来源：{source}。\n版权归原著作权人所有，如需转载，请联系{source}。",
        "release": "本文为{source}提供的通稿，内容由其负责。\n转载请注明来源“{source}”。",
        "no-claim": "本文为公开的事实信息或官方文件，本站不主张著作权。\n引用请注明来源“{source}”，并以发布单位的原文为准。",
    },
    "en": {
        "heading": "Reprint notice",
        "and": ", ",
        "elsewhere": "another outlet",
        "title-marks": "“”",
        "inner-marks": "‘’",
        "by-authors": ", by {authors}",
        "original": "Read the original",
        "ask-link": "Ask for permission to reprint",
        "licence-name": "Creative Commons licence {code}",
        "licence-page": "",
        "ask": (
            "This is a copyrighted work; it may not be reprinted without permission.\n"
            "With permission, name the source “{source}”, the original title “{title}” and the author {authors}, "
            "and do not change the core of the text.\n{ask}."
        ),
        "none": "This is a copyrighted work and may not be reprinted.\nWhen quoting, name “{source}”, “{title}” and {authors}.",
        "free": (
            "You may reprint this.\n"
            "Name the source “{source}”, the original title “{title}” and the author {authors}, and do not change the core of the text."
        ),
        "cc": "This work is published under the {licence}.\nCredit it as: {holder}, “{title}”, {source}.",
        "cc0": "The author has waived all rights under {licence}; you may use it freely.\nPlease name the source “{source}”.",
        "reprint": (
            "Reprinted from {source}; original title “{title}”, by {authors}.\n{original}.\n"
            "The rights remain with the original holder; to reprint it, ask the original publisher."
        ),
        "unclear": "Source: {source}.\nThe rights remain with their holder; to reprint it, ask {source}.",
        "release": "This is a release from {source}, which is responsible for its content.\nWhen reprinting, name “{source}” as the source.",
        "no-claim": (
            "This is an official document or a bare statement of fact; we claim no copyright in it.\n"
            "When quoting, name “{source}”; the issuer's own text is authoritative."
        ),
    },
}
