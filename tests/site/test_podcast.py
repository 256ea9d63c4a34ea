from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linli.errors import ConfigError
from linli.site.podcast import read_podcast

if TYPE_CHECKING:
    from linli.site.podcast import Podcast

NAME = "LINLI_PODCAST"
LEAST = {"email": "a@news.example", "image": "images/a.png", "category": "News"}


def podcast(**fields: Any) -> Podcast:
    found = read_podcast(NAME, {**LEAST, **fields})
    assert found is not None
    return found


def test_an_empty_table_is_no_podcast() -> None:
    assert read_podcast(NAME, {}) is None


def test_what_is_not_said_is_as_most_podcasts_are() -> None:
    found = podcast()
    assert (found.explicit, found.type, found.subcategory) == (False, "episodic", "")


def test_a_category_may_be_divided() -> None:
    found = podcast(category="News > Daily News")
    assert (found.category, found.subcategory) == ("News", "Daily News")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"email": ""}, "email"),
    ({"email": "nobody"}, "email"),
    ({"email": "a b@c.example"}, "email"),
    ({"image": ""}, "image"),
    ({"category": ""}, "category"),
    ({"category": "Gossip"}, "category"),
    ({"category": "News > Gossip"}, "category"),
    ({"explicit": "no"}, "explicit"),
    ({"type": "weekly"}, "type"),
    ({"title": 5}, "title"),
    ({"tittle": "a"}, "tittle"),
]


@pytest.mark.parametrize(("fields", "named"), REFUSED)
def test_a_value_that_directories_would_refuse_is_refused(
    fields: dict[str, Any], named: str
) -> None:
    with pytest.raises(ConfigError, match=named):
        podcast(**fields)


def test_a_category_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(ConfigError, match=r"did you mean 'News'\?"):
        podcast(category="New")
