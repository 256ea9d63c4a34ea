from __future__ import annotations

import pytest

from linli.websub.answers import Answer
from linli.websub.telling import NOT_ASKED, Outcome
from linli.websub.wording import plain, report

HUB = "https://hub.example/"
MOVED = Answer(301, "Moved Permanently", location="https://new.example/")

# (what became of a topic, in Chinese, in English)
SAID = [
    (Outcome("t", Answer(202, "Accepted"), 1), "已收下（202 Accepted）", "taken (202 Accepted)"),
    (
        Outcome("t", Answer(403, "Forbidden", "not your\nfeed"), 1),
        "被拒绝（403 Forbidden: not your feed）",
        "refused (403 Forbidden: not your feed)",
    ),
    (
        Outcome("t", Answer(503, "Busy"), 5),
        "试了 5 次，没有成功（503 Busy）",
        "failed after 5 tries (503 Busy)",
    ),
    (
        Outcome("t", Answer(0, "Connection refused"), 1),
        "试了 1 次，没有成功（Connection refused）",
        "failed after 1 try (Connection refused)",
    ),
    (Outcome("t", NOT_ASKED, 0), "没有轮到", "not sent"),
    (Outcome("t", MOVED, 1), "写进 LINLI_HUB", "write it in LINLI_HUB"),
    (Outcome("t", MOVED, 1), "https://new.example/", "https://new.example/"),
]


@pytest.mark.parametrize(("outcome", "zh", "en"), SAID)
def test_each_outcome_is_said_in_both_languages(outcome: Outcome, zh: str, en: str) -> None:
    assert zh in report(HUB, [outcome], "zh-Hans")
    assert en in report(HUB, [outcome], "en")


def test_the_sum_comes_last() -> None:
    told, not_told = Outcome("a", Answer(202), 1), Outcome("b", Answer(404), 1)
    assert report(HUB, [told], "en").endswith(f"{HUB}: 1 of 1 feeds taken.\n")
    assert (
        report(HUB, [told, not_told], "zh")
        .splitlines()[-1]
        .startswith(f"{HUB}：2 个订阅源，收下 1 个，1 个没有")
    )


def test_a_strangers_words_cannot_steer_the_terminal() -> None:
    assert plain("\x1b[31mred\x07\r\nand\u202eback") == "[31mred and back"
    assert len(plain("长" * 500)) == 120
