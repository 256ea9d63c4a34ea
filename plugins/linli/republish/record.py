"""A copy as JSON, for programs that take over many: every credit and the forms of the text in one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linli.republish.blocks import Block, words_of
from linli.republish.fragment import as_html
from linli.republish.plain import as_text
from linli.republish.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linli.republish.values import Copy


def as_json(copy: Copy) -> str:
    """Return the copy as JSON with a stable order; what there is nothing of is left out."""
    name, address = copy.licence
    found: dict[str, Any] = {
        "id": copy.id,
        "url": copy.url,
        "title": copy.title,
        "subtitle": copy.subtitle,
        "language": copy.lang,
        "summary": copy.summary,
        "authors": [_named(one._asdict()) for one in copy.byline],
        "signoff": [_named(one._asdict()) for one in copy.signoff],
        "source": _named({"name": copy.source[0], "url": copy.source[1]}),
        "published": copy.published,
        "updated": copy.modified or copy.published,
        "copyright_holder": copy.holder,
        "licence": _named({"name": name, "url": address}),
        "notice": copy.notice,
        "credit": copy.credit,
        "pictures": [_named(one._asdict()) for one in pictures_in(copy.body)],
        "pictures_left_out": [_named(one._asdict()) for one in copy.left_out],
        "html": as_html(copy),
        "text": as_text(copy),
    }
    return json.dumps(_named(found), ensure_ascii=False, indent=2) + "\n"


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def pictures_in(blocks: Iterable[Block | str]) -> Iterator[Picture]:
    """Yield the pictures that come along; caption and credit are one text, as they stand below it."""
    for one in blocks:
        if isinstance(one, str):
            continue
        if one.tag == "figure":
            said = words_of(one.children)
            for picture in pictures_in(one.blocks("img")):
                yield picture._replace(caption=said)
        elif one.tag == "img":
            sizes = int(one.get("width") or 0), int(one.get("height") or 0)
            yield Picture(one.get("src"), one.get("alt"), *sizes)
        else:
            yield from pictures_in(one.children)
