"""Proofs of RSS, Atom and OPML: well-formed XML without entities, and the elements that must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat  # no document type gets past the handlers below

from linli.feeds.proofs import Fault, double, is_address, is_rfc822, is_rfc3339, missing, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class Form(NamedTuple):
    """A kind of document: its root, where the feed speaks of itself, its entries, and what each must say once.

    Elements are named as expat does: the namespace, a space, the name. ``times`` says how a time is written.
    """

    root: str
    feed: tuple[str, ...]
    entries: tuple[tuple[str, ...], ...]
    of_feed: tuple[str, ...]
    of_entry: tuple[str, ...]
    id: str
    times: Mapping[str, Callable[[str], bool]]


FORMS = {
    "rss": Form(
        "rss",
        ("rss", "channel"),
        (("rss", "channel", "item"),),
        ("title", "link", "description"),
        ("title", "link", "guid"),
        "guid",
        {"pubDate": is_rfc822, "lastBuildDate": is_rfc822},
    ),
    "atom": Form(
        f"{ATOM} feed",
        (f"{ATOM} feed",),
        ((f"{ATOM} feed", f"{ATOM} entry"), (f"{ATOM} feed", f"{TOMBSTONES} deleted-entry")),
        (f"{ATOM} id", f"{ATOM} title", f"{ATOM} updated"),
        (f"{ATOM} id", f"{ATOM} title", f"{ATOM} updated"),
        f"{ATOM} id",
        {f"{ATOM} updated": is_rfc3339, f"{ATOM} published": is_rfc3339},
    ),
    "opml": Form("opml", ("opml", "head"), (), ("title",), (), "", {}),
}


def faults_of(form: str, document: bytes) -> list[Fault]:
    """Return what is wrong with a document, in its order; the first fault of its XML is the last one found."""
    return _Proof(FORMS[form]).read(document)


class _Refused(Exception):  # noqa: N818 - ends the reading
    """The document has what no feed may have."""


class _Proof:
    """One document being read: where we are, and what feed and entry have said so far."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.faults: list[Fault] = []
        self.path: tuple[str, ...] = ()
        self.item = -1
        self.in_entry = False
        self.has_feed = False
        self.text: list[str] | None = None
        self.said: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
        self.ids: set[str] = set()
        self.parser = expat.ParserCreate("utf-8", " ")

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def read(self, document: bytes) -> list[Fault]:
        parser = self.parser
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ProcessingInstructionHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(document, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            self._add(Fault(f"XML 写坏了（{what}）", f"the XML is broken ({what})"))
        except _Refused:
            what = "document type, entity or processing instruction"
            self._add(Fault("有文档类型、实体或处理指令", f"there is a {what}"))
        else:
            if not self.has_feed:
                self._add(missing(self.form.feed[-1]))
        return self.faults

    def _add(self, fault: Fault) -> None:
        """Write a fault down, with the entry in which it is and its line."""
        self.faults.append(fault._replace(item=self.item if self.in_entry else -1, line=self.line))

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.path += (name,)
        if len(self.path) == 1 and name != self.form.root:
            self._add(wrong("root", name))
        if self.path in self.form.entries:
            self.item += 1
            self.in_entry = True
            self.said[True] = {}
            if name.startswith(TOMBSTONES):
                self._check_tombstone(attributes)
        elif self.path == self.form.feed:
            self.has_feed = True
        elif self._speaks():
            self.text = []
        if name == f"{ATOM} link" and not is_address(attributes.get("href", "")):
            self._add(wrong("link href", attributes.get("href", "")))
        if name == "outline" and "xmlUrl" in attributes:
            if not attributes.get("text"):
                self._add(missing("text"))
            if not is_address(attributes["xmlUrl"]):
                self._add(wrong("xmlUrl", attributes["xmlUrl"]))

    def _speaks(self) -> bool:
        """Say whether the element is one that the feed or an entry says of itself."""
        above = self.path[:-1]
        return above == self.form.feed or (self.in_entry and above in self.form.entries)

    def _characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _end(self, name: str) -> None:
        if self.text is not None and self._speaks():
            text = "".join(self.text).strip()
            self.said[self.in_entry].setdefault(name, []).append(text)
            self.text = None
            is_time = self.form.times.get(name)
            if is_time and not is_time(text):
                self._add(wrong(_short(name), text))
        if self.path in self.form.entries:
            if not name.startswith(TOMBSTONES):
                self._check_said(self.form.of_entry)
                self._check_id()
            self.in_entry = False
        elif self.path == self.form.feed:
            self._check_said(self.form.of_feed)
        self.path = self.path[:-1]

    def _check_said(self, wanted: tuple[str, ...]) -> None:
        said = self.said[self.in_entry]
        for name in wanted:
            found = said.get(name, [])
            if not any(found):
                self._add(missing(_short(name)))
            elif len(found) > 1:
                self._add(double(_short(name), found[1], -1))

    def _check_id(self) -> None:
        """Note the id of an entry; two of one feed differ."""
        for value in self.said[True].get(self.form.id, [])[:1]:
            if value in self.ids:
                self._add(double(_short(self.form.id), value, -1))
            self.ids.add(value)

    def _check_tombstone(self, attributes: Mapping[str, str]) -> None:
        """Check what RFC 6721, 3, wants of an entry that was deleted."""
        if not attributes.get("ref"):
            self._add(missing("ref"))
        if not is_rfc3339(attributes.get("when", "")):
            self._add(wrong("when", attributes.get("when", "")))


def _short(name: str) -> str:
    """Return an element's name without its namespace."""
    return name.rpartition(" ")[2]
