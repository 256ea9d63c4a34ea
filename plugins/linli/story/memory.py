"""What short texts were found to mean: the same names, tags, columns and sources stand in thousands of headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.story.entries import Scalar, Sequence
from linli.story.readers import READERS

if TYPE_CHECKING:
    from linli.story.context import Context
    from linli.story.entries import Value
    from linli.story.fields import Field

LONGEST = 40
"""Characters of a text that is likely to come again."""
MOST = 8192
"""Texts that are held at once."""


class Memory:
    """The meaning of texts by field, under one set of settings.

    A reader is a function of the field, the text and the settings; only the problems it writes down know the
    place. So what was read without a problem means the same wherever it stands.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, object], object] = {}

    def read(self, value: Value, field: Field, context: Context) -> object:
        """Return what ``value`` means, as the reader of its field says it or said it before."""
        text = _text_of(value)
        if text is None:
            return READERS[field.type](value, field, context)
        key = field.key, text
        if key in self._known:
            return self._known[key]
        problems = context.notebook.problems
        before = len(problems)
        found = READERS[field.type](value, field, context)
        if len(problems) == before:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = found
        return found


def _text_of(value: Value) -> str | tuple[str, ...] | None:
    """Return the text of a value, or the texts of a list, when it is short and has no other parts."""
    if isinstance(value, Scalar):
        return value.text if len(value.text) <= LONGEST else None
    if isinstance(value, Sequence):
        texts = tuple([item.text for item in value.items if isinstance(item, Scalar)])
        return texts if len(texts) == len(value.items) and sum(map(len, texts)) <= LONGEST else None
    return None
