from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

PAGE = "标题：联系我们\n\n写信来。\n"


def notes(url: str) -> dict[str, Any]:
    return {"LINLI_NOTES": [{"text": "举报", "url": url}]}


# (settings, what is said of them)
LINKS: list[tuple[dict[str, Any], list[str]]] = [
    ({"LINLI_ASK_URL": "/contact/"}, []),
    ({"LINLI_ASK_URL": "/contact"}, []),
    ({"LINLI_ASK_URL": "/contact/index.html"}, []),
    ({"LINLI_ASK_URL": "/contact/?from=story#form"}, []),
    ({"LINLI_ASK_URL": "/articles/a/"}, []),
    ({"LINLI_ASK_URL": "/%E8%81%94%E7%B3%BB/"}, []),
    ({"LINLI_ASK_URL": "/files/form.pdf"}, []),
    ({"LINLI_ASK_URL": "/contacts/"}, ["LINLI_ASK_URL"]),
    ({"LINLI_ASK_URL": "/later/"}, ["LINLI_ASK_URL"]),
    ({"LINLI_ASK_URL": "mailto:ask@news.example"}, []),
    ({"LINLI_ASK_URL": "https://elsewhere.example/contacts/"}, []),
    (notes("/contact/"), []),
    (notes(""), []),
    (notes("/report/"), ["LINLI_NOTES"]),
    ({"LINLI_ASK_URL": "/contacts/", **notes("/report/")}, ["LINLI_ASK_URL", "LINLI_NOTES"]),
]


@pytest.mark.parametrize(("settings", "told"), LINKS, ids=[str(one) for one, _ in LINKS])
@pytest.mark.parametrize("below", ["", "/paper"])
def test_a_setting_that_leads_to_no_page_is_pointed_out(
    paper: Paper, settings: dict[str, Any], told: list[str], below: str
) -> None:
    paper.settings |= {"SITEURL": f"https://news.example{below}", **settings}
    paper.write("articles/a.md", article("[表](../files/form.pdf)"))
    paper.write("files/form.pdf", b"%PDF-1.4\n")
    paper.write("pages/contact.md", PAGE)
    paper.write("pages/reach.md", PAGE.replace("\n\n", "\n网址名：联系\n\n"))
    paper.write("pages/later.md", PAGE.replace("\n\n", "\n状态：草稿\n\n"))
    found = [one for one in paper.site_problems() if one.rule == "setting-link"]
    assert [one.place for one in found] == ["pelicanconf.py"] * len(told)
    assert [
        setting for one, setting in zip(found, told, strict=True) if setting in one.what
    ] == told


def test_an_address_that_leads_on_is_one(paper: Paper) -> None:
    paper.settings |= {"SITEURL": "https://news.example", "LINLI_ASK_URL": "/contact/"}
    paper.annals.write_text("ask\t2026-01-01\t/contact/\t-\n", "utf-8")
    paper.write("articles/a.md", article())
    paper.write("pages/ask.md", PAGE)
    assert [one.rule for one in paper.build().problems] == []
    assert "/ask/" in paper.page("contact/index.html")


def test_a_setting_is_pointed_out_again_when_its_page_goes(paper: Paper) -> None:
    paper.settings |= {"LINLI_ASK_URL": "/contact/"}
    paper.write("articles/a.md", article())
    paper.write("pages/contact.md", PAGE)
    assert [one.rule for one in paper.build().problems] == []
    (paper.content / "pages/contact.md").unlink()
    assert [one.rule for one in paper.build().problems] == ["setting-link"]
