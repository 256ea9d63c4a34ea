from __future__ import annotations

import pytest

from linli.related.candidate import Candidate
from linli.related.likeness import EASES
from linli.related.reasons import SAME_EVENT, reason_of, shared_phrase

# (one title, the other, the phrase that both have)
PHRASES = [
    ("加装电梯：六栋怎么分摊", "老楼加装电梯", "加装电梯"),
    ("柳湾“错时停车”满月", "错时停车，先还的先得", "错时停车"),
    ("3岁吃播女童事件", "妇联介入3岁吃播女童事件", "3岁吃播女童事件"),
    ("17路公交改道", "坐上17路公交", "17路公交"),
    ("雾里里停水", "停水的雾里里", "雾里里"),
    ("老楼加装电梯", "六栋怎么分摊：加装电梯", "加装电梯"),
    ("老楼加装电梯", "六栋的加装电梯", "加装电梯"),
    ("六栋的加装电梯", "老楼加装电梯", "加装电梯"),
    # cut out of a word, on one side or on both
    ("榆树里加装电梯", "榆树里加固外墙", ""),
    ("社区食堂开了", "小区食堂关了", ""),
    ("获306张选举人票", "拿到232张选举人票", ""),
    ("这些不雅视频哪来的", "拍不雅视频的人", ""),
    ("以色列国防军", "以色列国防军开炮", ""),
    ("七人参与后悔参与", "后悔参加", ""),
    ("女排3:0胜，女排3人伤", "女排3", ""),
    # asked of anything
    ("井盖响了，怎么回事", "楼道黑了，怎么回事", ""),
    ("加装电梯怎么分摊，各栋不同", "加装电梯怎么分摊", "加装电梯怎么分摊"),
    ("青石巷将通车", "青石巷的早晨", "青石巷"),
    # too short, or only a joint of sentences
    ("桥，修好了", "桥，又坏了", ""),
    ("电梯", "电梯坏了", ""),
    ("的了在，一", "的了在，二", ""),
    # what stands before every title of its kind
    ("服务指南丨居住证", "服务指南丨借书证", ""),
    ("一周菜价：豆角", "一周菜价：白菜", ""),
    ("每日一问", "每日一问", ""),
    ("一周菜价：石桥市场的豆角", "一周菜价：豆角，石桥市场", "石桥市场"),
    # words of other scripts are nobody's to cut
    ("Lifts in Yushuli", "Yushuli lifts", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("one", "two", "phrase"), PHRASES)
def test_a_phrase_is_whole_and_says_something(one: str, two: str, phrase: str) -> None:
    assert shared_phrase(one, two) == phrase
    assert bool(shared_phrase(two, one)) == bool(phrase)


def story(key: str, **fields: object) -> Candidate:
    values: dict[str, object] = {"mark": b"", "tags": (), "lang": "zh-Hans", "day": 739_000}
    return Candidate(key=key, **{**values, **fields})  # type: ignore[arg-type]


HIGH = SAME_EVENT + EASES[""][0]
A = {"title": "加装电梯：六栋怎么分摊"}
B = {"title": "老楼加装电梯"}
TAGS = {"tags": ("电梯", "民生", "老楼"), "names": ("电梯", "民生", "老楼")}

# (what, this story, the other, score, reason)
REASONS = [
    ("a link to it", {**A, "links": ("b",)}, {**B, "links": ("a",)}, HIGH, ("link",)),
    ("a link from it", A, {**B, "links": ("a",)}, HIGH, ("linked",)),
    ("news of the same days", A, {**B, "day": 739_003}, HIGH, ("event", "加装电梯")),
    ("a week apart", A, {**B, "day": 739_007}, HIGH, ("both", "加装电梯")),
    ("less alike", A, B, HIGH - 1, ("both", "加装电梯")),
    (
        "other names",
        {**A, "names": ("榆树里",)},
        {**B, "names": ("青石巷",)},
        HIGH,
        ("both", "加装电梯"),
    ),
    (
        "a name in common",
        {**A, "names": ("榆树里", "民生"), "tags": ("榆树里", "民生")},
        {**B, "names": ("青石巷", "民生"), "tags": ("青石巷", "民生")},
        HIGH,
        ("event", "加装电梯"),
    ),
    (
        "a drill here and there",
        {"title": "消防演练在柳湾举行"},
        {"title": "消防演练在东桥头举行"},
        HIGH,
        ("both", "消防演练"),
    ),
    (
        "two places in the titles",
        {"title": "社区食堂开张，柳湾社区老人先尝"},
        {"title": "社区食堂开张：东桥社区的第一顿"},
        HIGH,
        ("both", "社区食堂开张"),
    ),
    (
        "one place in the titles",
        {"title": "社区食堂开张，柳湾社区老人先尝"},
        {"title": "社区食堂开张：柳湾社区的第一顿"},
        HIGH,
        ("event", "社区食堂开张"),
    ),
    ("notices", {**A, "kind": "notice"}, B, HIGH, ("both", "加装电梯")),
    ("a rare tag", TAGS, {"tags": ("老楼", "民生")}, 0, ("both", "老楼")),
    ("no more than two", TAGS, TAGS, 0, ("both", "电梯", "老楼")),
    (
        "a rare tag before a phrase",
        {**A, "tags": ("老楼",)},
        {**B, "tags": ("老楼",)},
        0,
        ("both", "老楼"),
    ),
    ("a common tag", {"tags": ("民生",)}, {"tags": ("民生",)}, 0, ("both", "民生")),
    ("a common tag that hardly counts", {"tags": ("民生",)}, {"tags": ("民生",)}, 800_001, ()),
    ("one that does", {"tags": ("民生",)}, {"tags": ("民生",)}, 800_000, ("both", "民生")),
    (
        "a phrase before a common tag",
        {**A, "tags": ("民生",)},
        {**B, "tags": ("民生",)},
        0,
        ("both", "加装电梯"),
    ),
    ("a tag in the other's title", TAGS, {"title": "电梯来了"}, 0, ("both", "电梯")),
    ("its tag in this title", {"title": "电梯来了"}, TAGS, 0, ("both", "电梯")),
    (
        "a common tag that titles say, too",
        {"tags": ("民生",), "names": ("民生",), "title": "民生日"},
        {"tags": ("民生",), "names": ("民生",), "title": "说民生"},
        0,
        ("both", "民生"),
    ),
    ("a part of a word", {"names": ("art",)}, {"title": "A party"}, 0, ()),
    ("one character", {"names": ("桥",)}, {"title": "大桥"}, 0, ()),
    ("nothing that can be named", {}, {}, HIGH, ()),
]


@pytest.mark.parametrize(
    ("mine", "its", "score", "reason"),
    [row[1:] for row in REASONS],
    ids=[row[0] for row in REASONS],
)
def test_a_reason_is_what_both_stories_show(
    mine: dict[str, object], its: dict[str, object], score: int, reason: tuple[str, ...]
) -> None:
    assert reason_of(story("a", **mine), story("b", **its), score, frozenset(["民生"])) == reason
