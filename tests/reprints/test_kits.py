"""Who pastes a copy from a republish kit passes the check of reprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.reprints.judge import judge
from linli.reprints.original import original_of
from linli.reprints.pages import read_page
from tests.factories import article
from tests.reprints.making import BODY, ENGLISH, ENGLISH_FIELDS, FIELDS, modern

if TYPE_CHECKING:
    from tests.factories import Paper

# (the text, its header, the form that is pasted)
PASTED = [
    (BODY, {**FIELDS, "转载许可": "CC BY"}, "article.html.txt"),
    (BODY, {**FIELDS, "转载许可": "注明来源可转载"}, "article.html.txt"),
    (BODY, {**FIELDS, "转载许可": "CC BY-ND"}, "article.txt"),
    (
        BODY,
        {
            **FIELDS,
            "转载许可": "CC0",
            "更正": "2026-03-21 初稿说末班车到22:30。应为23:10，已改正。",
            "AI标识": "辅助",
        },
        "article.html.txt",
    ),
    (ENGLISH, ENGLISH_FIELDS, "article.html.txt"),
]


@pytest.mark.parametrize(("body", "fields", "form"), PASTED)
def test_a_pasted_copy_is_a_good_reprint(
    paper: Paper, body: str, fields: dict[str, str], form: str
) -> None:
    paper.settings.update(SITENAME="青禾邻里", SITEURL="https://qinghe.example")
    paper.write(
        "articles/a.md",
        article(body.replace("images/bus.jpg", "https://x.example/b.jpg"), yaml=False, **fields),
    )
    paper.build()
    (made,) = paper.output.glob(f"articles/*/republish/{form}")
    copy = made.read_text("utf-8")
    html = copy if "html" in form else "".join(f"<p>{one}</p>" for one in copy.split("\n"))
    manuscript, _ = paper.read("articles/a.md")
    assert manuscript is not None
    page = modern(html, fields["标题"], meta="", link="")
    findings = judge(original_of(manuscript, paper.newsroom), read_page(page), "page.html")
    assert findings.holds, [tuple(one) for one in findings.points]
    assert findings.changes == ()
