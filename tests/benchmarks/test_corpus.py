from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import FIRST, LAST, NOW, pieces, some_pieces, write_corpus
from benchmarks.forms import fenced, plain
from linli.cli import main

if TYPE_CHECKING:
    from benchmarks.corpus import Piece

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "a28d6711e58e0892fedcf8ce7cdbc6bcba8d1c6017f8a044768f73a1adf61376"


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


@pytest.fixture(scope="module")
def newsroom() -> list[Piece]:
    return list(pieces(400))


@pytest.mark.parametrize("hash_seed", ["1", "2026"])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, hash_seed: str) -> None:
    """As the digest is written down here, that holds on every machine and Python."""
    command = [sys.executable, "-m", "benchmarks.corpus", "--size=50", f"--out={tmp_path / 'site'}"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert digest(tmp_path / "site") == DIGEST


def test_another_seed_gives_another_newsroom() -> None:
    one, other = (next(iter(pieces(50, seed))).body for seed in (1, 2))
    assert one != other


def test_linli_finds_nothing_wrong_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_corpus(120, tmp_path / "site")
    config = tmp_path / "site" / "pelicanconf.py"
    code = main(["lint", "--strict", f"--now={NOW}", f"--config={config}"])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    assert "124" in said.out


def test_a_part_of_it_is_what_the_whole_has(newsroom: list[Piece]) -> None:
    known = {piece.slug: piece for piece in newsroom}
    assert all(known[piece.slug] == piece for piece in some_pieces(400, 1, 20))


def test_it_is_like_a_newsroom(newsroom: list[Piece]) -> None:
    articles = [piece for piece in newsroom if piece.kind == "article"]
    lengths = [len(re.findall("[一-鿿]", piece.body)) for piece in articles]
    assert 750 < sum(lengths) / len(lengths) < 950
    assert min(lengths) > 200
    assert len({piece.slug for piece in newsroom}) == len(newsroom)
    assert {piece.kind for piece in newsroom} == {"article", "notice", "page"}
    assert all(FIRST <= piece.date <= LAST.replace(hour=23) for piece in newsroom)
    assert len({tag for piece in articles for tag in piece.tags}) > 100
    assert all(1 <= len(piece.tags) <= 6 for piece in articles)
    for wanted in (
        "{filename}",
        "{static}",
        "\n- ",
        "\n> ",
        "\n## ",
        "| --- |",
        "**",
        "~",
        "。*",
        "&",
        "<small>",
        "[^1]",
        "    - ",
        "\n---\n",
        "\n\n2. ",
        "  \n",
    ):
        assert any(wanted in piece.body for piece in articles), f"no article has {wanted}"
    for share in ("reprint", "cover", "photographers", "correspondents"):
        assert 5 < sum(bool(getattr(piece, share)) for piece in articles) < 200, share


# In a larger newsroom it is less: there are more themes.
@pytest.mark.parametrize(("tagging", "least", "most"), [("narrow", 0.08, 0.13), ("usual", 0.14, 0.19), ("broad", 0.32, 0.42)])  # fmt: skip
def test_stories_share_tags_with_few_others_or_with_many(
    tagging: str, least: float, most: float
) -> None:
    articles = [piece for piece in pieces(1000, tagging=tagging) if piece.kind == "article"]
    uses = Counter(tag for piece in articles for tag in piece.tags)
    shared = sum((use / len(articles)) ** 2 for use in uses.values())
    assert least < shared < most
    assert all(len(set(piece.tags)) == len(piece.tags) for piece in articles)


def test_the_way_of_tagging_changes_nothing_else() -> None:
    narrow, broad = (
        [(piece.title, piece.body, piece.dateline, piece.editors) for piece in pieces(60, 1, way)]
        for way in ("narrow", "broad")
    )
    assert narrow == broad


def test_words_become_more_as_it_grows() -> None:
    few, many = (
        len(
            {
                text[at : at + 2]
                for piece in pieces(size)
                for text in [piece.body]
                for at in range(len(text) - 1)
            }
        )
        for size in (100, 400)
    )
    assert many > 1.5 * few


def test_the_peers_get_the_same_text(newsroom: list[Piece]) -> None:
    for piece in newsroom[:50]:
        for form in (fenced, plain):
            text = form(piece)
            assert piece.title in text
            assert piece.body[-40:].strip().split("。")[0] in text or "](" in piece.body[-60:]
        assert "{filename}" not in fenced(piece)
