from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

import linli
from linli.errors import OutputError
from linli.release import clean_output, holding, list_releases, roll_back
from tests.release.sites import PAGES, Site

if TYPE_CHECKING:
    from linli.release import Target


def refusal_to_hold(target: Target) -> str:
    """Return why a build is refused."""
    with pytest.raises(OutputError) as caught, holding(target):
        pytest.fail("the folder was held")
    assert caught.value.exit_code == 2
    assert caught.value.zh
    return str(caught.value)


def refusal(target: Target) -> str:
    """Return why a build is refused; every command must refuse, and change nothing."""
    said = refusal_to_hold(target)
    for command in (clean_output, list_releases, roll_back):
        with pytest.raises(OutputError):
            command(target)
    return said


# (output folder, below the site's own; what is said)
OVERLAPS = [
    ("content", "cannot be"),
    ("content/out", "inside the content folder"),
    ("theme/static/out", "inside the theme's static folder"),
    ("theme", "cannot be"),
    (".", "holds"),
    ("..", "holds"),
]


@pytest.mark.parametrize(("name", "said"), OVERLAPS)
def test_an_output_that_overlaps_with_what_is_read_is_refused(
    empty: Site, name: str, said: str
) -> None:
    before = sorted(empty.root.rglob("*"))
    assert said in refusal(replace(empty.target, output=empty.root / name))
    assert sorted(empty.root.rglob("*")) == before


@pytest.mark.parametrize("output", ["/", "~", "~/.."])
def test_the_home_folder_and_what_holds_it_are_refused(empty: Site, output: str) -> None:
    refusal_to_hold(replace(empty.target, output=Path(output).expanduser()))


def test_the_code_is_not_an_output(empty: Site) -> None:
    package = Path(linli.__file__).parent
    assert "cannot be" in refusal_to_hold(replace(empty.target, output=package))


def test_a_folder_that_linli_did_not_make_is_left_alone(empty: Site) -> None:
    empty.output.mkdir()
    (empty.output / "thesis.txt").write_bytes(b"mine")
    assert "was not made by Linli" in refusal(empty.target)
    assert empty.built() == {"thesis.txt": b"mine"}
    assert not empty.aside.exists()


def test_an_empty_folder_is_taken(empty: Site) -> None:
    empty.output.mkdir()
    empty.publish(PAGES)
    empty.check(PAGES)
    empty.check_standby()


def test_a_file_in_place_of_the_folder_is_left_alone(empty: Site) -> None:
    empty.output.write_bytes(b"mine")
    assert "is a file" in refusal(empty.target)
    assert empty.output.read_bytes() == b"mine"


def test_a_link_is_followed_and_what_it_leads_to_is_checked(empty: Site) -> None:
    elsewhere = empty.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_bytes(b"mine")
    empty.output.symlink_to(elsewhere)
    assert "was not made by Linli" in refusal(empty.target)
    assert [path.name for path in elsewhere.iterdir()] == ["thesis.txt"]


def test_a_link_stays_a_link_and_what_it_leads_to_is_released(empty: Site) -> None:
    (empty.root / "elsewhere").mkdir()
    empty.output.symlink_to(empty.root / "elsewhere")
    for text in (b"first", b"second"):
        empty.publish({**PAGES, "index.html": text})
    assert empty.output.is_symlink()
    assert (empty.root / "elsewhere/index.html").read_bytes() == b"second"


def test_a_loop_of_links_is_no_folder(empty: Site) -> None:
    empty.output.symlink_to(empty.root / "loop")
    (empty.root / "loop").symlink_to(empty.output)
    assert "cannot be a folder" in refusal(empty.target)


def test_a_link_beside_the_output_is_refused(site: Site) -> None:
    site.aside.rename(site.root / "moved")
    site.aside.symlink_to(site.root / "moved")
    assert "is a link" in refusal(site.target)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_parent_that_cannot_be_written_leaves_the_live_tree_as_it_was(site: Site) -> None:
    for folder in (site.aside, site.root):
        folder.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            site.publish({})
    finally:
        for folder in (site.root, site.aside):
            folder.chmod(0o755)
    site.check(PAGES)
