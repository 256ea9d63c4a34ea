"""The environment: made once, noticed when it no longer fits, and never half made."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linli import bootstrap, interpreters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
PINS = sorted(ROOT.glob("requirements*.txt"))
READ_BY_OLD_PYTHONS = ["tasks.py", "plugins/linli/__init__.py", "plugins/linli/bootstrap.py"]


class Machine:
    """Stands for venv and pip: writes down what was called, makes what they would, fails on demand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.called: list[str] = []
        self.programs: list[str] = []
        self.fails_at = ""
        self.kept: list[Sequence[str]] = []

    def call(self, command: Sequence[str], root: Path, advice: str) -> None:
        if command[1] == "-c":  # nothing depends on it
            self.kept.append(command)
            raise bootstrap.NotReady("no such module")
        name = Path(command[-1]).name
        without_ssl = "/poor/python" in self.programs[-1:] and name != ".venv"
        if name == self.fails_at or without_ssl:
            raise bootstrap.NotReady(advice)
        self.called.append(name)
        if name == ".venv":
            self.programs.append(command[0])
            if command[0] == "/broken/python":
                raise bootstrap.NotReady(advice)
            if command[0] == "/gone/python":
                raise FileNotFoundError(command[0])
            shutil.rmtree(root / ".venv", ignore_errors=True)
            python = bootstrap.python_of(root)
            python.parent.mkdir(parents=True)
            python.touch()
            packages = root / ".venv" / f"lib/python3.{sys.version_info.minor}/site-packages"
            packages.mkdir(parents=True)

    def work_of(self, *, development: bool = False, root: Path | None = None) -> list[str]:
        """Return what one call of ``ensure`` had to do."""
        self.called = []
        bootstrap.ensure(root or self.root, development=development)
        return self.called


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    root = tmp_path / "邻里 测试"
    (root / "plugins").mkdir(parents=True)
    for pins in PINS:
        shutil.copy(pins, root)
    machine = Machine(root)
    monkeypatch.setattr(bootstrap, "_call", machine.call)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv(interpreters.KEEP, "1")
    return machine


ALL = [".venv", "requirements-build.txt", "requirements.txt"]
TOOLS = ["requirements-dev.txt"]


def test_the_first_run_makes_everything_and_the_second_nothing(machine: Machine) -> None:
    assert machine.work_of() == ALL
    assert machine.work_of() == []


def test_the_tools_of_tests_are_added_to_what_is_there(machine: Machine) -> None:
    machine.work_of()
    assert machine.work_of(development=True) == TOOLS
    assert machine.work_of(development=True) == []
    assert machine.work_of() == []


def change_pins(root: Path) -> None:
    (root / "requirements.txt").write_text("other==1\n", encoding="utf-8")


def lose_python(root: Path) -> None:
    bootstrap.python_of(root).unlink()


def spoil_stamp(root: Path) -> None:
    (root / ".venv" / "linli-stamp.json").write_text("{", encoding="utf-8")


def lose_stamp(root: Path) -> None:
    (root / ".venv" / "linli-stamp.json").unlink()


@pytest.mark.parametrize("change", [change_pins, lose_python, spoil_stamp, lose_stamp])
def test_what_no_longer_fits_is_made_anew(machine: Machine, change: Callable[[Path], None]) -> None:
    machine.work_of()
    change(machine.root)
    assert machine.work_of() == ALL
    assert machine.work_of() == []


def test_another_python_makes_it_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.work_of()
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    assert machine.work_of() == ALL


def test_a_moved_project_makes_it_anew(machine: Machine) -> None:
    machine.work_of()
    moved = machine.root.rename(machine.root.with_name("moved"))
    assert machine.work_of(root=moved) == ALL


def test_tools_once_asked_for_are_renewed_with_the_rest(machine: Machine) -> None:
    machine.work_of(development=True)
    change_pins(machine.root)
    assert machine.work_of() == ALL + TOOLS


@pytest.mark.parametrize("step", ALL + TOOLS)
def test_a_step_that_fails_leaves_nothing_that_passes_for_ready(
    machine: Machine, step: str
) -> None:
    machine.fails_at = step
    with pytest.raises(bootstrap.NotReady):
        machine.work_of(development=True)
    machine.fails_at = ""
    assert machine.work_of(development=True) == ALL + TOOLS


def test_tools_that_fail_to_install_leave_nothing_that_passes_for_ready(machine: Machine) -> None:
    machine.work_of()
    machine.fails_at = TOOLS[0]
    with pytest.raises(bootstrap.NotReady):
        machine.work_of(development=True)
    machine.fails_at = ""
    assert machine.work_of() == ALL


@pytest.mark.skipif(os.name == "nt", reason="the layout of site-packages is another there")
def test_the_package_is_found_by_a_relative_path_in_ascii(machine: Machine) -> None:
    machine.work_of()
    (link,) = machine.root.glob(".venv/lib/*/site-packages/linli.pth")
    line = link.read_text(encoding="ascii").strip()
    assert (link.parent / line).resolve() == machine.root / "plugins"


def test_the_package_is_compiled_with_the_environment(machine: Machine) -> None:
    package = machine.root / "plugins" / "linli"
    package.mkdir()
    (package / "part.py").write_text("x = 1\n")
    machine.work_of()
    assert list((package / "__pycache__").glob("part.*.pyc")), "no bytecode was written"
    [(program, _, code)] = machine.kept
    assert program == str(bootstrap.python_of(machine.root))
    assert "keep_all" in code


def test_a_link_is_never_emptied(machine: Machine) -> None:
    mine = machine.root / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("mine")
    (machine.root / ".venv").symlink_to(mine, target_is_directory=True)
    with pytest.raises(bootstrap.NotReady, match="链接"):
        machine.work_of()
    assert machine.called == []
    assert (mine / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("found", "used"),
    [
        (None, [sys.executable]),
        ("/quick/python", ["/quick/python"]),
        ("/broken/python", ["/broken/python", sys.executable]),
        ("/gone/python", ["/gone/python", sys.executable]),
        ("/poor/python", ["/poor/python", sys.executable]),
    ],
)
def test_the_quicker_python_makes_the_environment_and_it_is_said(
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    found: str | None,
    used: list[str],
) -> None:
    other = interpreters.Other(found, "3.11.99", 0.75) if found else None
    monkeypatch.setattr(interpreters, "quicker_one", lambda: other)
    assert machine.work_of()[-3:] == ALL
    assert machine.work_of() == []
    assert machine.programs == used
    said = capsys.readouterr().err
    if found:
        assert f"{found}（Python 3.11.99）" in said, said
        assert ("没有成功" in said) is (len(used) > 1), said
        assert "25%" in said, said
        assert interpreters.KEEP in said, said
    else:
        assert interpreters.KEEP not in said, said


def test_a_missing_requirements_file_is_said(machine: Machine) -> None:
    (machine.root / "requirements.txt").unlink()
    with pytest.raises(bootstrap.NotReady, match=r"requirements\.txt"):
        machine.work_of()


def test_a_python_without_venv_names_the_package_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(bootstrap.NotReady, match="apt install python3-venv"):
        machine.work_of()


def test_a_command_that_fails_shows_its_last_lines_and_the_advice() -> None:
    code = "print(*range(99), sep='\\n'); print('找不到'); raise SystemExit(3)"
    with pytest.raises(bootstrap.NotReady) as caught:
        bootstrap._call([sys.executable, "-X", "utf8", "-c", code], ROOT, "Check the network.")
    lines = str(caught.value).splitlines()
    assert lines[-3:] == ["98", "找不到", "Check the network."]
    assert len(lines) < 20


def test_nothing_of_another_python_reaches_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONHOME", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "a mirror")
    environment = bootstrap._environment()
    assert "elsewhere" not in environment.values()
    assert environment["PIP_INDEX_URL"] == "a mirror"


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "好"),
        ({"LANG": "en_GB.UTF-8"}, "good"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "good"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "好"),
        ({"LANG": "C"}, "好 / good"),
        ({"LANG": "fr_FR.UTF-8"}, "好 / good"),
        ({}, "好 / good"),
    ],
)
def test_messages_follow_the_locale(variables: dict[str, str], said: str) -> None:
    assert bootstrap.say("好", "good", variables) == said


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13)])
def test_an_old_python_is_refused_by_name(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(bootstrap.NotReady) as caught:
        bootstrap.require_python(["build"], version)
    assert "3.11" in str(caught.value)
    assert ".".join(map(str, version)) in str(caught.value)


def test_a_newer_python_on_the_machine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == "python3.12" else None)
    with pytest.raises(bootstrap.NotReady, match=r"python3\.12 tasks\.py build --strict"):
        bootstrap.require_python(["build", "--strict"], (3, 9, 18))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_passes(version: tuple[int, ...]) -> None:
    bootstrap.require_python([], version)


@pytest.mark.parametrize("name", READ_BY_OLD_PYTHONS)
def test_what_an_old_python_reads_first_is_in_its_grammar(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("name", READ_BY_OLD_PYTHONS[1:])
def test_what_is_read_first_needs_the_standard_library_only(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    imported = {
        alias.name.partition(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("pins", PINS, ids=lambda path: path.name)
def test_every_pin_is_exact_hashed_and_names_no_registry(pins: Path) -> None:
    text = re.sub(r"#.*|\\\n", "", pins.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines
    assert [
        x for x in lines if not re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", x)
    ] == []
    assert "://" not in text


def run(root: Path, *arguments: str, cwd: Path) -> subprocess.Popen[str]:
    kept = {key: os.environ[key] for key in os.environ if not key.startswith(("PYTHON", "LC_"))}
    return subprocess.Popen(
        [sys.executable, str(root / "tasks.py"), *arguments],
        cwd=cwd,
        env={**kept, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_two_commands_at_once_share_one_fresh_environment_in_any_folder(tmp_path: Path) -> None:
    root = tmp_path / "邻里 测试"
    shutil.copytree(
        ROOT / "plugins", root / "plugins", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("tasks.py", "pyproject.toml", *(pins.name for pins in PINS)):
        shutil.copy(ROOT / name, root)

    both = [run(root, "--list", cwd=tmp_path) for _ in range(2)]
    outcomes = [(*process.communicate(timeout=600), process.returncode) for process in both]
    assert [code for _, _, code in outcomes] == [0, 0], outcomes
    assert all("Build the site" in out for out, _, _ in outcomes)
    assert sorted(err.count("第一次运行") for _, err, _ in outcomes) == [0, 1]

    wrong = run(root, "build", "--bogus", cwd=tmp_path)
    out, err = wrong.communicate(timeout=60)
    assert (wrong.returncode, out) == (2, "")
    first, second = err.splitlines()
    assert first == "No idea what '--bogus' is!", "invoke's own words"
    assert "用法不对" in second

    found = subprocess.run(
        [bootstrap.python_of(root), "-I", "-c", "import linli; print(ascii(linli.__file__))"],
        env={"LC_ALL": "C"},
        capture_output=True,
        encoding="ascii",
        check=True,
    )
    assert ast.literal_eval(found.stdout) == str(root / "plugins" / "linli" / "__init__.py")
