from __future__ import annotations

import pytest

from linli.rights.wording import NOTHING, Piece, sentences, text_of, texts_of

SLOTS = {
    "source": Piece("岚江日报"),
    "original": Piece("原文", "https://lanjiang.example/1"),
    "title": Piece("涨了 5%：{source}"),
    "reason": NOTHING,
}
# (wording, its sentences)
WORDINGS: list[tuple[str, tuple[tuple[Piece, ...], ...]]] = [
    ("", ()),
    ("没有空的一句。", ((Piece("没有空的一句。"),),)),
    ("100% 属实。", ((Piece("100% 属实。"),),)),
    ("转自{source}，100%。", ((Piece("转自岚江日报，100%。"),),)),
    ("《{title}》，{source}。", ((Piece("《涨了 5%：{source}》，岚江日报。"),),)),
    ("{original}", ((SLOTS["original"],),)),
    ("见{original}（{source}）。", ((Piece("见"), SLOTS["original"], Piece("（岚江日报）。")),)),
    ("因为{reason}。\n 转自{source}。 \n", ((Piece("转自岚江日报。"),),)),
    ("转自{source}[，因为{reason}]。", ((Piece("转自岚江日报。"),),)),
    ("转自[{source}]%。", ((Piece("转自岚江日报%。"),),)),
    ("[因为{reason}]", ()),
    ("[见{original}]", ((Piece("见"), SLOTS["original"]),)),
    ("必须{reason}[和{source}]。", ()),
]


@pytest.mark.parametrize(("wording", "said"), WORDINGS)
def test_a_wording_says_what_its_slots_hold(
    wording: str, said: tuple[tuple[Piece, ...], ...]
) -> None:
    assert sentences(wording, SLOTS) == said


@pytest.mark.parametrize(("wording", "said"), WORDINGS)
def test_plain_text_says_the_same(wording: str, said: tuple[tuple[Piece, ...], ...]) -> None:
    lines = ["".join([piece.text for piece in line]) for line in said]
    assert texts_of(wording, SLOTS) == lines
    assert text_of(wording, SLOTS) == "".join(lines)


def test_a_slot_that_is_not_told_is_an_error() -> None:
    with pytest.raises(KeyError, match="nosuch"):
        sentences("转自{nosuch}。", SLOTS)
