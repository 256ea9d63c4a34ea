"""Regular expressions: compiled late, and right in every Python there may be."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from typing import TYPE_CHECKING, Any

import pytest

import linli
from linli.regexes import _Waiting, regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_parser: Any = re._parser  # type: ignore[attr-defined]  # the only way to see what a pattern is made of
_compiler: Any = re._compiler  # type: ignore[attr-defined]


def groups_held_on_to(parsed: Any) -> Iterator[object]:
    """Yield what is repeated possessively though it is more than one character."""
    if isinstance(parsed, _parser.SubPattern):
        for code, inner in parsed:
            if str(code) == "POSSESSIVE_REPEAT" and not _compiler._simple(inner[2]):
                yield inner
            yield from groups_held_on_to(inner)
    elif isinstance(parsed, (list, tuple)):
        for inner in parsed:
            yield from groups_held_on_to(inner)


@pytest.mark.parametrize(
    ("source", "held"),
    [
        ("a*+b", False),
        ("[^ab]++", False),
        ("(?>(?:ab?c)*)", False),
        ("(?:ab?c)*+", True),
        ("x(?:(?:ab|c)?+y)", True),
        ("(?=(?:ab)*+)", True),
    ],
)
def test_groups_that_are_held_on_to_are_found(source: str, held: bool) -> None:
    assert any(groups_held_on_to(_parser.parse(source))) is held


def test_no_group_is_repeated_possessively() -> None:
    """Python 3.11.0 to 3.11.4, Debian's among them, then goes on behind a repetition that failed
    (https://github.com/python/cpython/issues/106052). An atomic group around it is right everywhere.
    """
    for module in pkgutil.walk_packages(linli.__path__, "linli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    sources = [one._wanted for one in gc.get_objects() if type(one) is _Waiting]
    assert len(sources) > 150, "the patterns are no longer found"
    wrong = [
        source for source, flags in sources if any(groups_held_on_to(_parser.parse(source, flags)))
    ]
    assert wrong == []


def test_what_is_wrong_with_a_pattern_is_said_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("")
