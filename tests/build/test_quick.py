from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from jinja2 import Environment
from markupsafe import Markup

from linli.build.templates.quick import Quick
from linli.build.templates.render import Theme, Written
from linli.errors import ThemeError
from linli.problems import Place
from linli.story.story import AiUse
from tests.build.test_components import PAGE, as_written, quick, shown, written

if TYPE_CHECKING:
    from pathlib import Path

EXTENDED = '{% extends "base.html" %}{% block a %}[{{ super() }}{{ page.title }}]{% endblock %}'
BASE = "<{% block a %}{{ page.title }}{% endblock %}|{% block b %}{% endblock %}>"
# (what it is, page, other templates)
SAME: list[tuple[str, str, dict[str, str]]] = [
    ("attributes", "{{ page.head.lang }}{{ page.title }}{{ (page).head['lang'] }}", {}),
    ("attributes of texts", "{{ 'a'.upper() }}{{ page.title.upper() }}{{ 1.5.real }}", {}),
    ("a word of Python's", "{{ page.head.class is defined }}", {}),
    ("blocks", EXTENDED, {"base.html": BASE}),
    (
        "a skeleton that is chosen",
        'x{% if page.title %}{% extends "base.html" %}{% endif %}y{% block a %}z{% endblock %}',
        {"base.html": BASE},
    ),
    ("a scoped block", "{% for i in [1,2] %}{% block a scoped %}{{ i }}{% endblock %};{% endfor %}", {}),
    ("set and called", "{% set a %}{{ page.title }}{% endset %}{{ a }}{% filter upper %}b{% endfilter %}", {}),
    (
        "included with and without context",
        'a{% include "i.html" %}b{% include "j.html" without context %}'
        'c{% if page.title %}d{% include "j.html" without context %}e{% endif %}f',
        {"i.html": "{{ page.title }}", "j.html": "j"},
    ),
    (
        "included in a block",
        '{% block a %}a{% include "j.html" without context %}b{% endblock %}c',
        {"j.html": "j"},
    ),
    ("nothing", "", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "others"), [row[1:] for row in SAME], ids=[row[0] for row in SAME]
)
def test_the_fast_form_says_what_is_written(
    tmp_path: Path, page: str, others: dict[str, str]
) -> None:
    theme = written(tmp_path, {"page.html": page, **others})
    assert shown(quick(theme)) == shown(as_written(theme))
    assert not shown(quick(theme)).endswith(("Error", "NotFound"))


def test_a_page_that_asks_whether_there_is_a_name_is_made_as_it_is_written(tmp_path: Path) -> None:
    theme = Theme(written(tmp_path, {"page.html": "{{ page.head.nosuch is defined }}"}))
    view = cast("Any", PAGE)
    assert [theme.render("page.html", view, view, "a") for _ in range(2)] == ["False"] * 2


def test_an_item_is_found_where_there_is_no_such_attribute(tmp_path: Path) -> None:
    theme = Theme(written(tmp_path, {"page.html": "{{ page.facts.a }}"}))
    view = cast("Any", SimpleNamespace(head=PAGE.head, facts={"a": "<1>"}))
    assert theme.render("page.html", view, view, "a") == "&lt;1&gt;"


def test_a_name_that_does_not_exist_is_told_with_template_line_and_page(tmp_path: Path) -> None:
    theme = Theme(written(tmp_path, {"page.html": "\n{{ page.head.nosuch }}"}))
    view = cast("Any", PAGE)
    with pytest.raises(ThemeError, match=r"page\.html:2: .*nosuch[^$]*articles/a\.md"):
        theme.render("page.html", view, view, "articles/a.md")


def test_templates_are_those_of_one_moment(tmp_path: Path) -> None:
    theme = written(tmp_path, {"page.html": "before"})
    made: Written = Quick(theme, None, b"")
    (theme / "templates" / "page.html").write_text("after", encoding="utf-8")
    assert shown(made) == "before"


class Sly(str):
    """A text that says of itself that it is HTML; subclasses may do anything."""

    __slots__ = ()

    def __html__(self) -> str:
        return "<i>sly</i>"


class Told:
    def __str__(self) -> str:
        return "<told>"


# Whatever a template can be given; most of it is handled in a quicker way of its own.
VALUES: list[object] = [
    "plain",
    "<b>&\"'</b>",
    "",
    Markup("<b>bold</b>"),
    Markup(""),
    Sly("<x>"),
    Told(),
    0,
    -7,
    10**20,
    True,
    False,
    None,
    2.5,
    ("<a>", 1),
    ["<a>"],
    {"<k>": "<v>"},
    Place(1, 2),
    AiUse.NONE,
    b"<bytes>",
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_is_escaped_as_jinja_does(tmp_path: Path, value: object) -> None:
    text = "{{ page }}|{% for _ in (1,) %}{{ page }}{% endfor %}|{{ page if page else '<none>' }}"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(text, "utf-8")
    expected = Environment(autoescape=True).from_string(text).render(page=value)
    for made in (Quick(tmp_path, None, b""), Written(tmp_path / "templates")):
        assert made.get_template("page.html").render(page=value) == expected
