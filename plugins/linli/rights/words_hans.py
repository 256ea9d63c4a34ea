"""The wording of the rights room in simplified Chinese; :mod:`linli.rights.words` says what the marks in it mean."""

from __future__ import annotations

HANS: dict[str, str] = {
    "heading": "转载声明",
    "and": "、",
    "elsewhere": "其他媒体",
    "title-marks": "《》",
    "inner-marks": "〈〉",
    "original": "阅读原文",
    "no-original": "原文链接：{reason}",
    "ask-link": "申请转载授权",
    "ask-policy": "申请的办法见转载说明",
    "ask-by-name": "这里还没有写明联系方式，请按本站其他页面上的办法联系{publisher}。",
    "claim": "© {year} {holder}",
    "credit": "来源：{source}，《{title}》[，{authors}]",
    "licence-name": "知识共享 {name} 4.0 国际许可协议（{code}）",
    "licence-page": "deed.zh-hans",
    "name-by": "署名",
    "name-by-sa": "署名—相同方式共享",
    "name-by-nd": "署名—禁止演绎",
    "name-by-nc": "署名—非商业性使用",
    "name-by-nc-sa": "署名—非商业性使用—相同方式共享",
    "name-by-nc-nd": "署名—非商业性使用—禁止演绎",
    # the notices
    "ask": (
        "版权作品，未经授权严禁转载。\n"
        "经授权后，转载须注明来源“{source}”、原标题《{title}》、著作者{authors}，不得变更核心内容。\n{ask}。"
    ),
    "none": "版权作品，谢绝转载。\n引用须注明来源“{source}”、原标题《{title}》、著作者{authors}。",
    "free": "欢迎转载。\n转载须注明来源“{source}”、原标题《{title}》、著作者{authors}，不得变更核心内容。",
    "cc": "本作品采用{licence}进行许可。\n署名请写“{credit}”。",
    "cc0": "作者以{licence}放弃本作品的著作权，可以自由使用。\n欢迎注明来源“{source}”。",
    "reprint": (
        "本文转载自{source}，原标题《{title}》[，作者{authors}]。\n{original}。\n"
        "版权归原著作权人所有，如需转载，请联系原发布单位。"
    ),
    "reprint-cc": (
        "本文转载自{source}，原标题《{title}》[，作者{authors}]。\n{original}。\n"
        "版权归原著作权人所有，原文采用{licence}进行许可；再次转载请遵守该许可，署名时写{source}，不写本站。"
    ),
    "release": "本文为{source}提供的通稿，内容由其负责。\n转载请注明来源“{source}”。",
    "unclear": "本文来源：{source}。\n版权归原著作权人所有，如需转载，请联系{source}。",
    "fact": "本文为单纯事实消息，本站不主张著作权。\n引用请注明来源“{source}”。",
    "official": "本文为官方文件[（{number}）]，本站不主张著作权。\n引用请注明来源“{source}”，并以发布单位的原文为准。",
    # the republish kit
    "kit-title": "转载本文",
    "kit-ask-title": "申请转载本文",
    "kit-lead": "本文不必申请就可以转载。下面的内容可以直接复制，转载时请做到：",
    "kit-free": (
        "注明来源“{source}”、原标题《{title}》、著作者{authors}。\n"
        "可以节选、改排版；事实、数字、人名、引语等核心内容不得变更，改了标题的须注明原标题。"
    ),
    "kit-by": (
        "按{licence}使用，照文末署名，附上协议的网址。\n"
        "可以删节、改写、翻译；改过的须写明改了什么，不要让人以为是作者改的。"
    ),
    "kit-nd": (
        "按{licence}使用，照文末署名，附上协议的网址。\n"
        "须整篇照登，只可以改排版；删节、改写、翻译过的稿件不得发布。"
    ),
    "kit-nc": "不得用于商业目的。",
    "kit-sa": "改写后的稿件须用同一协议发布。",
    "kit-cc0": "作者以{licence}放弃了著作权，可以自由使用。\n欢迎注明来源“{source}”；改过的稿件请不要仍署原作者的名字。",
    "kit-fact": "本文为单纯事实消息，本站不主张著作权。\n请注明来源“{source}”，事实和数字照原样。",
    "kit-release": "本文为{source}提供的通稿，内容由其负责。\n请注明来源“{source}”，核心内容照原样。",
    "kit-foot": (
        "保留文末的声明、署名和原文网址。\n"
        "登在网上的，请链接到原文，并用 rel=canonical 指向原文，或者不让搜索引擎收录。"
    ),
    "kit-pictures": "图片的权利不随文字走：这里只附上由本文作者或本社拍摄、绘制的图片。",
    "kit-line": "{credit}。原文：{url}",
    "kit-ask": (
        "本文须经授权才能转载，这里不提供正文。\n"
        "请把下面的申请补全后发给我们，得到同意再刊登。\n{ask}。\n联系方式：{contact}"
    ),
    "kit-subject": "申请转载《{title}》",
    "kit-request": (
        "编辑您好：\n我们想转载《{title}》，作者{authors}。\n原文：{url}\n媒体或单位：________\n"
        "登在哪里（网站、公众号、报纸版面）：________\n什么时候登：________\n"
        "标题和正文的改动（没有请写“无”）：________\n要用哪几张图片（不用请写“无”）：________\n"
        "申请人和联系方式：________\n我们会注明来源“{source}”、原标题和著作者，不变更核心内容。"
    ),
    # the page that explains them
    "policy-title": "转载说明",
    "policy-lead": (
        "每篇稿件的末尾都写着能不能转载、怎样转载，以那里为准。\n"
        "下面说明各种写法的意思，并各举一例；例子里的稿件是虚构的。"
    ),
    "policy-how": (
        "怎样申请转载\n"
        "请写明：转载哪一篇、登在哪里、什么时候登、标题和正文有没有改动、怎样联系您。\n"
        "{ask}。\n联系方式：{contact}\n权利由{publisher}行使；来稿的著作权归作者，我们会转告。"
    ),
    "policy-web": (
        "登在网上时\n"
        "请在文首或文末附上原文链接，并在网页里用 rel=canonical 指向原文，或者不让搜索引擎收录转载页。\n"
        "稿件里的图片不一定可以一起转载，请先看图片下的署名，或在申请时一并说明。"
    ),
    "policy-example": "例如：",
    "policy-ask": "须经授权\n本社的原创稿件多数是这样：先取得授权，再照声明里的要求署名。",
    "policy-none": "谢绝转载\n不授权转载；可以依法适当引用，并注明来源、标题和著作者。",
    "policy-free": "注明来源即可转载\n不必申请，照声明里的要求署名，不改变核心内容。",
    "policy-cc": "知识共享许可\n不必申请，按所写的许可协议使用；协议各不相同，请点开链接看清条件。",
    "policy-cc0": "放弃权利\n可以自由使用，注明来源是情分。",
    "policy-reprint": "我们转载的稿件\n权利不在我们手里，我们无权授权。要转载，请找原发布单位。",
    "policy-release": "通稿\n由发布单位提供并负责，转载请注明来源。",
    "policy-no-claim": "官方文件和单纯事实消息\n不受著作权法保护，我们不主张权利；引用请注明来源，以原文为准。",
}
