from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from jinja2 import nodes

from linli.build.templates.quick import Quick
from linli.build.templates.render import Theme, Written
from linli.errors import ThemeError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = SimpleNamespace(
    head=SimpleNamespace(lang="en"), title="a < b", items=("x", "<y>", "z"), link="not a component"
)
LINK = '{% macro link(link, lang="en") %}\n<a {{ lang }}>{{ link }}</a>\n{% endmacro %}\n'


def written(folder: Path, templates: dict[str, str]) -> Path:
    for name, text in templates.items():
        (folder / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "templates" / name).write_text(text, encoding="utf-8")
    (folder / "lang").mkdir()
    (folder / "lang" / "en.toml").write_text('skip = "Skip"\n', encoding="utf-8")
    return folder


def quick(theme: Path) -> Quick:
    return Quick(theme, None, b"")


def as_written(theme: Path) -> Written:
    return Written(theme / "templates")


def shown(made: Written) -> str:
    """Return the page, or the kind of the error it ends in."""
    words = {"skip": "Skip"}
    try:
        return made.get_template("page.html").render(page=PAGE, site=PAGE, words=words)
    except Exception as error:
        return type(error).__name__


def calls(theme: Path) -> list[str]:
    """Return what the page still calls, once its components are in place."""
    source = (theme / "templates" / "page.html").read_text("utf-8")
    tree = quick(theme).components.parse(source, "page.html", None)
    names = [one.node for one in tree.find_all(nodes.Call)]
    return [one.name for one in names if isinstance(one, nodes.Name)]


FROM = '{% from "link.html" import link %}\n'
# (what it is, page, other templates)
IN_PLACE: list[tuple[str, str, dict[str, str]]] = [
    ("a call", FROM + "{{ link(page.title) }}!", {"link.html": LINK}),
    ("arguments by name", FROM + '{{ link(lang="zh", link=page.title) }}', {"link.html": LINK}),
    (
        "a call in a loop",
        FROM + "{% for one in page.items %}{{ link(one, loop.index) }}{% endfor %}",
        {"link.html": LINK},
    ),
    (
        "another name",
        '{% from "link.html" import link as to %}{{ to(page.title) }}',
        {"link.html": LINK},
    ),
    (
        "arguments that change places",
        '{% from "pair.html" import pair %}{% with a=1, b=2 %}{{ pair(b, a) }}{{ a }}{{ b }}{% endwith %}',
        {"pair.html": "{% macro pair(a, b) %}{{ a }}-{{ b }}{% endmacro %}"},
    ),
    (
        "a component in a component",
        '{% from "list.html" import list %}{{ list(page.items) }}',
        {
            "list.html": FROM
            + "{% macro list(items) %}{% for link_ in items %}{{ link(link_) }}{% else %}none{% endfor %}{% endmacro %}",
            "link.html": LINK,
        },
    ),
    (
        "a block of a template that extends another",
        '{% extends "base.html" %}' + FROM + "{% block main %}{{ link(page.title) }}{% endblock %}",
        {"base.html": FROM + "<{% block main %}{% endblock %}>{{ link(1) }}", "link.html": LINK},
    ),
]
STAYS: list[tuple[str, str, dict[str, str]]] = [
    (
        "a name set inside",
        '{% from "tag.html" import tag %}{% set t = "out" %}{{ tag(1) }}{{ t }}',
        {
            "tag.html": '{% macro tag(one) %}{% set u = "b" if one else "i" %}<{{ u }}>{% endmacro %}'
        },
    ),
    ("a missing argument", FROM + "{{ link() }}", {"link.html": LINK}),
    ("an unknown argument", FROM + "{{ link(1, colour=2) }}", {"link.html": LINK}),
    ("an argument twice", FROM + "{{ link(1, link=2) }}", {"link.html": LINK}),
    ("too many arguments", FROM + "{{ link(1, 2, 3) }}", {"link.html": LINK}),
    ("arguments in a tuple", FROM + "{{ link(*page.items[:2]) }}", {"link.html": LINK}),
    ("a result that is used", FROM + "{{ link(1)|upper }}{{ link(2) ~ 3 }}", {"link.html": LINK}),
    (
        "the page's context",
        '{% from "c.html" import c with context %}{{ c() }}',
        {"c.html": "{% macro c() %}{{ page.title }}{% endmacro %}"},
    ),
    (
        "a name that is not there",
        '{% from "c.html" import c %}{{ c() }}',
        {"c.html": "{% macro c() %}{{ page.title }}{% endmacro %}"},
    ),
    (
        "Jinja's own functions",
        '{% from "c.html" import c %}{% set range = 5 %}{{ c() }}',
        {"c.html": "{% macro c() %}{{ range(3)|list }}{% endmacro %}"},
    ),
    (
        "a value of its file",
        '{% from "c.html" import c %}{% set n = 5 %}{{ c() }}',
        {"c.html": "{% set n = 7 %}{% macro c() %}{{ n }}{% endmacro %}"},
    ),
    (
        "a neighbour in its file",
        '{% from "c.html" import c %}{{ c() }}',
        {"c.html": "{% macro d() %}d{% endmacro %}{% macro c() %}{{ d() }}{% endmacro %}"},
    ),
    (
        "itself",
        '{% from "c.html" import c %}{{ c(3) }}',
        {"c.html": "{% macro c(n) %}{{ n }}{% if n %}{{ c(n - 1) }}{% endif %}{% endmacro %}"},
    ),
    (
        "the loop around it",
        '{% from "c.html" import c %}{% for one in page.items %}{{ c() }}{% endfor %}',
        {"c.html": "{% macro c() %}{{ loop.index }}{% endmacro %}"},
    ),
    (
        "other arguments",
        '{% from "c.html" import c %}{{ c(1, 2, x=3) }}',
        {"c.html": "{% macro c() %}{{ varargs }}{{ kwargs }}{% endmacro %}"},
    ),
    (
        "its caller",
        '{% from "c.html" import c %}{% call c() %}in{% endcall %}',
        {"c.html": "{% macro c() %}<{{ caller() }}>{% endmacro %}"},
    ),
    (
        "a computed default",
        '{% from "c.html" import c %}{{ c(1) }}',
        {"c.html": "{% macro c(a, b=a + 1) %}{{ b }}{% endmacro %}"},
    ),
    (
        "another template",
        '{% from "c.html" import c %}{{ c(1) }}',
        {"c.html": '{% macro c(a) %}{% include "d.html" %}{% endmacro %}', "d.html": "d"},
    ),
    (
        "escaping turned off where it is called",
        FROM + "{% autoescape false %}{{ page.title }}{{ link(page.title) }}{% endautoescape %}",
        {"link.html": LINK},
    ),
    (
        "escaping turned off in it",
        '{% from "c.html" import c %}{{ c(page.title) }}',
        {
            "c.html": "{% macro c(a) %}{% autoescape false %}{{ a }}{% endautoescape %}{% endmacro %}"
        },
    ),
    (
        "a name that is set later",
        FROM + "{% macro x(link) %}{{ link }}{% endmacro %}{{ x(1) }}{{ link(2) }}",
        {"link.html": LINK},
    ),
    (
        "a name with two meanings",
        '{% extends "base.html" %}' + FROM + "{% block main %}{{ link(1) }}{% endblock %}",
        {
            "base.html": '{% from "other.html" import link %}{% block main %}{% endblock %}',
            "other.html": "{% macro link(a) %}other{% endmacro %}",
            "link.html": LINK,
        },
    ),
    (
        "a template named by a value",
        "{% from page.link import link %}{{ link(1) }}",
        {"link.html": LINK},
    ),
    ("no such macro", '{% from "link.html" import nosuch %}{{ nosuch(1) }}', {"link.html": LINK}),
    ("no such template", '{% from "nosuch.html" import link %}{{ link(1) }}', {"link.html": LINK}),
    (
        "a component that cannot be read",
        FROM + "{{ link(1) }}",
        {"link.html": "{% macro link(a) %}"},
    ),
]


@pytest.mark.parametrize(
    ("page", "others"), [row[1:] for row in IN_PLACE], ids=[row[0] for row in IN_PLACE]
)
def test_a_component_is_put_in_place_and_the_page_is_the_same(
    tmp_path: Path, page: str, others: dict[str, str]
) -> None:
    theme = written(tmp_path, {"page.html": page, **others})
    assert calls(theme) == []
    assert shown(quick(theme)) == shown(as_written(theme))
    assert "Error" not in shown(quick(theme))


@pytest.mark.parametrize(
    ("page", "others"), [row[1:] for row in STAYS], ids=[row[0] for row in STAYS]
)
def test_a_component_that_reads_more_than_its_arguments_stays_a_call(
    tmp_path: Path, page: str, others: dict[str, str]
) -> None:
    theme = written(tmp_path, {"page.html": page, **others})
    assert calls(theme) != []
    assert shown(quick(theme)) == shown(as_written(theme))


def test_an_import_stays_that_another_template_leans_on(tmp_path: Path) -> None:
    theme = written(
        tmp_path,
        {
            "page.html": '{% extends "base.html" %}{% block main %}{{ link(1) }}{% endblock %}',
            "base.html": FROM + "{{ link(2) }}{% block main %}{% endblock %}",
            "link.html": LINK,
        },
    )
    assert shown(quick(theme)) == shown(as_written(theme)) == "<a en>2</a>\n<a en>1</a>\n"


def test_components_within_components_do_not_grow_for_ever(tmp_path: Path) -> None:
    deep = {
        f"c{n}.html": f'{{% from "c{n - 1}.html" import c{n - 1} %}}{{% macro c{n}(a) %}}'
        + f"{{{{ c{n - 1}(a) }}}}" * 4
        + "{% endmacro %}"
        for n in range(1, 9)
    }
    last = {"c0.html": "{% macro c0(a) %}{{ a }}{% endmacro %}"}
    page = {"page.html": '{% from "c8.html" import c8 %}{{ c8("x") }}'}
    theme = written(tmp_path, {**deep, **last, **page})
    assert calls(theme) == ["c8"]
    assert shown(quick(theme)) == "x" * 4**8


def test_a_fault_in_a_component_is_told_with_its_own_file_and_line(tmp_path: Path) -> None:
    broken = "{% macro link(link) %}\n\n{{ link.nosuch }}{% endmacro %}"
    theme = written(tmp_path, {"page.html": FROM + "{{ link(page.title) }}", "link.html": broken})
    view = cast("Any", PAGE)
    with pytest.raises(ThemeError, match=r"link\.html:3: .*nosuch"):
        Theme(theme).render("page.html", view, view, "articles/a.md")


def test_every_component_of_our_own_theme_is_put_in_place_on_pages_of_which_there_are_many() -> (
    None
):
    components = quick(ROOT / "theme").components
    left = {}
    for path in sorted((ROOT / "theme" / "templates").glob("*.html")):
        tree = components.parse(path.read_text("utf-8"), path.name, None)
        called = [one.node for one in tree.find_all(nodes.Call) if isinstance(one.node, nodes.Name)]
        left[path.name] = [one.name for one in called]
    assert {name: names for name, names in left.items() if names} == {"index.html": ["index_group"]}
