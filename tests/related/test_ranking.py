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
    packed = corpus.with_name("corpus.jsonl.gz")
    packed.write_bytes(gzip.compress(corpus.read_bytes()))
    assert ranked(packed) == ranked(corpus)


# (what, the file, a part of the message)
BROKEN = [
    ("not JSON", b"{", "1: not JSON"),
    ("a list", b"[]", "1: not an object"),
    ("no id", b'{"title": "x"}', "1: not an object with a text as its id"),
    ("an id twice", b'{"id": "a"}\n{"id": "a"}', "2: id 'a' was there before"),
    ("a day that is none", b'{"id": "a", "date": "2026-02-31"}', "1: date '2026-02-31'"),
    ("tags that are no list", b'{"id": "a", "tags": "x"}', "1: tags is not a list"),
    ("a body that is no text", b'{"id": "a", "body": 1}', "1: body is not a text"),
    ("other bytes", b"\xff\xfe", "corpus.jsonl: "),
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
    assert "none" in capsys.readouterr().err
