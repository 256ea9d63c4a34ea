"""Small newsrooms for tests: files in a folder, read or built with a fixed clock."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from linli.build.cache import MANUSCRIPTS
from linli.build.manuscripts import unpack
from linli.build.pipeline import build
from linli.build.preparing import Options, prepare
from linli.build.press import a_press
from linli.build.report import Report
from linli.errors import ContentError
from linli.files import Folder
from linli.pages.layout import Layout
from linli.pages.making import make_view
from linli.problems import Notebook, Problem
from linli.site.desk import Desk
from linli.site.settings import read_newsroom

if TYPE_CHECKING:
    from pathlib import Path

    from linli.pages.assets import Asset
    from linli.pages.catalogue import Catalogue
    from linli.pages.views import View
    from linli.site import Edition, Manuscript, Newsroom
    from linli.story import Story

NOW = datetime.fromisoformat("2026-03-22T08:00:00+08:00")

ZONE_AND_LANGUAGE = {"TIMEZONE": "Asia/Shanghai", "DEFAULT_LANG": "zh-Hans"}
CONTACT = {"LINLI_REPRINT_CONTACT": "电话 0000-6120 0000"}
"""Where to ask for permission, so that no problem is that nobody is told."""

HEADER = {
    "标题": "榆树里装上电梯",
    "日期": "2026-03-20 08:30",
    "栏目": "社区",
    "责编": "沈禾",
    "来源": "测试邻里",
}
"""What the smallest valid article says."""


def article(body: str = "楼里装上了电梯。", *, yaml: bool = False, **fields: str | None) -> str:
    """Return the text of an article: ``HEADER`` with ``fields`` added, changed, or (``None``) left out."""
    values = {key: value for key, value in {**HEADER, **fields}.items() if value is not None}
    if yaml:
        lines = [f"{key}: {value}" for key, value in values.items()]
        return "\n".join(["---", *lines, "---", "", body, ""])
    return "\n".join([*(f"{key}：{value}" for key, value in values.items()), "", body, ""])


def options_at(
    now: datetime = NOW, *, saved: frozenset[str] = frozenset(), **options: bool
) -> Options:
    """Return build options with a fixed clock."""
    return Options(now, saved=saved, **options)


@dataclass(frozen=True)
class PlannedPage:
    """A page of the plan with its view, as a template would get it."""

    path: str
    template: str
    view: View


@dataclass(frozen=True)
class Planned:
    """A planned site: its pages with their views, its files, and what they were planned from."""

    pages: tuple[PlannedPage, ...]
    assets: tuple[Asset, ...]
    catalogue: Catalogue
    stories: tuple[Story, ...]

    @property
    def edition(self) -> Edition:
        return self.catalogue.edition


def planned(newsroom: Newsroom, options: Options, report: Report) -> Planned:
    """Plan a site and make the view of every page."""
    with a_press() as press:
        draft = prepare(newsroom, options, report, press)
        plan, marks = draft.plan, draft.stories.marks
        texts = press.cache.get(
            MANUSCRIPTS, [marks[name] for page in plan.pages for name in page.stories]
        )
    layout = Layout(newsroom, plan.catalogue.addresses)
    pages: list[PlannedPage] = []
    stories: list[Story] = []
    for recipe in plan.pages:
        if not recipe.template:  # a feed has no view
            continue
        manuscripts = [unpack(texts[marks[name]]) for name in recipe.stories]
        view = make_view(layout, recipe, manuscripts)
        pages.append(PlannedPage(recipe.path, recipe.template, view))
        stories += [manuscript.story for manuscript in manuscripts]
    return Planned(tuple(pages), plan.assets, plan.catalogue, tuple(stories))


@dataclass
class Paper:
    """A newsroom in a temporary folder."""

    root: Path
    settings: dict[str, Any]
    theme: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def newsroom(self) -> Newsroom:
        values = {"SITENAME": "测试邻里", **ZONE_AND_LANGUAGE, **CONTACT, **self.settings}
        newsroom = read_newsroom(values, self.content, self.output, self.theme)
        return replace(newsroom, annals=self.annals if newsroom.annals_name else None)

    @property
    def annals(self) -> Path:
        return self.root / "published.tsv"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file below the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    def read(self, name: str) -> tuple[Manuscript | None, list[Problem]]:
        """Read one file, as the build would; return the manuscript and the problems."""
        notebook = Notebook(self.newsroom.lang)
        desk = Desk(self.newsroom.desk_settings, Folder.open(self.content))
        manuscript = desk.read(name, notebook)
        return manuscript, notebook.problems

    def story(self, text: str, name: str = "articles/a.md") -> Story:
        """Write and read one file that must have no errors; return its story."""
        self.write(name, text)
        manuscript, problems = self.read(name)
        assert manuscript is not None, f"expected a story, got {problems}"
        return manuscript.story

    def problems(self, text: str | bytes, name: str = "articles/a.md") -> list[Problem]:
        """Write and read one file; return its problems."""
        self.write(name, text)
        return self.read(name)[1]

    def rules(self, text: str | bytes, name: str = "articles/a.md") -> list[str]:
        """Write and read one file; return the rules it breaks."""
        return [problem.rule for problem in self.problems(text, name)]

    def plan(self, **options: Any) -> Planned:
        """Plan the whole site; raises ``ContentError`` when the content has errors."""
        return planned(self.newsroom, options_at(**options), Report())

    def site_problems(self, **options: Any) -> list[Problem]:
        """Plan the whole site and return all problems, errors or not."""
        report = Report()
        with suppress(ContentError):
            prepare(self.newsroom, options_at(**options), report)
        return list(report.problems)

    def build(self, **options: Any) -> Report:
        """Build and release the site."""
        return build(self.newsroom, options_at(**options))

    def page(self, path: str) -> str:
        """Return a built page."""
        return (self.output / path).read_text("utf-8")

    def built(self) -> dict[str, bytes]:
        """Return every file of the built site by its path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }
