from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linli.errors import OutputError
from linli.release import news, remember_announced
from linli.release.manifest import sha_of
from tests.release.sites import CHANGED, SMALL

if TYPE_CHECKING:
    from tests.release.sites import Site


def listed(pages: dict[str, bytes]) -> dict[str, str]:
    return {path: sha_of(content) for path, content in pages.items()}


def test_without_a_release_there_is_no_news(empty: Site) -> None:
    with pytest.raises(OutputError, match="Nothing has been released"):
        news(empty.target)


def test_of_the_first_release_everything_is_news(empty: Site) -> None:
    empty.publish(SMALL)
    found = news(empty.target)
    assert found.live == listed(SMALL)
    assert found.before is None


def test_without_an_announcement_the_release_before_is_what_is_known(site: Site) -> None:
    site.publish(SMALL)
    site.publish(CHANGED)
    found = news(site.target)
    assert (found.live, found.before) == (listed(CHANGED), listed(SMALL))


def test_what_was_announced_is_no_news(site: Site) -> None:
    site.publish(SMALL)
    remember_announced(site.target, news(site.target).digest)
    found = news(site.target)
    assert found.before == found.live == listed(SMALL)


def test_releases_that_were_not_announced_add_up(site: Site) -> None:
    site.publish(SMALL)
    remember_announced(site.target, news(site.target).digest)
    site.publish({**SMALL, "feed.xml": b"1"})
    site.publish({**SMALL, "feed.xml": b"2", "404.html": b"other"})
    assert news(site.target).before == listed(SMALL)


def test_an_announcement_that_is_forgotten_makes_everything_news(site: Site) -> None:
    site.publish(SMALL)
    remember_announced(site.target, news(site.target).digest)
    for number in range(6):
        site.publish({**SMALL, "feed.xml": str(number).encode()})
    assert news(site.target).before is None


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"x" * 64, b"0" * 63])
def test_a_damaged_announcement_is_as_good_as_none(site: Site, damage: bytes) -> None:
    site.publish(SMALL)
    site.publish(CHANGED)
    (site.aside / "announced").write_bytes(damage)
    assert news(site.target).before == listed(SMALL)


def test_a_tree_of_which_no_record_is_left_is_news(site: Site) -> None:
    site.publish(SMALL)
    site.publish(CHANGED)
    for record in (site.aside / "releases").iterdir():
        record.unlink()
    assert news(site.target).before is None
