"""The addresses of one body: each is let through, refused, or becomes a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linli.text.links import Reference, Rejected, classify, is_web, mark, rule_against
from linli.text.missed import full_width_figures, overfull_rows, printed_tables, tabbed_rows
from linli.text.prose import full_width_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from linli.problems import Notebook, Place


class Addresses:
    """Decides on every address of one body, and gathers the references.

    ``find`` tells where in the file ``path`` something is written.
    """

    def __init__(self, find: Callable[..., Place], path: str, notebook: Notebook) -> None:
        self.references: list[Reference] = []
        self.find = find
        self.path = path
        self.notebook = notebook

    def note(self, rule: str, *spellings: str, text: str) -> None:
        """Write down a problem with ``text``, which stands where the first of its spellings is found."""
        self.notebook.note(rule, self.path, self.find(*spellings), text=text)

    def note_missed(self, body: str, html: str) -> None:
        """Write down links, pictures, figures and tables of ``body`` that did not become such in its ``html``."""
        for rule, written in full_width_links(body):
            self.note(rule, written, text=written)
        for written in full_width_figures(body):
            self.note("full-width-figure", written, text=written)
        for written in printed_tables(body, html):
            self.note("table-as-text", written, text=written)
        for written in overfull_rows(body, html):
            self.note("table-cells-lost", written, text=written)
        for written in tabbed_rows(body):
            self.note("table-with-tabs", written, text=written.replace("\t", " "))

    def __call__(self, tag: str, written: str) -> str | None:
        """Return the address to publish for what was ``written`` in a tag, or ``None`` for none."""
        kind = classify(written)
        spellings = written, written.replace("&", "&amp;")
        if tag == "img" and isinstance(kind, str) and not is_web(kind):
            kind = Rejected("link-scheme")
        if tag == "img" and isinstance(kind, Rejected) and kind.rule == "link-scheme":
            kind = Rejected(rule_against(written.strip(), tag))
        if isinstance(kind, str):
            if tag == "img":
                self.note("external-image", *spellings, text=written)
            return kind
        if isinstance(kind, Rejected):
            self.note(kind.rule, *spellings, text=written)
            return None
        what, path, fragment = kind
        use: Literal["link", "image"] = "image" if tag == "img" else "link"
        place = self.find(*spellings)
        self.references.append(Reference(use, what, path, fragment, written, place))
        return mark(len(self.references) - 1)
