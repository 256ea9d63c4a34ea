"""People as they stand in a header: names, units, and lists of them."""

from __future__ import annotations

import re

from linli.regexes import regex
from linli.story.story import Person

SEPARATORS = "、，；,;\u3000\n"
_OPEN, _CLOSE = "(（[【〔", ")）]】〕"
_UNIT = regex(r"(?P<name>[^(（]+?)\s*[(（](?P<unit>[^()（）]*)[)）]\s*")
ROLES = (
    "(?:[记記]者|通讯员|通訊員|作者|[摄攝]影|责编|責編|责任编辑|責任編輯|编辑|編輯"
    "|校[对對]|[审審]核|[终終][审審]|供[图圖])"
)
_ROLE_BEFORE = regex(rf"{ROLES}(?=[\s:：/])[\s:：/]*")
_FILE = regex(
    r".*(?:\\|://|\bwww\.|@[\w\-]+\.[a-z]).*"
    r"|.*\.(?:jpe?g|png|gif|webp|avif|heic|heif|bmp|tiff?|svg|pdf|docx?|xlsx?|pptx?|md|txt|html?|mp[34]|com|cn|org|net)(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A path of Windows, an address, or a name with the ending of a file or a domain."""
_PATH = regex(
    r"(?:\.{0,2}|~)/.*|[\w.\-]+(?:/[\w.\-]+){2,}|[a-z0-9_.\-]{2,}/[a-z0-9_.\-]{2,}",
    re.ASCII | re.DOTALL,
)
_SHARED = regex(r"[\u4e00-\u9fff]{2,4}(?:/[\u4e00-\u9fff]{2,4})+|[A-Z][^/]+(?:/ ?[A-Z][^/]+)+")
"""People with a slash between them, as bylines have it."""

_HAN_NAMES = r"[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4})+"
_LATIN_NAMES = regex(
    r"[A-Z][^\s&]*(?: [A-Z][^\s&]*)*(?: (?:and|&) [A-Z][^\s&]*(?: [A-Z][^\s&]*)*)+"
)
LONG_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 司徒 皇甫 尉迟 公孙 慕容 令狐 东方 夏侯 轩辕 宇文 长孙 端木 独孤 南宫 闻人 澹台 公冶 太史 申屠 钟离 呼延".split()
)


def split_list(text: str, separators: str = SEPARATORS) -> list[str]:
    """Return the parts of ``text`` between separators, but not inside of brackets.

    >>> split_list("王某、李某(区融媒体中心、某台)；赵某")
    ['王某', '李某(区融媒体中心、某台)', '赵某']
    """
    parts: list[str] = []
    current: list[str] = []
    depth = 0
    for char in text:
        if char in separators and not depth:
            parts.append("".join(current))
            current = []
            continue
        depth += (char in _OPEN) - (char in _CLOSE and depth > 0)
        current.append(char)
    parts.append("".join(current))
    if depth and len(parts) == 1 and any(char in separators for char in text):
        return [part.strip() for part in re.split(f"[{separators}]", text) if part.strip()]
    return [part.strip() for part in parts if part.strip()]


def read_person(text: str, role: str = "") -> Person | None:
    """Return the person ``text`` names, or ``None`` when it is not a name.

    >>> read_person("刘某(区融媒体中心)")
    Person(name='刘某', unit='区融媒体中心', role='')
    """
    text = " ".join(text.split())
    match = _UNIT.fullmatch(text)
    name, unit = (match["name"], match["unit"].strip()) if match else (text, "")
    if (
        not name
        or not any(char.isalpha() for char in name)
        or any(char in _OPEN + _CLOSE for char in name)
    ):
        return None
    return Person(name, unit, role)


def is_file(name: str) -> bool:
    """Say whether ``name`` is plainly a path, the name of a file, or an address.

    >>> is_file("images/bus-17.jpg"), is_file("www.example.org"), is_file("王芳/李明")
    (True, True, False)
    """
    return bool(_FILE.fullmatch(name) or (_PATH.fullmatch(name) and not _SHARED.fullmatch(name)))


def several_in_one(name: str) -> bool:
    """Say whether ``name`` looks like several people that no list mark separates.

    >>> several_in_one("王建国 李丽华"), several_in_one("欧阳 明月"), several_in_one("王芳/李明")
    (True, False, True)
    """
    if "/" in name and _SHARED.fullmatch(name):
        return True
    if " " not in name:
        return False
    if re.fullmatch(_HAN_NAMES, name):
        first, _, rest = name.partition(" ")
        return first not in LONG_SURNAMES or " " in rest
    return bool(_LATIN_NAMES.fullmatch(name))


def role_in_name(name: str) -> str:
    """Return the role that was written into a name ("记者 王某"), or an empty string."""
    match = _ROLE_BEFORE.match(name)
    return match.group().strip(" :：/\u3000") if match else ""
