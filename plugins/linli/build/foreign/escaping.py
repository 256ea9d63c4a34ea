"""Plain text for templates that escape nothing.

Pelican's templates print what they get. So what a contributor wrote as plain text goes to them as HTML already: it
prints as it was written, wherever a theme puts it, and templates that do escape leave it as it is.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import astuple


def escaped(value: Any) -> Any:
    """Return a value with every text in it escaped; tuples, lists, mappings and views keep their form."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, tuple):
        parts = map(escaped, value)
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, Struct):
        return type(value)(*map(escaped, astuple(value)))
    if isinstance(value, list):
        return [escaped(one) for one in value]
    if isinstance(value, dict):
        return {key: escaped(one) for key, one in value.items()}
    return value


def striptags(value: Any) -> Markup:
    """Return a text without tags, escaped again.

    Jinja's own filter turns ``&lt;script&gt;`` back into a tag, which only templates that escape can afford.
    """
    html = value.__html__() if hasattr(value, "__html__") else value
    return escape(Markup(str(html)).striptags())  # noqa: S704 - it is taken apart, not trusted
