"""Any sequence of edits comes to the site that a clean build makes, byte for byte."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from linli.build.report import Report
from linli.errors import ContentError, UsageError
from linli.office.recording import record
from tests.build.edited import LIFT, RIVER, Edited
from tests.conftest import ROOT
from tests.pages.pictures import png
from tests.related.newsroom import retold

NAMES = st.sampled_from([f"s{number}" for number in range(8)])
TITLES = st.sampled_from(["灯会", "装电梯（1）", "装电梯（2）", "装电梯（3）", "停水", "Lifts"])
BODIES = st.sampled_from(
    [
        LIFT,
        RIVER,
        LIFT + RIVER,
        retold(1),
        retold(2),
        retold(3),
        "见[一篇](s1.md)。",
        "![图](../images/a.png)",
    ]
)
DAYS = st.sampled_from(["2026-01-05", "2026-02-11", "2026-03-20", "2026-03-22 07:59", "2026-03-25"])
TAGS = st.sampled_from([None, "电梯", "江、灯", "灯", "电梯、老楼"])
STATES = st.sampled_from([None, None, None, "草稿", "已撤回"])
PINS = st.sampled_from([None, None, "s2", "无"])
SETTINGS = st.sampled_from(
    [
        {"DEFAULT_PAGINATION": 1},
        {"DEFAULT_PAGINATION": 4},
        {"LINLI_RELATED_LIMIT": 0},
        {"LINLI_RELATED_LIMIT": 2},
        {"SITENAME": "测试邻里"},
        {"SITENAME": "别的邻里"},
    ]
)
MOMENTS = st.sampled_from(
    ["2026-03-01T00:00:00+08:00", "2026-03-22T08:00:00+08:00", "2026-03-26T00:00:00+08:00"]
)


class Editing(RuleBasedStateMachine):
    """A newsroom edited at random; a build may fail, but it must never come to another site."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.site = Edited(Path(self.folder.name) / "paper")
        self.site.paper.write("images/a.png", png())
        for number in (1, 2):
            self.site.write(f"s{number}", 标题=f"开头{number}", 日期="2026-01-02")
        self.site.build()

    @rule(name=NAMES, title=TITLES, body=BODIES, day=DAYS, tags=TAGS, state=STATES, pins=PINS)
    def write(
        self,
        name: str,
        title: str,
        body: str,
        day: str,
        tags: str | None,
        state: str | None,
        pins: str | None,
    ) -> None:
        self.site.write(name, body, 标题=title, 日期=day, 标签=tags, 状态=state, 相关=pins)

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.site.paper.content / f"articles/{name}.md").unlink(missing_ok=True)

    @rule(slug=st.sampled_from(["s1", "s2", "elsewhere"]), name=NAMES)
    def readdress(self, slug: str, name: str) -> None:
        self.site.write(name, LIFT, 编号=name, 网址名=slug, 日期="2026-01-05")

    @rule()
    def record(self) -> None:
        with suppress(ContentError, UsageError):
            record(self.site.paper.newsroom, self.site.now, Report(), sure=True)

    @rule()
    def forget(self) -> None:
        self.site.paper.annals.unlink(missing_ok=True)

    @rule(values=SETTINGS)
    def configure(self, values: dict[str, Any]) -> None:
        self.site.set(**values)

    @rule(moment=MOMENTS)
    def wait(self, moment: str) -> None:
        self.site.now = datetime.fromisoformat(moment)

    @rule(text=st.sampled_from(["a", "b"]))
    def restyle(self, text: str) -> None:
        path = self.site.paper.theme / "templates/components/moment.html"
        path.write_text(
            (ROOT / "theme/templates/components/moment.html").read_text("utf-8")
            + f"<!-- {text} -->",
            encoding="utf-8",
        )

    @precondition(lambda self: hasattr(self, "site"))
    @rule()
    def compare(self) -> None:
        self.site.compare()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.compare()
            self.site.close()
            self.folder.cleanup()


Editing.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
class TestEditing(Editing.TestCase):  # type: ignore[misc,valid-type]  # hypothesis makes it
    """Random sequences of edits."""
