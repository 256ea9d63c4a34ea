from __future__ import annotations

import gc
import os
import subprocess
import sys
from importlib.machinery import ExtensionFileLoader
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from blinker import signal

from linli.build import neighbours
from linli.build.config import load_newsroom
from linli.build.neighbours import imported_files
from linli.errors import ConfigError
from tests.build.running import environment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "pelicanconf.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_beside_the_configuration_wherever_one_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write(folder, "PATH = 'content'\nOUTPUT_PATH = 'public'\nTHEME = '../theme'\n")
    monkeypatch.chdir("/")
    newsroom = load_newsroom(config)
    assert newsroom.content == folder / "content"
    assert newsroom.output == folder / "public"
    assert newsroom.theme.resolve() == folder.parent / "theme"


def test_folders_have_names_of_their_own_when_none_are_given(folder: Path) -> None:
    (folder / "theme").mkdir()
    newsroom = load_newsroom(write(folder, ""))
    assert [newsroom.content, newsroom.output, newsroom.theme] == [
        folder / name for name in ("content", "output", "theme")
    ]


def test_a_site_without_a_theme_gets_linli_s_own(folder: Path) -> None:
    assert load_newsroom(write(folder, "")).theme == ROOT / "theme"


def test_what_the_command_names_comes_before_the_configuration(folder: Path) -> None:
    (folder / "other").mkdir()
    config = write(folder, "PATH = 'nowhere'\nOUTPUT_PATH = 'public'\n")
    newsroom = load_newsroom(config, folder / "other", folder / "there")
    assert (newsroom.content, newsroom.output) == (folder / "other", folder / "there")


def test_a_configuration_may_import_its_neighbour(folder: Path) -> None:
    (folder / "linli_test_neighbour.py").write_text("SITENAME = '邻居'\n", encoding="utf-8")
    config = write(folder, "from linli_test_neighbour import *\n")
    assert load_newsroom(config).name == "邻居"


def save(path: Path, text: str) -> None:
    """Write a file as a checkout or a copy does that keeps times: only size and second count for what Python compiled."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_767_225_600, 1_767_225_600))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("linli_test_next.py", "from linli_test_next import *"),
        ("linli_test_more/__init__.py", "from linli_test_more import *"),
        ("linli_test_plain/names.py", "from linli_test_plain.names import SITENAME"),
    ],
)
def test_a_neighbour_is_read_anew_each_time(
    folder: Path, name: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    config = write(folder, words + "\n")
    path, hooks = [*sys.path], [*sys.path_hooks]
    for site in ("甲甲", "乙乙", "丙丙"):
        save(folder / name, f"SITENAME = {site!r}\n")
        assert load_newsroom(config).name == site
        command = (
            f"from linli.build.config import *; print(load_newsroom(Path({str(config)!r})).name)"
        )
        done = subprocess.run(
            [sys.executable, "-c", command],
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout == f"{site}\n"
    assert (sys.path, sys.path_hooks) == (path, hooks)
    load_newsroom(write(folder, ""))
    own = name.partition(".")[0].partition("/")[0]
    assert own not in sys.modules, "it is still there"
    assert not [place for place in sys.path_importer_cache if place.startswith(str(folder))]
    assert not list(folder.rglob("*.pyc"))


def test_what_a_neighbour_has_begun_goes_on(folder: Path) -> None:
    """A function that a signal calls is held by its module alone."""
    save(
        folder / "linli_test_signals.py",
        "from blinker import signal\nHEARD = []\n"
        "def hear(sender):\n    HEARD.append(sender)\n"
        "signal('linli-test').connect(hear)\n",
    )
    load_newsroom(write(folder, "import linli_test_signals\n"))
    gc.collect()
    [(_, heard)] = signal("linli-test").send("news")
    assert heard is None


def test_a_neighbour_may_import_more_when_it_is_called(folder: Path) -> None:
    save(folder / "linli_test_pack/__init__.py", "from linli_test_pack.base import *\n")
    save(
        folder / "linli_test_pack/base.py",
        "def NAME():\n    from . import later\n    return later.NAME\n",
    )
    save(folder / "linli_test_pack/later.py", "NAME = '后来'\n")
    load_newsroom(write(folder, "import linli_test_pack\n"))
    assert sys.modules["linli_test_pack"].NAME() == "后来"
    files = {path.name for path in imported_files()}
    assert files == {"__init__.py", "base.py"}


def test_an_environment_in_the_same_folder_is_not_read_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``python3 -m venv .`` makes one."""
    installed = folder / "lib" / "python3" / "site-packages"
    save_below(installed / "linli_test_library", "NAME = '库'\n")
    monkeypatch.setattr(sys, "prefix", str(folder))
    monkeypatch.syspath_prepend(installed)
    config = write(folder, "from linli_test_library import NAME as SITENAME\n")
    assert load_newsroom(config).name == "库"
    library = sys.modules["linli_test_library"]
    load_newsroom(config)
    assert sys.modules.pop("linli_test_library") is library
    assert imported_files() == frozenset()


def save_below(package: Path, text: str) -> None:
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "compiled", "stays"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_what_cannot_be_imported_twice_stays(
    folder: Path, there: bool, compiled: bool, stays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package with a compiled part, and what was there before any configuration was read."""
    for name in ("linli_test_pack", "linli_test_pack.part"):
        module = ModuleType(name)
        module.__file__ = str(folder / "linli_test_pack" / "__init__.py")
        monkeypatch.setitem(sys.modules, name, module)
    if compiled:
        module.__loader__ = ExtensionFileLoader("linli_test_pack.part", str(folder / "part.so"))
    before = {*sys.modules} - {"linli_test_pack", "linli_test_pack.part"}
    monkeypatch.setattr(neighbours, "_there", {*sys.modules} if there else before)
    load_newsroom(write(folder, ""))
    assert [name in sys.modules for name in ("linli_test_pack", "linli_test_pack.part")] == [
        stays,
        stays,
    ]


@pytest.mark.parametrize("name", ["site-packages", "plugins"])
def test_what_is_installed_beside_the_configuration_is_not_read_anew(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = folder / name
    (apart / "linli_test_large").mkdir(parents=True)
    (apart / "linli_test_large" / "__init__.py").write_text("NAME = '大'\n", encoding="utf-8")
    if name == "plugins":
        monkeypatch.setattr(neighbours, "OWN", str(apart))
    else:
        monkeypatch.setattr(sys, "prefix", str(apart))
    monkeypatch.syspath_prepend(apart)
    load_newsroom(write(folder, "from linli_test_large import NAME as SITENAME\n"))
    assert "linli_test_large" in sys.modules, "it is imported again each time"
    monkeypatch.delitem(sys.modules, "linli_test_large")


def test_only_names_in_capitals_are_settings(folder: Path) -> None:
    config = write(folder, "import os\nlinli_typo = 1\nLinli_Typo = 2\nSITENAME = '邻里'\n")
    assert load_newsroom(config).name == "邻里"


# (text of the configuration, what the message must say)
BROKEN = [
    ("SITENAME = ", "pelicanconf.py:1: SyntaxError"),
    ("X = 1\n\nY = 1 / 0\n", "pelicanconf.py:3: ZeroDivisionError"),
    ("import nothing_of_this_name\n", "pelicanconf.py:1: ModuleNotFoundError"),
    ("raise SystemExit(0)\n", "pelicanconf.py:1: SystemExit"),
    ("SITENAME = 1\n", "SITENAME = 1 cannot be used."),
    ("LINLI_COLUMN = []\n", "LINLI_COLUMN is not known"),
    ("PATH = 'nowhere'\n", "nowhere does not exist"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_configuration_says_where_and_what(folder: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_newsroom(write(folder, text))
    assert message in caught.value.what
    assert caught.value.fix
    assert caught.value.exit_code == 2


def test_who_interrupts_a_configuration_ends_the_command(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        load_newsroom(write(folder, "raise KeyboardInterrupt\n"))


def test_a_missing_configuration_is_named(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"mine\.py does not exist"):
        load_newsroom(folder / "mine.py")


def test_annals_lie_beside_the_configuration_or_beside_a_folder_that_was_named(
    folder: Path,
) -> None:
    config = write(folder, "")
    (folder / "elsewhere/content").mkdir(parents=True)
    named = folder / "elsewhere/content"
    assert load_newsroom(config).annals == folder / "published.tsv"
    assert load_newsroom(config, folder / "content").annals == folder / "published.tsv"
    assert load_newsroom(config, named).annals == folder / "elsewhere/published.tsv"
    assert load_newsroom(write(folder, "LINLI_PUBLISHED = ''\n")).annals is None


def test_annals_in_the_output_folder_are_refused(folder: Path) -> None:
    with pytest.raises(ConfigError, match="output folder"):
        load_newsroom(write(folder, "LINLI_PUBLISHED = 'output/published.tsv'\n"))
