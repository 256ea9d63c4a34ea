"""The command itself: exit codes, forms, files named from anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linli.cli import main
from tests.build.running import configure
from tests.factories import article
from tests.pages.pictures import png
from tests.reprints.making import modern, press

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories import Paper


@pytest.fixture
def newsroom(paper: Paper) -> Paper:
    html = press(paper).html
    configure(paper)
    (paper.root / "right.html").write_bytes(
        modern(html).replace("utf-8", "gb2312").encode("gb18030")
    )
    wrong = modern(html.replace("9个人", "8个人"), meta="来源：青禾邻里")
    (paper.root / "wrong.html").write_text(wrong, encoding="utf-8")
    return paper


def run(paper: Paper, *words: str | Path) -> int:
    return main(["check-reprint", "--config", str(paper.root / "pelicanconf.py"), *map(str, words)])


def test_a_right_reprint_exits_with_0_and_quotes_its_proofs(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "night-bus", newsroom.root / "right.html") == 0
    said = capsys.readouterr().out
    assert "结论：合格。" in said
    assert "✓ 来源：写明了来源：2026-03-21 09:00 来源：青禾邻里 作者：周岚 许亦辰" in said
    assert "gb18030" in said
    assert "须经授权" in said


def test_a_wrong_one_exits_with_1_and_says_what_to_write(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "night-bus", newsroom.root / "wrong.html") == 1
    said = capsys.readouterr().out
    assert "结论：不合格，2 项不符：作者、正文。" in said
    assert "请写：作者：周岚、许亦辰" in said
    assert "- 数字变了\n  原文：车上下来9个人" in said


def test_json_holds_what_the_docs_promise(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsroom, "night-bus", newsroom.root / "wrong.html", "--format", "json") == 1
    whole = json.loads(capsys.readouterr().out)
    assert list(whole) == ["article", "page", "verdict", "points", "changes", "notes"]
    assert list(whole["article"]) == ["id", "path", "title", "rights", "reuse", "url"]
    assert whole["verdict"] == "not-ok"
    assert [point["point"] for point in whole["points"]] == [
        "source", "title", "author", "link", "core", "licence",
    ]  # fmt: skip
    assert {tuple(point) for point in whole["points"]} == {
        ("point", "verdict", "required", "evidence", "message")
    }
    assert whole["changes"] == [
        {
            "kind": "number",
            "original": "车上下来9个人，其中6个是下夜班的护士。",
            "reprint": "车上下来8个人，其中6个是下夜班的护士。",
        }
    ]


def test_an_english_site_is_answered_in_english(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(newsroom, DEFAULT_LANG="en")
    assert run(newsroom, "night-bus", newsroom.root / "wrong.html") == 1
    assert "Verdict: not all right; 2 wrong: author, text." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["night-buss", "right.html"], "是不是“night-bus”？"),
        (["night-bus", "none.html"], "读不了页面"),
        (["night-bus", "https://lanjiang.example/9.html"], "另存为"),
        (["night-bus"], "page"),
        (["night-bus", "right.html", "--format", "github"], "--format"),
    ],
)
def test_wrong_usage_exits_with_2(
    newsroom: Paper, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(newsroom.root / word) if word.endswith("right.html") else word for word in words]
    assert run(newsroom, *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\xff",
        b"<html>",
        b"<p>\x00\x01\x02\x03",
        "青石巷的灯笼亮了。".encode("gb18030"),
    ],
)
def test_a_page_of_rubbish_is_no_reprint(newsroom: Paper, content: bytes) -> None:
    page = newsroom.root / "rubbish.html"
    page.write_bytes(content)
    assert run(newsroom, "night-bus", page) == 1


# (what the file is, its first bytes)
OTHERS = [
    ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
    ("JPEG with a page in it", b"\xff\xd8\xff\xe0<html>"),
    ("PNG", png()),
    ("WebP", b"RIFF\x10\x00\x00\x00WEBPVP8 "),
    ("HEIC", b"\x00\x00\x00\x18ftypheic"),
    ("PDF", b"%PDF-1.7 \x80\x81"),
    ("DOCX", b"PK\x03\x04\x14\x00"),
    ("DOC", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("nothing but zeros", b"\x00" * 5000),
    ("bytes of any kind", bytes(range(256)) * 40),
]


@pytest.mark.parametrize("content", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_what_is_no_page_is_wrong_usage(
    newsroom: Paper, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    page = newsroom.root / "photo.jpg"
    page.write_bytes(content)
    assert run(newsroom, "night-bus", page) == 2
    said = capsys.readouterr()
    assert f"{page} 不是网页" in said.err
    assert said.out == ""


def test_without_an_author_and_a_source_nothing_is_left_open(
    newsroom: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.write("articles/house.md", article("楼里装上了电梯。", 标题="装电梯", 编号="house"))
    page = newsroom.root / "bare.html"
    page.write_text("<h1>装电梯</h1><p>楼里装上了电梯。</p>", encoding="utf-8")
    assert run(newsroom, "house", page) == 1
    said = capsys.readouterr().out
    assert "原文没有具名作者，写明来源就行。" in said
    assert [line for line in said.splitlines() if line.endswith("：")] == []
