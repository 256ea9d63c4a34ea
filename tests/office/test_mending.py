"""Ids written into files that say none, and every other byte kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.cli import main
from linli.office import mending
from linli.office.mending import mend_ids
from tests.build.running import NOW, configure
from tests.disks import full_disk
from tests.factories import article

if TYPE_CHECKING:
    from tests.factories import Paper

NAME = "articles/lift.md"
CLASSIC = article("第一段。\n\n第二段：有冒号。\nid: 正文里的不算").encode()
YAML = article("正文。", yaml=True).encode()
COMMENTED = YAML.replace("---\n标题".encode(), "---\n# 备注：标题\n\n标题".encode(), 1)
# (what the file is, its bytes, what stands after the header's last line, what is added)
FORMS = [
    ("plain lines", CLASSIC, "来源：测试邻里\n", "id: lift\n"),
    ("YAML", YAML, "来源: 测试邻里\n", "id: lift\n"),
    ("YAML with remarks", COMMENTED, "来源: 测试邻里\n", "id: lift\n"),
    ("a byte order mark", b"\xef\xbb\xbf" + CLASSIC, "来源：测试邻里\n", "id: lift\n"),
    ("line ends of Windows", CLASSIC.replace(b"\n", b"\r\n"), "来源：测试邻里\r\n", "id: lift\r\n"),
    ("YAML with both", b"\xef\xbb\xbf" + YAML.replace(b"\n", b"\r\n"), "来源: 测试邻里\r\n", "id: lift\r\n"),
    ("English keys", b"title: Lift\ndate: 2026-03-20\ncolumn: a\neditors: B\nsource: C\nlang: en\n\nText.\n", "lang: en\n", "id: lift\n"),
    ("empty lines before it", b"\n\n" + CLASSIC, "来源：测试邻里\n", "id: lift\n"),
    ("a slug of its own", article(网址名="old-lift").encode(), "网址名：old-lift\n", "id: old-lift\n"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "content", "last", "added"), FORMS)
def test_one_line_is_added_and_every_other_byte_stays(
    paper: Paper, what: str, content: bytes, last: str, added: str
) -> None:
    path = paper.write(NAME, content)
    (done,) = mend_ids(paper.newsroom)
    assert done.id == added.strip().removeprefix("id: "), f"{what}: {done.why}"
    assert path.read_bytes() == content.replace(last.encode(), (last + added).encode(), 1), what
    assert mend_ids(paper.newsroom) == [], "the second time there is nothing to do"
    assert [one.name for one in path.parent.iterdir()] == ["lift.md"]


def test_the_site_is_the_same_afterwards_and_files_may_be_renamed(paper: Paper) -> None:
    paper.settings["SITEURL"] = "https://news.example"
    paper.write(NAME, CLASSIC)
    paper.write("articles/停水/index.md", article("正文。", 标题="停水"))
    paper.write("notices/water.md", article(栏目=None, 失效="2026-04-01"))
    paper.write("pages/about.md", "标题：关于\n\n我们。\n")
    paper.build()
    before = paper.built()
    assert [one.id for one in mend_ids(paper.newsroom)] == ["lift", "停水", "water", "about"]
    paper.build()
    assert paper.built() == before
    (paper.content / NAME).rename(paper.content / "articles/another.md")
    paper.build()
    assert paper.built() == before


def test_an_id_that_is_there_is_never_changed(paper: Paper) -> None:
    for key in ("id", "编号", "稿件编号", "ID"):
        path = paper.write(NAME, article("楼里。", yaml=False, **{key: "x-1"}))
        before = path.read_bytes()
        assert mend_ids(paper.newsroom) == []
        assert path.read_bytes() == before


def test_a_copied_id_stays_and_both_files_are_named(paper: Paper) -> None:
    one = paper.write("articles/a.md", article(编号="x-1"))
    two = paper.write("articles/b.md", article(编号="x-1"))
    before = one.read_bytes(), two.read_bytes()
    assert mend_ids(paper.newsroom) == []
    assert (one.read_bytes(), two.read_bytes()) == before
    (problem,) = [one for one in paper.site_problems() if one.rule == "same-id"]
    assert problem.path.endswith("b.md")
    assert "a.md" in problem.what


def test_of_two_files_with_one_name_the_second_is_left_and_told_about(paper: Paper) -> None:
    paper.write("articles/water.md", article())
    notice = paper.write("notices/water.md", article(栏目=None, 失效="2026-04-01"))
    before = notice.read_bytes()
    assert [one.rule for one in paper.site_problems()] == ["same-name"]
    first, second = mend_ids(paper.newsroom)
    assert (first.id, second.id) == ("water", "")
    assert "articles/water.md" in second.why[0]
    assert notice.read_bytes() == before


def test_a_read_only_file_is_left_and_told_about(paper: Paper) -> None:
    path = paper.write(NAME, CLASSIC)
    path.chmod(0o444)
    (left,) = mend_ids(paper.newsroom)
    assert (left.id, left.why[1]) == ("", "it is read-only")
    assert path.read_bytes() == CLASSIC


@pytest.mark.parametrize("late", [False, True])
def test_a_file_that_changed_meanwhile_is_left_as_it_is_then(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    path = paper.write(NAME, CLASSIC)
    other = article("编辑刚刚改的。").encode()
    step = "card_of" if late else "set_field"
    real = getattr(mending, step)

    def meanwhile(*given: object) -> object:
        path.write_bytes(other)
        return real(*given)

    if late:
        monkeypatch.setattr(mending, step, meanwhile)
    else:
        monkeypatch.setattr(mending, "digest", lambda content: b"another")
        path.write_bytes(other)
    (left,) = mend_ids(paper.newsroom)
    assert (left.id, left.why[1]) == ("", "it was changed meanwhile")
    assert path.read_bytes() == other
    assert [one.name for one in path.parent.iterdir()] == ["lift.md"]


def test_what_could_not_be_written_is_no_success(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    path = paper.write("articles/a.md", article())
    before = path.read_bytes()
    configure(paper)
    words = ["lint", "--fix", "--config", str(paper.root / "pelicanconf.py"), "--now", NOW]
    with full_disk():
        assert main(words) == 2
    assert "写不进去" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["a.md"], "half of it was left"
    assert main(words) == 0


def test_the_rights_of_a_file_stay(paper: Paper) -> None:
    path = paper.write(NAME, CLASSIC)
    path.chmod(0o640)
    mend_ids(paper.newsroom)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_left_and_the_file_it_leads_to_is_mended(paper: Paper) -> None:
    path = paper.write(NAME, CLASSIC)
    (paper.content / "articles/link.md").symlink_to(path)
    done = {one.path.rpartition("/")[2]: one.id for one in mend_ids(paper.newsroom)}
    assert done == {"lift.md": "lift", "link.md": ""}
    assert (paper.content / "articles/link.md").is_symlink()


def test_files_with_errors_and_others_around_them_are_told_apart(paper: Paper) -> None:
    broken = paper.write("articles/broken.md", article(日期="2026-02-30"))
    before = broken.read_bytes()
    paper.write(NAME, CLASSIC)
    assert [one.id for one in mend_ids(paper.newsroom)] == ["lift"]
    assert broken.read_bytes() == before


HEADERS = st.lists(
    st.sampled_from(
        [
            "# 备注",
            "标签：电梯、老楼",
            "摘要: 一句话。",
            "作者：周岚",
            "关键词: '电梯'",
            "副题：a b",
        ]
    ),
    unique=True,
)


@given(
    lines=HEADERS,
    fenced=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_written_in_a_header_one_line_more_is_all(
    paper: Paper, lines: list[str], fenced: bool, end: str, last: bool
) -> None:
    text = article("正文。\n\n  缩进。", yaml=fenced)
    for line in lines if fenced else [one for one in lines if one[0] != "#"]:
        text = text.replace("日期", f"{line}\n日期", 1)
    content = (text if last else text.rstrip("\n")).replace("\n", end).encode()
    path = paper.write(NAME, content)
    (done,) = mend_ids(paper.newsroom)
    assert done.id == "lift", (content.decode(), done.why)
    assert path.read_bytes().replace(f"id: lift{end}".encode(), b"", 1) == content
