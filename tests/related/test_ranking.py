from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from linli.related.__main__ import main
from tests.related.newsroom import retold

if TYPE_CHECKING:
    from pathlib import Path

LIFTS = [
    {"id": f"l{number}", "lang": "zh", "title": "加装电梯", "body": retold(number), "date": day}
    for number, day in enumerate(["2026-03-01", "2026-03-02", ""])
]
OTHERS = [
    {"id": f"o{number}", "lang": "zh", "title": "", "body": chr(0x7000 + number) * 2}
    for number in range(20)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in [*LIFTS, *OTHERS]), "utf-8")
    return path


def ranked(corpus: Path, *flags: str) -> list[list[str]]:
    out = corpus.with_name("run.tsv")
    assert main(["rank", str(corpus), "--out", str(out), *flags]) == 0
    return [line.split("\t") for line in out.read_text("utf-8").splitlines()]


def test_each_line_of_a_run_is_a_story_a_related_one_and_its_rank(corpus: Path) -> None:
    assert [line for line in ranked(corpus) if line[0] == "l0"] == [
        ["l0", "l1", "1"],
        ["l0", "l2", "2"],
    ], "the one of the next day comes before the one without a date"


def test_stories_without_related_ones_have_no_line(corpus: Path) -> None:
    assert {line[0] for line in ranked(corpus)} == {"l0", "l1", "l2"}


def test_lists_are_no_longer_than_the_limit(corpus: Path) -> None:
    assert {line[2] for line in ranked(corpus, "--limit", "1")} == {"1"}


def test_explain_adds_the_score_and_why(corpus: Path) -> None:
    line = ranked(corpus, "--explain")[0]
    assert 0.1 < float(line[3]) < 2, line
    assert re.fullmatch(r"words \d?\.\d{3}, days \.\d{3}", line[4]), line
    assert "days" not in ranked(corpus, "--explain")[1][4], "what brought nothing is not told"


def test_what_is_explained_adds_up_and_names_every_signal(corpus: Path) -> None:
    signals = [
        {"people": ["吴秀英"], "links": ["r2"], "tags": ["电梯"], "date": "2026-03-01"},
        {"places": ["吴秀英"], "keywords": ["电梯"], "date": "2026-03-08"},
    ]
    told = [
        {"id": f"r{n}", "title": "", "body": retold(n), **signal}
        for n, signal in enumerate(signals, 1)
    ]
    corpus.write_text("\n".join(json.dumps(one) for one in [*told, *OTHERS]), "utf-8")
    (line,) = [line for line in ranked(corpus, "--explain") if line[0] == "r1"]
    parts = dict(part.split() for part in line[4].partition(" (")[0].split(", "))
    assert parts.keys() == {"words", "days", "tags", "name", "link"}, line
    assert sum(map(float, parts.values())) == pytest.approx(float(line[3]), abs=0.003)
    assert line[4].endswith(" (link)")


def test_labels_are_not_read(corpus: Path) -> None:
    before = ranked(corpus)
    labelled = [{**one, "relevant": ["o1"], "dups": ["l1"], "split": "dev"} for one in LIFTS]
    corpus.write_text("\n".join(json.dumps(one) for one in [*labelled, *OTHERS]), "utf-8")
    assert ranked(corpus) == before


def test_a_gzipped_corpus_is_read(corpus: Path) -> None:
    packed, misnamed = corpus.with_name("corpus.jsonl.gz"), corpus.with_name("corpus")
    packed.write_bytes(gzip.compress(corpus.read_bytes()))
    misnamed.write_bytes(packed.read_bytes())
    assert ranked(packed) == ranked(misnamed) == ranked(corpus)


def test_a_byte_order_mark_and_empty_lines_are_no_fault(corpus: Path) -> None:
    before = ranked(corpus)
    corpus.write_bytes(b"\xef\xbb\xbf" + corpus.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert ranked(corpus) == before


DAYS = "2026-03-01T08:00:00+08:00 20260301 20260301T080000Z 2026-03 2026-W09-7".split()


@pytest.mark.parametrize("day", DAYS)
def test_a_day_may_be_written_in_every_way_of_the_standard(corpus: Path, day: str) -> None:
    before = ranked(corpus, "--explain")
    written = corpus.read_text("utf-8").replace('"2026-03-01"', f'"{day}"')
    assert day in written
    corpus.write_text(written, "utf-8")
    assert ranked(corpus, "--explain") == before


# (what, the file, a part of the message)
BROKEN = [
    ("not JSON", b"{", "1: not JSON"),
    ("a list", b"[]", "1: not an object"),
    ("no id", b'{"title": "x"}', "1: not an object with a text as its id"),
    ("an id twice", b'{"id": "a"}\n{"id": "a"}', "2: id 'a' was there before"),
    ("a day that is none", b'{"id": "a", "date": "2026-02-31"}', "1: date '2026-02-31'"),
    ("tags that are no list", b'{"id": "a", "tags": "x"}', "1: tags is not a list"),
    ("a body that is no text", b'{"id": "a", "body": 1}', "1: body is not a text"),
    ("other bytes", b'{"id": "a"}\n\xff\xfe', "corpus.jsonl:2: not UTF-8"),
    ("brackets without end", b"[" * 100_000, "1: not JSON"),
    ("a number without end", b'{"id": "a", "n": ' + b"9" * 5000 + b"}", "1: not JSON"),
    ("an id with a tab", b'{"id": "a\\tb"}', "1: id 'a\\tb' has characters"),
    ("an id of half a character", b'{"id": "\\ud800"}', "1: id '\\ud800' has characters"),
    ("an empty id", b'{"id": ""}', "1: id '' has characters"),
    ("a packed file cut short", gzip.compress(b'{"id": "a"}')[:20], "cannot be read"),
    ("a packed file damaged", gzip.compress(b'{"id": "a"}')[:10] + b"\xff" * 9, "cannot be read"),
]


@pytest.mark.parametrize(
    ("content", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_corpus_is_told_with_its_line(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(content)
    assert main(["rank", str(corpus), "--out", str(tmp_path / "run")]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_a_corpus_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(tmp_path / "none"), "--out", str(tmp_path / "run")]) == 2
    assert "none cannot be read: No such file" in capsys.readouterr().err


def test_a_run_that_cannot_be_written_is_told_by_its_own_name(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = corpus.parent / "nowhere" / "run"
    assert main(["rank", str(corpus), "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert f"{out} cannot be written" in told
    assert f"{out} 写不了" in told


# Two stories of a lift and two of a feast, in scripts that have no words apart or nothing but consonants.
SCRIPTS = {
    "ja": ("団地の六号棟でエレベーターの設置工事", "川沿いの公園で夏祭りの屋台を募集"),
    "ko": ("아파트 여섯동에서 엘리베이터 설치 공사", "강변 공원에서 여름 축제 노점 모집"),
    "th": ("เริ่มติดตั้งลิฟต์ที่อาคารหก", "รับสมัครร้านค้าเทศกาลฤดูร้อน"),
    "ar": ("بدء تركيب المصعد في المبنى السادس", "أكشاك لمهرجان الصيف في حديقة النهر"),
    "ug": ("ئالتىنچى بىنادا لىفت ئورنىتىش", "يازلىق بايرام دەريا بويىدىكى باغچىدا"),
}


def test_other_scripts_are_read(corpus: Path) -> None:
    lines = [
        {"id": f"{lang}-{what}-{n}", "lang": lang, "title": text, "body": text * (n - 1)}
        for lang, texts in SCRIPTS.items()
        for what, text in zip(("lift", "feast"), texts, strict=True)
        for n in (1, 2)
    ]
    corpus.write_text("\n".join(json.dumps(one) for one in lines), "utf-8")
    found = {line[0]: line[1] for line in ranked(corpus) if line[2] == "1"}
    assert found == {
        one["id"]: f"{str(one['id'])[:-1]}{3 - int(str(one['id'])[-1])}" for one in lines
    }
