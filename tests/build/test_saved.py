"""A build in a process that stays is told what was saved, and takes all else as it was seen last."""

from __future__ import annotations

import shutil
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from linli.build.press import a_press
from linli.build.report import Report
from linli.build.surveying import look
from linli.errors import ContentError
from linli.files import Folder
from linli.images.formats import BadImage
from linli.pages import assets
from linli.problems import Notebook
from linli.survey import TICK, survey
from linli.timelimit import TooSlow
from tests.build.edited import LIFT, RIVER, Edited, refused
from tests.pages.pictures import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

A, B = "articles/a.md", "articles/b.md"
PAGES = {name: f"articles/{name}/index.html" for name in "abc"}


def settle(site: Edited) -> None:
    """Build when nothing is fresh: a file that was written a moment ago is read again, whatever is told."""
    time.sleep(2 * TICK / 1e9)
    site.publish()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Edited]:
    made = Edited(tmp_path / "paper")
    made.write("a")
    made.write("b")
    time.sleep(
        2 * TICK / 1e9
    )  # a file that was written a moment ago is read again, whatever is told
    made.publish()
    yield made
    made.close()


def shown(site: Edited) -> set[str]:
    """Return which of the stories are told with the river in them."""
    pages = {name: site.paper.root / "preview" / path for name, path in PAGES.items()}
    return {
        name for name, page in pages.items() if page.exists() and RIVER in page.read_text("utf-8")
    }


def test_only_what_was_saved_is_looked_at_until_all_is(site: Edited) -> None:
    site.write("a", RIVER)
    site.write("b", RIVER)
    site.publish(frozenset({A}))
    assert shown(site) == {"a"}, "nobody told of the other"
    site.publish(frozenset({B}))
    assert shown(site) == {"a", "b"}
    settle(site)
    site.write("a", LIFT)
    site.publish(frozenset({B}))
    assert shown(site) == {"a", "b"}, "nobody told of it"
    site.publish()
    assert shown(site) == {"b"}, "all is looked at where nobody tells anything"


@pytest.mark.parametrize("told", [A, "articles/c.md", "articles", "articles/gone.md"])
def test_where_a_file_is_new_or_gone_all_is_looked_at(site: Edited, told: str) -> None:
    site.write("b", RIVER)
    site.write("c", RIVER)
    if told == A:
        (site.paper.content / A).unlink()
    site.publish(frozenset({told}))
    assert shown(site) == {"b", "c"}
    assert (site.paper.root / "preview" / PAGES["a"]).exists() == (told != A)


def test_what_is_said_of_the_folder_is_said_again(site: Edited) -> None:
    site.paper.write("old.rst", "旧稿")
    for saved in (frozenset[str](), frozenset({A}), frozenset({A, B})):
        problems = refused(partial(site.publish, saved))
        assert [problem.rule for problem in problems or ()] == ["not-markdown"], f"told of {saved}"


def test_a_build_that_throws_away_what_was_kept_looks_at_all(site: Edited) -> None:
    site.write("c", RIVER)
    site.publish(frozenset({A}), full=True)
    assert shown(site) == {"c"}


def with_pictures(site: Edited) -> None:
    for name in "ab":
        site.paper.write(f"images/{name}.png", png(4, 4))
        site.write(name, f"{LIFT}\n\n![图](../images/{name}.png)")
    site.publish()


def test_of_two_pictures_saved_one_after_the_other_both_are_shown(site: Edited) -> None:
    with_pictures(site)
    for name in "ab":
        picture = f"images/{name}.png"
        site.paper.write(picture, png(9, 7))
        site.publish(frozenset({picture}))
        shown = (site.paper.root / "preview" / picture).read_bytes()
        assert shown == png(9, 7), f"{picture} is the one saved last"


def test_a_picture_that_took_too_long_is_looked_into_with_the_next_save(
    site: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> assets.Sight:
        raise BadImage("bad-image", reason="> 5 s") from TooSlow()

    with monkeypatch.context() as patched:
        patched.setattr(assets, "look_into", late)
        with pytest.raises(ContentError) as caught:
            with_pictures(site)
        assert {one.rule for one in caught.value.problems} == {"bad-image"}
        time.sleep(2 * TICK / 1e9)
        assert refused(site.publish) == list(caught.value.problems)
    assert refused(site.publish) is None, "the machine is not as busy any more"
    assert (site.paper.root / "preview/images/a.png").read_bytes() == png(4, 4)


def test_what_was_not_looked_at_again_was_seen_when_it_was(site: Edited) -> None:
    newsroom = site.paper.newsroom
    with a_press() as press:
        first = look(newsroom, Report(), press)
        site.write("a", RIVER)
        again = look(newsroom, Report(), press, frozenset({A}))
        assert again.found.facts[A] != first.found.facts[A]
        assert again.seen == first.seen, "else a file that was fresh then would be taken for old"
        assert look(newsroom, Report(), press).seen > first.seen
        other = site.paper.root / "other"
        shutil.copytree(newsroom.content, other)
        elsewhere = look(replace(newsroom, content=other), Report(), press, frozenset({A}))
        assert elsewhere.found == survey(Folder.open(other), Notebook("zh"))
