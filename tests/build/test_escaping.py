"""What a contributor wrote as plain text stays text in themes that escape nothing."""

from __future__ import annotations

import inspect

import pytest
from markupsafe import Markup
from msgspec import Struct

from linli.build.foreign.escaping import escaped
from linli.pages import views
from linli.story import story

WRITTEN = "<script>alert(1)</script>"
SAID = "&lt;script&gt;alert(1)&lt;/script&gt;"
KINDS = [
    kind
    for room in (views, story)
    for kind in vars(room).values()
    if inspect.isclass(kind) and issubclass(kind, Struct) and kind is not Struct
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_text_of_every_view_is_escaped(kind: type[Struct]) -> None:
    names = kind.__struct_fields__
    assert names
    inner = kind(*[WRITTEN for _ in names])
    outer = escaped(kind(*[(inner, [WRITTEN], {"key": WRITTEN}) for _ in names]))
    assert isinstance(outer, kind)
    for name in names:
        one, (text,), table = getattr(outer, name)
        assert [getattr(one, each) for each in names] == [SAID] * len(names)
        assert (text, table) == (SAID, {"key": SAID})


def test_what_is_html_already_is_left_as_it_is() -> None:
    assert escaped(Markup("<b>好</b>")) == "<b>好</b>"
    assert escaped((None, 3, True)) == (None, 3, True)
