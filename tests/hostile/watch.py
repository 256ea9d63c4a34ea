"""What must hold whatever the input was: nothing escapes, nothing runs, nothing is half done."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from linli.problems.forms import FORMS
from tests.pages.crawl import broken_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linli.problems import Problem

DANGEROUS = {
    *("script", "iframe", "object", "embed", "applet", "base", "form", "input", "button", "style"),
    *("svg", "math", "template", "frame", "frameset", "video", "audio", "source", "textarea"),
}
DATA = [("type", "application/ld+json")]
KIT = re.compile(
    r'<script src="/theme/copy\.js" defer></script>'
    r'|<textarea id="linli-copy-(?:request|html|text|markdown)" class="copyable-text" readonly rows="\d+" translate="no" spellcheck="false">'
    r'|<button type="button" class="copyable-button" data-copy="linli-copy-(?:request|html|text|markdown)" data-done="[^"<>]*" hidden>'
)
"""What pages for those who reprint have in the theme's own words, once for each text to be copied."""
LOADING = {"src", "srcset", "poster", "background", "data"}
SCHEMES = {"", "http", "https", "mailto", "tel"}
UNSEEN_BIDI = set(
    "\u200b\u2028\u2029\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def tree(root: Path, *leaving_out: str) -> dict[str, str]:
    """Return everything below ``root`` by name, with what it holds; links and pipes are not opened."""
    found: dict[str, str] = {}
    waiting = [root]
    while waiting:
        below = waiting.pop()
        try:
            entries = list(os.scandir(below))
        except OSError:  # a path longer than the system can name
            continue
        for entry in entries:
            name = os.path.relpath(entry.path, root)
            if name in leaving_out:
                continue
            if entry.is_symlink():
                found[name] = f"link to {os.readlink(entry.path)}"  # noqa: PTH115 - a name of bytes
            elif entry.is_dir():
                found[name] = "folder"
                waiting.append(Path(entry.path))
            elif entry.is_file():
                with open(entry.path, "rb") as stream:  # noqa: PTH123 - a name of bytes
                    found[name] = hashlib.sha256(stream.read()).hexdigest()
            else:
                found[name] = "something else"
    return found


class _Dangers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_data = False

    def handle_data(self, data: str) -> None:
        if self._is_data and ("<" in data or not isinstance(json.loads(data), dict)):
            self.found.append(f"a data block that is not one: {data!r}")

    def handle_endtag(self, tag: str) -> None:
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_data = tag == "script" and attrs == DATA  # which no browser runs
        if tag in DANGEROUS and not self._is_data:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in {"style", "srcdoc", "formaction", "action", "ping"}:
            self.found.append(f"<{tag} {name}={value!r}>")
        if name in LOADING or (tag == "link" and name == "href"):
            kept = tag == "link" and value.startswith("https://paper.example/")  # canonical
            if not kept and (not value.startswith("/") or value.startswith("//")):
                self.found.append(f"<{tag} {name}={value!r}> loads from elsewhere")
        if name == "href":
            scheme = urlsplit("".join(value.split())).scheme
            if scheme not in SCHEMES or "{" in value or "\\" in value or value.startswith("//"):
                self.found.append(f"<{tag} href={value!r}>")


def dangers(built: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what could run, load, mislead or break in a built site."""
    for path, content in built.items():
        if not path.endswith(".html"):
            continue
        text = content.decode("utf-8")
        parser = _Dangers()
        parser.feed(_without_own(text) if path.endswith("/republish/index.html") else text)
        parser.close()
        yield from (f"{path}: {danger}" for danger in parser.found)
        odd = {char for char in text if _is_unwanted(char)}
        yield from (f"{path}: U+{ord(char):04X}" for char in sorted(odd))
    yield from (f"{path}: {link!r} leads nowhere" for path, link in broken_links(built))


def _without_own(text: str) -> str:
    """Return a page without the theme's own script, boxes and buttons; a second one of a kind stays."""
    own = {found[0] for found in KIT.finditer(text)}
    for one in own:
        text = text.replace(one, "", 1)
    return text


def _is_unwanted(char: str) -> bool:
    category = unicodedata.category(char)
    nonchar = category == "Cn" and (0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE)
    return char in UNSEEN_BIDI or nonchar or (category in {"Cc", "Cs"} and char not in "\n\t")


def unlisted(built: Mapping[str, bytes]) -> list[str]:
    """Return the files that the release's manifest does not know, or knows otherwise."""
    listed: dict[str, str] = json.loads(built[".linli.json"])["files"]
    hashes = {
        path: hashlib.sha256(content).hexdigest()
        for path, content in built.items()
        if path != ".linli.json"
    }
    return sorted(path for path in listed | hashes if listed.get(path) != hashes.get(path))


def mentions(built: Mapping[str, bytes], words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the files whose name or bytes hold one of ``words``, in any spelling a page may use."""
    found: list[tuple[str, str]] = []
    for word in words:
        spellings = {word.encode(), quote(word).encode(), word.casefold().encode()}
        for path, content in built.items():
            whole = f"{path}\n{unquote(path)}\n".encode() + content
            if any(spelling in whole for spelling in spellings):
                found.append((path, word))
    return found


def unprintable(problems: Sequence[Problem]) -> list[str]:
    """Return the problems that a terminal, a JSON reader or GitHub could not take as they are."""
    bad: list[str] = []
    for language in ("zh", "en"):
        for name, form in FORMS.items():
            text = form(problems, language)
            if any(_is_unwanted(char) for char in text):
                bad.append(f"{name}: {text!r}")
            if name == "text" and len(text.splitlines()) != len(problems):
                bad.append(f"{name}: a problem on more than one line: {text!r}")
    return [*bad, *(f"{one}: says too little" for one in problems if not (one.what and one.why))]
