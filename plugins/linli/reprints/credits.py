"""Who is named, and where: the source in a credit, a note or a dateline, each author in a byline near the text.

A name in the navigation, in a comment or among the people of the story itself credits nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linli.regexes import regex
from linli.reprints.furniture import is_note, is_prose
from linli.reprints.scripts import simplified
from linli.reprints.sentences import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linli.reprints.surroundings import Surroundings

_FROM = (
    r"(?:来源于|来源|稿源|源自|来自|出处|转载于|转载自|转自|转发自|摘自|选自|原载于?|原刊于?|首发于?|刊于|刊发于|刊登于|发表于|发布于|据|由|供稿|授权自?"
    r"|source|via|from|republished (?:from|by)|reprinted (?:from|by)|(?:published|appeared|appears) (?:in|on|by|at)|courtesy of|permission of|credit)"
)
_SOURCE = regex(rf"{_FROM}\s*[:|丨/]?\s*(?P<gap>[^。;!?]{{0,24}}?)$")
_OTHER_SOURCE = regex(
    r"(?:来源|稿源|出处|转自|转载自|原载|source|via)(?:于)?\s*[:|丨/ ]\s*[^\s,。;]{2,30}",
    re.IGNORECASE,
)
_ANY_ROLE = (
    r"责任编辑|值班编辑|责编|编辑|校对|审核|初审|复审|终审|监制|编审|签发|主编|总编|摄影|供图|图片|制图|视频|设计|策划|来源|稿源|评论|点赞|关键词|标签|栏目"
    r"|edited by|editor|photos?(?: by)?|source|tags?|comments?"
)
_AUTHOR_ROLE = (
    r"记者|通讯员|作者|原作者|著作者|撰文|撰稿|采写|文字|文图|图文|文/图|图/文|采访|供稿|署名|原创|(?<![\u4e00-\u9fff])文"
    r"|written by|authors?|reporters?|words by|text by|text|byline|by"
)
_ROLE = regex(rf"(?P<author>{_AUTHOR_ROLE})|(?P<other>{_ANY_ROLE})")
_BEFORE = regex(
    r"(?:[^\u3400-\u9fff]|者|员|文|作|和|与|及|由|名|稿|编|图|写|室|心|台|社|报|网|站|道|自)$|^$"
)
_AFTER = regex(
    r"[^\u3400-\u9fff]|$|等|和|与|及|报道|报导|文|图|摄|通讯员|记者|撰|编|整理|采写|供稿|作(?!业)|著|写(?!字)|讯|所|的(?:文章|报道|作品)|先生|女士|责|校|审|来源|发(?:布|表)|于|在|\d"
)
_SUFFIX = regex(
    r"[^\u3400-\u9fff]|$|网|报|微信|公众|客户端|官方|官网|编辑部|记者|通讯员|讯|电|消息|的|等|授权|首发|原创|所有|和|与|发布|刊|于|作者|责|编辑|新闻|视频|融媒|网站|平台|作|文|摄|发表|登|供|享有|拥有|许可"
)
_CREDITED = regex(r"\s*(?:记者|通讯员|授权|首发|原创|出品|供稿|讯|消息)")
BYLINE = 60
"""The length up to which a line between headline and text may be a byline without a label."""


def _read(text: str) -> str:
    """Return ``text`` as labels and names are looked for in it: in one width, case and script."""
    return simplified(plain(text))


def find_source(around: Surroundings, names: Collection[str]) -> str:
    """Return the words that name one of ``names`` as the source, or an empty string."""
    for name in names:
        if around.dateline and any(_at(name, _read(around.dateline), _SUFFIX)):
            return around.dateline
        for line in around.lines:
            text = _read(line)
            short = line in around.head and len(line) <= BYLINE and not is_prose(line)
            noted = line in around.tail and is_note(line)
            for start, end in _at(name, text, _SUFFIX):
                labelled = _SOURCE.search(text[max(0, start - 60) : start])
                if labelled and not re.search(_ANY_ROLE, labelled["gap"]):
                    return _around(line, start, end)
                if short or noted or _CREDITED.match(text, end):
                    return _around(line, start, end)
    return ""


def other_source(around: Surroundings) -> str:
    """Return the words by which the page names any source at all."""
    for line in around.lines:
        text = _read(line)
        if match := _OTHER_SOURCE.search(text):
            return (line if len(line) == len(text) else text)[match.start() : match.end()]
    return ""


def find_author(around: Surroundings, name: str, units: Collection[str] = ()) -> str:
    """Return the words that name ``name`` as an author, or an empty string."""
    opening = around.dateline
    for line in (opening, *around.lines):
        text = _read(line)
        for start, end in _at(name, text, _AFTER):
            before = text[max(0, start - 200) : start]
            if not (_BEFORE.search(before[-1:]) or before.endswith(tuple(map(_read, units)))):
                continue
            role = _role_before(before) or _role_after(text[end:])
            if role == "author" or (role == "" and _is_byline(line, around)):
                return _around(line, start, end)
    return ""


def _role_before(text: str) -> str:
    """Return what the last label before a name makes of it: an author, somebody else, or nothing."""
    text = re.split(r"[。;!?]", text)[-1]
    found = list(_ROLE.finditer(text[-80:]))
    return (found[-1].lastgroup or "") if found else ""


def _role_after(text: str) -> str:
    """Say what a word behind a name makes of it ("周岚 文", "周岚 报道")."""
    match = re.match(
        r"[\s/|]*(?:(?P<author>文|撰文|报道|采写|著|作)|(?P<other>摄|图|编|责编|校|审))", text
    )
    return (match.lastgroup or "") if match else ""


def _is_byline(line: str, around: Surroundings) -> bool:
    """Say whether a name without a label credits its bearer here: under the headline, or in brackets at the end."""
    if line in around.head:
        return len(line) <= BYLINE and not is_prose(line)
    bracketed = re.search(r"[（(][^（()）]{2,40}[)）]\s*$", line)
    return line in (*around.closing, *around.tail[:3]) and bool(bracketed)


def _at(name: str, text: str, after: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in a plain text, with or without spaces in it, and not as part of a longer one."""
    for match in _spelled(name).finditer(text):
        if after.match(text, match.end()):
            yield match.span()


def _spelled(name: str) -> re.Pattern[str]:
    letters = _read(name).strip()
    if letters.isascii():
        words = r"\s+".join(map(re.escape, letters.split()))
        return re.compile(rf"(?<!\w){words}(?!\w)")
    return re.compile(r"\s*".join(re.escape(char) for char in letters if not char.isspace()))


def _around(line: str, start: int, end: int) -> str:
    """Return the words of ``line`` around a name, the whole of a short one."""
    if len(line) <= 80:
        return line
    return ("……" if start > 30 else "") + line[max(0, start - 30) : end + 30].strip() + "……"
