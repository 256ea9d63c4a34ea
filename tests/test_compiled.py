"""Compiled regular expressions that are kept are those that Python would compile."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from linli import compiled as compiling
from linli.compiled import compiled, keep_compiled
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATTERNS: Any = (
    ("[㐀-䶿一-鿿]+丨(?P<what>.+?)(?:（(?P<number>[一二三四]+)）)?$", 0),
    ("(?i)straße|ſ", 0),
    ("a.b", re.DOTALL | re.IGNORECASE),
    (rb"\xff(?P<rest>[^\n]*)", 0),
    ("(?>(?:ab?c)*)d|x++", re.MULTILINE),
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where patterns are kept, by processes that know none yet."""
    path = tmp_path / "__pycache__" / "of.patterns"
    monkeypatch.setattr(compiling, "_file", lambda: path)
    monkeypatch.setattr(compiling, "_new", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiling._kept.cache_clear()
    yield path
    compiling._kept.cache_clear()


def keep(shelf: Path) -> None:
    for source, flags in PATTERNS:
        compiled(source, flags)
    keep_compiled()
    assert shelf.is_file()
    compiling._kept.cache_clear()


def refuse(*_: object) -> Any:
    raise AssertionError("it was compiled again")


def test_a_pattern_that_was_kept_is_what_python_compiles(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(shelf)
    expected = [re.compile(source, flags) for source, flags in PATTERNS]
    with monkeypatch.context() as patch:
        patch.setattr("re.compile", refuse)
        found = [compiled(source, flags) for source, flags in PATTERNS]
    assert found == expected
    assert [one.groupindex for one in found] == [one.groupindex for one in expected]
    match = found[0].match("小满丨修电梯（二）")
    assert match is not None
    assert match["what"] == "修电梯"


def test_what_is_kept_grows_and_is_not_written_again_for_nothing(shelf: Path) -> None:
    keep(shelf)
    before = shelf.stat().st_mtime_ns, shelf.read_bytes()
    for source, flags in PATTERNS:
        compiled(source, flags)
    keep_compiled()
    assert (shelf.stat().st_mtime_ns, shelf.read_bytes()) == before
    compiled("另一个", 0)
    keep_compiled()
    compiling._kept.cache_clear()
    assert len(compiling._kept()) == len(PATTERNS) + 1


@pytest.mark.parametrize("how", ["cut short", "a byte", "other Python", "empty", "folder"])
def test_a_file_that_is_not_whole_or_of_another_python_is_not_used(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    keep(shelf)
    content = shelf.read_bytes()
    if how == "cut short":
        shelf.write_bytes(content[:-9])
    elif how == "a byte":
        shelf.write_bytes(content[:90] + bytes([content[90] ^ 1]) + content[91:])
    elif how == "other Python":
        monkeypatch.setattr(sys, "version", "3.99")
    elif how == "empty":
        shelf.write_bytes(b"")
    else:
        shelf.unlink()
        shelf.mkdir()
    assert compiling._kept() == {}
    assert compiled(*PATTERNS[0]) == re.compile(*PATTERNS[0])
    keep_compiled()  # it is begun anew, or done without
    compiling._kept.cache_clear()
    assert len(compiling._kept()) == (0 if how == "folder" else 1)


@pytest.mark.parametrize("inside", ["_sre", "re._parser", "re._compiler"])
def test_where_python_is_different_inside_patterns_are_compiled_as_ever(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    keep(shelf)
    real = importlib.import_module

    def other(name: str) -> Any:
        if name == inside:
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr("importlib.import_module", other)
    assert [compiled(*one) for one in PATTERNS] == [re.compile(*one) for one in PATTERNS]
    compiled("又一个", 0)
    keep_compiled()


def test_what_comes_out_otherwise_is_not_kept(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_make", lambda row: re.compile("[" + row[0] + "]"))
    compiled("ab", 0)
    keep_compiled()
    compiling._kept.cache_clear()
    assert compiling._kept() == {}


def test_python_may_be_told_to_keep_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled("甲", 0)
    keep_compiled()
    assert not shelf.exists()
    keep_compiled(always=True)
    assert shelf.is_file()


def test_a_python_that_keeps_no_compiled_modules_keeps_no_patterns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(path: str) -> str:
        raise NotImplementedError("sys.implementation.cache_tag is None")

    monkeypatch.setattr("linli.compiled.cache_from_source", none)
    monkeypatch.setattr(compiling, "_file", file := compiling._file.__wrapped__)
    monkeypatch.setattr(compiling, "_new", {})
    compiling._kept.cache_clear()
    assert file() is None
    assert compiled(*PATTERNS[0]) == re.compile(*PATTERNS[0])
    keep_compiled(always=True)
    compiling._kept.cache_clear()
    assert compiling._kept() == {}
    compiling._kept.cache_clear()


def test_where_nothing_may_be_written_all_goes_on(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("linli.whole.write_whole", full)
    assert compiled("甲", 0).match("甲")
    keep_compiled()
    assert not shelf.exists()


def test_a_broken_pattern_is_said_as_ever(shelf: Path) -> None:
    with pytest.raises(re.error):
        compiled("(", 0)


def test_all_patterns_of_the_package_can_be_kept(tmp_path: Path) -> None:
    code = (
        "import sys; from linli import compiled, regexes; from pathlib import Path; import re\n"
        f"compiled._file = lambda: Path({str(tmp_path / 'all')!r})\n"
        "regexes.keep_all(); compiled._kept.cache_clear(); kept = compiled._kept()\n"
        "print(len(kept), sum(compiled._make(row) != re.compile(*key[1:]) for key, row in kept.items()))"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "plugins"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    count, wrong = map(int, done.stdout.split())
    assert count > 150, "the patterns are no longer found"
    assert wrong == 0
