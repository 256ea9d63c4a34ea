"""A copy to paste into a WeChat public account: a file of its own, opened in a browser, copied from there.

WeChat's editor keeps what stands in ``style`` attributes and drops classes, style sheets and links that lead out; so every
mark is inline and every address stands as text. Title and summary have fields of their own there, and are set apart.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from linli.republish.plain import split_blocks
from linli.republish.values import text_of
from linli.story.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.republish.blocks import Block
    from linli.republish.values import Copy

MARK = '<meta name="generator" content="Linli wechat">'
"""By this a file is known to be one that may be written over."""
_TEXT = "margin:0 0 1.2em;font-size:16px;line-height:1.9;color:#222;overflow-wrap:break-word"
_SMALL = "margin:0 0 0.4em;font-size:13px;line-height:1.7;color:#777"
STYLES = {
    "p": _TEXT,
    "h3": "margin:1.8em 0 0.8em;font-size:17px;line-height:1.6;font-weight:bold;color:#222",
    "blockquote": "margin:0 0 1.2em;padding:0.8em 1em;border-left:3px solid #b33a2b;background:#f7f5f0",
    "img": "display:block;max-width:100%;height:auto;margin:0 auto",
    "figure": "margin:0 0 1.2em;text-align:center",
    "figcaption": "margin:0.5em 0 0;font-size:13px;line-height:1.6;color:#777;text-align:center",
    "strong": "font-weight:bold",
    "em": "font-style:italic",
    "del": "text-decoration:line-through",
    "table": "width:100%;margin:0 0 1.2em;border-collapse:collapse;font-size:14px;line-height:1.6",
    "th": "padding:6px 8px;border:1px solid #ccc;background:#f7f5f0;font-weight:bold",
    "td": "padding:6px 8px;border:1px solid #ccc",
}
RENAMED = {"h3": "p", "figure": "section", "figcaption": "p", "em": "span"}
"""Tags that WeChat keeps in place of those it does not."""
WORDS = {
    "zh-Hans": {
        "title": "标题（贴进标题栏）",
        "summary": "摘要",
        "how": "正文：从下面的横线起选到最后，复制，贴进公众号编辑器。图片要等网站发布以后才能带过去。",
        "scan": "扫码读原文",
    },
    "zh-Hant": {
        "title": "標題（貼進標題欄）",
        "summary": "摘要",
        "how": "正文：從下面的橫線起選到最後，複製，貼進公眾號編輯器。圖片要等網站發布以後才能帶過去。",
        "scan": "掃碼讀原文",
    },
    "en": {
        "title": "Title (has a field of its own)",
        "summary": "Summary",
        "how": "Text: select everything below the line, copy it, and paste it into the editor. Pictures come along once the site is published.",
        "scan": "Scan to read the original",
    },
}
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
{mark}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body style="max-width:640px;margin:0 auto;padding:16px;font-family:sans-serif;overflow-wrap:anywhere">
<header style="font-size:14px;line-height:1.7;color:#555">
<p style="margin:0;-webkit-user-select:none;user-select:none">{titled}</p>
<h1 style="margin:0 0 8px;font-size:20px;line-height:1.5;color:#222;-webkit-user-select:all;user-select:all">{title}</h1>
{summary}<p style="margin:0;-webkit-user-select:none;user-select:none">{how}</p>
<hr>
</header>
<section>
{body}
</section>
</body>
</html>
"""


def as_wechat(copy: Copy, code: str) -> str:
    """Return the file; ``code`` is the address of a QR code of the original, as an image that stands in the file itself."""
    words = WORDS[language_of(copy.lang)]
    summary = ""
    if copy.summary:
        summary = (
            f'<p style="margin:0;-webkit-user-select:none;user-select:none">{words["summary"]}</p>\n'
            f'<p style="margin:0 0 8px;color:#222;-webkit-user-select:all;user-select:all">{escape(copy.summary)}</p>\n'
        )
    return PAGE.format(
        lang=escape(copy.lang),
        mark=MARK,
        title=escape(copy.title),
        titled=words["title"],
        summary=summary,
        how=words["how"],
        body="\n".join(_body(copy, code, words["scan"])),
    )


def _body(copy: Copy, code: str, scan: str) -> Iterator[str]:
    if copy.subtitle:
        yield f'<p style="{_TEXT}"><strong style="{STYLES["strong"]}">{escape(copy.subtitle)}</strong></p>'
    yield from [f'<p style="{_SMALL}">{escape(line)}</p>' for line in copy.opening]
    yield from [_html(block) for block in copy.body]
    lines = (*copy.closing, copy.last)
    closing = "\n".join(
        [f'<p style="{_SMALL}">{escape(text_of(line, copy.lang))}</p>' for line in lines]
    )
    yield f'<section style="margin:2em 0 0;padding:1em 0 0;border-top:1px solid #ccc">\n{closing}\n</section>'
    if code:
        yield (
            f'<section style="margin:1em 0 0;text-align:center"><img src="{escape(code)}" alt="{scan}" width="140" height="140" '
            f'style="display:block;margin:0 auto"><p style="{_SMALL};text-align:center">{scan}</p></section>'
        )


def _html(block: Block) -> str:
    if block.tag in {"ul", "ol"}:
        return "\n".join(_entries(block))
    if block.tag == "a":
        return _link(block)
    inner = _inner(block.children)
    if block.tag == "br":
        return "<br>"
    given = {
        name: value for name, value in block.attributes if name not in {"href", "width", "height"}
    }
    style = STYLES.get(block.tag, "")
    if style:
        given["style"] = style
    named = "".join([f' {name}="{escape(value)}"' for name, value in given.items()])
    tag = RENAMED.get(block.tag, block.tag)
    return f"<{tag}{named}>" if tag == "img" else f"<{tag}{named}>{inner}</{tag}>"


def _inner(children: Sequence[Block | str]) -> str:
    return "".join(
        [escape(one, quote=False) if isinstance(one, str) else _html(one) for one in children]
    )


def _link(block: Block) -> str:
    """Return a link's words with its address as text: WeChat takes the link away."""
    inner = _inner(block.children)
    address = escape(block.get("href").removeprefix("mailto:").removeprefix("tel:"))
    return (
        inner
        if address in inner
        else f'{inner}<span style="color:#777;word-break:break-all">（{address}）</span>'
    )


def _entries(block: Block) -> Iterator[str]:
    """Yield the entries of a list as paragraphs: WeChat gives lists a look of its own."""
    number = int(block.get("start") or 1)
    for position, entry in enumerate(block.blocks()):
        mark = f"{number + position}. " if block.tag == "ol" else "• "
        first = True
        for inner in split_blocks(entry.children):
            if inner.tag == "p":
                said = _inner(inner.children).strip()
                yield f'<p style="{_TEXT};margin-bottom:0.5em">{mark if first else ""}{said}</p>'
            else:
                yield f'<section style="padding-left:1em">{_html(inner)}</section>'
            first = False
