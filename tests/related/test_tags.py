from __future__ import annotations

import pytest

from linli.related.candidate import Candidate
from linli.related.tags import Tags
from linli.related.weights import Measure

MEASURE = Measure(window=2, rarity=((0, 850), (4, 700)))


def story(number: int, **fields: object) -> Candidate:
    values: dict[str, object] = {
        "key": f"s{number}",
        "tags": ("防汛",),
        "lang": "zh",
        "day": number,
    }
    return Candidate(mark=b"", **{**values, **fields})  # type: ignore[arg-type]


# (the story, whom it meets)
NEAR = [
    (story(0), ["s0", "s1", "s2"]),
    (story(4), ["s2", "s3", "s4", "s5", "s6"]),
    (story(9), ["s7", "s8", "s9"]),
    (story(4, listed=False), []),
    (story(4, lang="en"), []),
    (story(4, tags=("民生",)), []),
]


@pytest.mark.parametrize(("one", "expected"), [(one, keys) for one, keys in NEAR])
def test_a_tag_that_everybody_bears_brings_together_those_near_in_time(
    one: Candidate, expected: list[str]
) -> None:
    stories = [story(number) for number in range(10)]
    found = [stories[number].key for number in Tags(stories, MEASURE).near(one)]
    assert found == expected


def test_a_tag_says_less_the_more_stories_bear_it() -> None:
    tags = Tags([None, *(story(number) for number in range(4)), story(9, tags=("民生",))], MEASURE)
    assert (tags.rarity("防汛"), tags.rarity("民生"), tags.rarity_was("防汛", 1)) == (700, 850, 850)


def test_who_is_not_listed_takes_nobody_s_place() -> None:
    hidden = [story(number, key=f"h{number}", listed=False) for number in range(10)]
    stories = [*hidden, *(story(number) for number in range(10))]
    tags = Tags(stories, MEASURE)
    assert [stories[number].key for number in tags.near(story(4))] == ["s2", "s3", "s4", "s5", "s6"]
    assert set(tags.around("防汛", "zh", (4, "s4"))) == set(tags.near(story(4)))
