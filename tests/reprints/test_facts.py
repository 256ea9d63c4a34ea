from __future__ import annotations

import pytest

from linli.reprints.facts import kinds_of
from linli.reprints.names import names_in
from linli.reprints.sentences import tokenise

# (the article, the reprint, what was changed)
ROWS = [
    ("来了9人。", "来了8人。", ["number"]),
    ("3月1日起。", "3月2日起。", ["date"]),
    ("孟晓云去了。", "孟小云去了。", ["name"]),
    ("他没有去。", "他去了。", ["negation"]),
    ("他去了。", "他并未去。", ["negation"]),
    ("必须登记。", "建议登记。", ["softened"]),
    ("不得停车。", "尽量不停车。", ["softened"]),
    ("将拆除。", "拟拆除。", ["softened"]),
    ("全部拆除。", "部分拆除。", ["softened"]),
    ("一律免费。", "原则上免费。", ["softened"]),
    ("必须登记。", "登记。", ["softened"]),
    ("建议登记。", "必须登记。", ["changed"]),
    ("一直开着。", "直开着。", ["changed"]),
    ("特别好。", "很好。", ["changed"]),
    ("Readers must pay.", "Readers may pay.", ["softened"]),
    ("It isn't open.", "It is open.", ["negation"]),
    ("孟晓云3月1日不去。", "她3月2日去。", ["date", "name", "negation"]),
]


@pytest.mark.parametrize(("original", "reprint", "kinds"), ROWS)
def test_a_change_is_named_by_what_it_does(original: str, reprint: str, kinds: list[str]) -> None:
    found = kinds_of(original, reprint, tokenise(original), tokenise(reprint), {"孟晓云"})
    assert found == kinds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("护士孟晓云说，天冷。", {"孟晓云"}),
        ("蔡阿姨来了。", {"蔡阿姨"}),
        ("居民冯建业，68岁。", {"冯建业"}),
        ("said Ye Zhen, the librarian", {"Ye Zhen"}),
        ("冯建业来了。冯建业走了。冯建业笑了。", {"冯建业"}),
        ("天气很好，大家都去公园。", set()),
    ],
)
def test_people_are_known_by_what_stands_beside_their_names(text: str, names: set[str]) -> None:
    assert names <= names_in(text)
    assert bool(names) == bool(names_in(text))
