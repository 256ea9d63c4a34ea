"""The docs say what is so: tables are fresh, nothing is left out, links lead somewhere, examples build."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import invoke
import pytest
from PIL import Image

import tasks
from linli import cli
from linli.interpreters import KEEP
from linli.office.tables import write_tables
from linli.problems.rules import all_rules
from linli.site.settings import SETTINGS
from linli.story.entries import KEY_LINE
from linli.story.fields import FIELDS
from tests import sounds
from tests.factories import HEADER, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.problems import Problem
    from linli.site.settings import Setting
    from linli.story.fields import Field

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PAGES}
FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
FORBIDDEN = {"post", "item", "data", "manager", "utils", "helper"}


def prose(text: str) -> str:
    """Return a page without its code blocks."""
    return FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """Return the names by which GitHub links to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.strip().lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


def test_the_tables_made_from_the_code_are_up_to_date() -> None:
    stale = [path.name for path in write_tables(DOCS, check=True)]
    assert stale == [], "run: invoke docs"


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_between_pages_leads_to_a_file_and_a_heading(page: str) -> None:
    lost = []
    for target in re.findall(
        r"(?<!\\)\]\(([^()\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(TEXTS[page]))
    ):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        if not path.exists() or (fragment and fragment not in anchors(path.read_text("utf-8"))):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_is_in_the_table_and_in_the_editors_guide(field: Field) -> None:
    assert f"| `{field.key}` |" in TEXTS["docs/fields.md"]
    assert field.aliases[0] in prose(TEXTS["docs/editors.md"])


@pytest.mark.parametrize("key", ["origin", "permission", "reuse", "status", "ai_use"])
def test_every_choice_of_the_rights_and_the_states_is_explained(key: str) -> None:
    (field,) = (field for field in FIELDS if field.key == key)
    guide = prose(TEXTS["docs/editors.md"])
    chinese = [words[0] for words in field.choices.values() if not words[0].isascii()]
    assert [word for word in chinese if word not in guide] == []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_table(setting: Setting) -> None:
    assert f"| `{setting.name}` |" in TEXTS["docs/settings.md"]


@pytest.mark.parametrize("rule", all_rules())
def test_every_rule_is_in_the_list(rule: str) -> None:
    assert f"### `{rule}`\n" in TEXTS["docs/problems.md"]


def test_no_setting_is_named_that_does_not_exist() -> None:
    known = {setting.name for setting in SETTINGS}
    known |= {"LINLI_SITEURL", KEEP}  # variables: of publishconf.py, of tasks.py
    named = {name for text in TEXTS.values() for name in re.findall(r"\bLINLI_[A-Z_]+\b", text)}
    assert named - known == set()


def command_lines() -> Iterator[tuple[str, set[str]]]:
    """Yield each command and its flags, as ``tasks.py`` and ``python -m linli`` know them."""
    for name, task in invoke.Collection.from_module(tasks).tasks.items():
        flags = {argument.names[0] for argument in task.get_arguments()}
        yield name, {f"--{flag.replace('_', '-')}" for flag in flags - set(task.positional)}
    (commands,) = (
        action
        for action in cli._parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    for name, parser in commands.choices.items():
        yield name, {flag for action in parser._actions for flag in action.option_strings}


@pytest.mark.parametrize(("name", "flags"), list(command_lines()))
def test_every_command_and_flag_is_in_the_readme(name: str, flags: set[str]) -> None:
    readme = TEXTS["README.md"]
    assert f"`{name}" in readme
    missing = {flag for flag in flags - {"-h", "--help"} if flag not in readme}
    assert missing == set()


def test_the_glossary_explains_words_and_avoids_empty_ones() -> None:
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|", TEXTS["docs/glossary.md"], re.MULTILINE)
    words = {word.strip().lower() for row in rows for word in row.split(",")}
    assert len(words) > 30
    assert words & FORBIDDEN == set()


def test_every_name_of_the_code_in_the_glossary_exists() -> None:
    names = re.findall(r"`linli\.([\w.]+)`", TEXTS["docs/glossary.md"])
    assert len(names) > 20
    for name in names:
        module, _, attribute = f"linli.{name}".rpartition(".")
        try:
            found = hasattr(import_module(module), attribute)
        except ModuleNotFoundError:
            found = False
        if not found:
            import_module(f"linli.{name}")


# --- The editors' guide: every example in it is read as an editor's file would be -------------------------


def blocks(kind: str) -> list[tuple[str, str]]:
    """Return the code blocks of the editors' guide marked ``kind``: what follows it, and the text."""
    found = FENCE.findall(TEXTS["docs/editors.md"])
    marked = [(mark.split(maxsplit=1), text) for _, mark, text in found]
    return [(" ".join(words[1:]), text) for words, text in marked if words and words[0] == kind]


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    """The newsroom that the guide speaks of, with what its examples point to."""
    columns = {"社区": "community", "民生": "livelihood", "English": "english"}
    paper.settings["SITENAME"] = "青禾邻里"
    paper.settings["LINLI_COLUMNS"] = [{"name": name, "slug": columns[name]} for name in columns]
    images = paper.content / "images"
    images.mkdir()
    for name in ("lift-tower.jpg", "lift-cost-chart.png", "canteen-lunch.jpg"):
        Image.new("RGB", (4, 3)).save(images / name)
    paper.write("files/form.pdf", b"%PDF-1.7")
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    paper.write("articles/community/lift-retrofit-1.md", whole("in-text", "先开口的是二楼。"))
    return paper


def whole(where: str, text: str) -> str:
    """Return a whole article in which ``text`` is the header's end, the body, or everything."""
    if where == "whole-file":
        return text
    fields = {**HEADER, "来源": "青禾邻里"}
    if where == "in-header":
        for match in filter(None, map(KEY_LINE.match, text.splitlines())):
            fields[match["key"]] = match["value"]
        text = "楼里装上了电梯。"
    return "".join(f"{key}：{value}\n" for key, value in fields.items()) + f"\n{text}\n"


def said(problem: Problem) -> str:
    grave = {"error": "错误", "warning": "提醒", "note": "说明"}[problem.severity]
    return f"{grave}: {problem.what}{problem.why}{problem.fix} [{problem.rule}]"


def test_all_good_examples_of_the_guide_make_one_site_without_a_problem(newsroom: Paper) -> None:
    examples = blocks("markdown")
    assert len(examples) >= 15
    newsroom.write("audio/closing.mp3", sounds.mp3())
    newsroom.write("audio/closing.txt", "口琴，没有人声。")
    for number, (name, text) in enumerate(examples):
        fragment = f"articles/community/fragment-{number}.md"
        newsroom.write(name or fragment, text if name else whole("in-text", text))
    # The first story of the guide comes out half an hour later, and waits to be pinned.
    found = [one for one in newsroom.site_problems() if one.rule != "pin-waits"]
    assert [f"{one.place}: {said(one)}" for one in found] == []


MISTAKES = [
    (where, *text.split("\n→", 1))
    for where, text in blocks("text")
    if where in {"in-header", "in-text", "whole-file"}
]


@pytest.mark.parametrize(
    ("where", "text", "messages"), MISTAKES, ids=[text.splitlines()[-1] for _, text, _ in MISTAKES]
)
def test_each_mistake_in_the_guide_is_met_with_the_very_words_printed_there(
    newsroom: Paper, where: str, text: str, messages: str
) -> None:
    newsroom.write("articles/community/mistake.md", whole(where, text))
    expected = [line.strip() for line in f"\n→{messages}".split("\n→")[1:]]
    assert [said(problem) for problem in newsroom.site_problems()] == expected


def test_the_guide_shows_mistakes_of_every_sort() -> None:
    assert len(MISTAKES) > 15
    assert {where for where, _, _ in MISTAKES} == {"in-header", "in-text", "whole-file"}
