"""Make the project's own environment, then run the wanted command inside it.

``python3 tasks.py build`` works on a machine that has nothing but Python: :func:`enter` makes ``.venv/``
beside ``tasks.py``, installs what the requirement files pin (by hash), makes ``linli`` importable, and
starts the same command again inside. A stamp, written last, says what the environment was made from: an
interrupted, outdated or moved one is noticed and made again.

Standard library only. This module is read before anything is installed, and must load on Python 3.8 to
be able to say that Python 3.11 is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MINIMUM = (3, 11)
NOT_READY = 2
"""The exit code when there is no environment to run in: the command itself never started."""

# In this order: `build` holds what pip needs to build the one dependency that ships no wheel.
RUNTIME = ("requirements-build.txt", "requirements.txt")
DEVELOPMENT = "requirements-dev.txt"

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-user")
_PINNED = ("--require-hashes", "--no-deps", "--no-build-isolation")
_FOREIGN = (
    "PYTHONHOME",
    "PYTHONPATH",
    "__PYVENV_LAUNCHER__",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
)
_TAIL = 12


class NotReady(Exception):  # noqa: N818 - it names the state of the machine
    """The environment cannot be made; the text says why and what to do."""


def enter(root: Path, argv: Sequence[str], *, development: bool = False) -> None:
    """Return only inside a ready environment; otherwise prepare it and run ``tasks.py argv`` there.

    ``development`` asks for the tools of tests and checks as well. Exits with ``NOT_READY`` and one
    message when the environment cannot be made.
    """
    try:
        require_python(argv)
        made_anew = ensure(root, development=development)
    except NotReady as reason:
        print(reason, file=sys.stderr)
        sys.exit(NOT_READY)
    except KeyboardInterrupt:
        sys.exit(130)
    if made_anew or not is_inside(root):
        _run_instead([str(python_of(root)), str(root / "tasks.py"), *argv])


def ensure(root: Path, *, development: bool = False) -> bool:
    """Make, mend or complete ``root/.venv``; return whether it was made anew.

    Processes that arrive together wait for the first, and then find the work done. Raises ``NotReady``.
    """
    try:
        if _is_ready(root, development):
            return False
        with _alone(root):
            return not _is_ready(root, development) and _prepare(root, development)
    except OSError as error:
        raise NotReady(
            say(
                f"无法写入 .venv：{error}\n请检查磁盘空间和目录权限；如有程序占用，请关闭后删除 .venv 再试。",
                f"Cannot write .venv: {error}\nCheck the disk and the folder's permissions; if a program "
                "holds it, close that program, delete .venv and try again.",
            )
        ) from error


def require_python(argv: Sequence[str], version: tuple[int, ...] = sys.version_info[:3]) -> None:
    """Raise ``NotReady`` on a Python that is too old, naming a newer one when the machine has it."""
    if version >= MINIMUM:
        return
    found = ".".join(map(str, version))
    newer = next((f"python3.{n}" for n in range(14, 10, -1) if shutil.which(f"python3.{n}")), None)
    if newer:
        command = " ".join([newer, "tasks.py", *argv])
        zh, en = f"请改用：{command}", f"This machine has a newer one: {command}"
    else:
        zh = "请安装新版：apt install python3.11、brew install python，或从 python.org 下载。"
        en = "Get it: apt install python3.11, brew install python, or download it from python.org."
    raise NotReady(
        say(
            f"邻里需要 Python 3.11 或更新版本，现在是 {found}。{zh}",
            f"Linli needs Python 3.11 or newer, found {found}. {en}",
        )
    )


def is_inside(root: Path) -> bool:
    """Tell whether this interpreter is the project environment's own."""
    home = root / ".venv"
    return home.is_dir() and home.samefile(sys.prefix)


def python_of(root: Path) -> Path:
    """Return where the environment's interpreter is, or will be."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return (root / ".venv").joinpath(*parts)


def describe(root: Path, *, development: bool) -> dict[str, object]:
    """Return what an environment made now would be made from; two equal ones are interchangeable."""
    files = (*RUNTIME, DEVELOPMENT) if development else RUNTIME
    return {
        "project": os.fsencode(root).decode("utf-8", "backslashreplace"),
        "python": sys.implementation.cache_tag,
        "platform": sysconfig.get_platform(),
        "requirements": {n: hashlib.sha256((root / n).read_bytes()).hexdigest() for n in files},
    }


def say(zh: str, en: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the sentence in the language of the user's locale, or both when it names neither."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next(filter(None, names), "")[:2]
    return {"zh": zh, "en": en}.get(language, f"{zh}\n{en}" if "\n" in zh else f"{zh} / {en}")


def _prepare(root: Path, development: bool) -> bool:
    """Install what is missing; when what is there is not to be trusted, start from an empty folder."""
    installed = _read_stamp(root)
    adds_tools = development and _is_ready(root, development=False)
    _stamp(root).unlink(missing_ok=True)
    if adds_tools:
        _progress("正在安装测试和检查工具…", "Installing the tools for tests and checks…")
        _install(root, [DEVELOPMENT])
    else:
        # Tools once asked for stay: a change of the pins renews them too.
        development = development or DEVELOPMENT in _requirements(installed)
        if installed is None:
            _progress("第一次运行：正在准备环境…", "First run: preparing the environment…")
        else:
            _progress(
                "环境有变化：正在重新准备…", "Something changed: preparing the environment anew…"
            )
        _make_new(root, [*RUNTIME, DEVELOPMENT] if development else RUNTIME)
        _link(root)
        _compile(root)
    stamp = json.dumps(describe(root, development=development), indent=2)
    _stamp(root).write_text(stamp + "\n", encoding="ascii")
    return not adds_tools


def _check_place(root: Path) -> None:
    if (root / ".venv").is_symlink():
        raise NotReady(
            say(
                ".venv 是一个链接；重新准备环境会清空它指到的文件夹。请删除这个链接（不会动它指到的文件夹），再运行同一命令。",
                ".venv is a link, and making the environment anew would empty the folder it leads to. "
                "Remove the link (the folder itself stays), then run the same command again.",
            )
        )
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise NotReady(
            say(
                "这个 Python 缺少 venv 模块。请安装后重试：sudo apt install python3-venv",
                "This Python lacks the venv module. Install it and try again: "
                "sudo apt install python3-venv",
            )
        )


def _make_new(root: Path, files: Sequence[str]) -> None:
    """Make the environment and install into it: with a quicker Python of this version, where one is there and able to."""
    from linli.interpreters import KEEP, quicker_one

    _check_place(root)
    other = quicker_one()
    if other:
        percent = round((1 - other.share) * 100)
        _progress(
            f"用 {other.program}（Python {other.version}）准备环境：和正在运行的同属一个版本，编译得更好，快约 {percent}%。要用原来的，请删除 .venv，设 {KEEP}=1 再运行。",
            f"Making the environment with {other.program} (Python {other.version}), which is compiled better and "
            f"takes {percent}% less time. To keep the one you called, delete .venv and set {KEEP}=1.",
        )
        with suppress(NotReady, OSError):
            _make(root, other.program)
            _install(root, files)
            return
        _progress(
            "没有成功，改用正在运行的 Python…", "That failed; going on with the one you called…"
        )
    _make(root, sys.executable)
    _install(root, files)


def _make(root: Path, program: str) -> None:
    _call(
        [program, "-I", "-m", "venv", "--clear", str(root / ".venv")],
        root,
        say(
            "无法建立 .venv。Debian/Ubuntu 上请先运行：sudo apt install python3-venv",
            "Cannot make .venv. On Debian or Ubuntu run first: sudo apt install python3-venv",
        ),
    )


def _install(root: Path, files: Sequence[str]) -> None:
    for name in files:
        _call(
            [str(python_of(root)), "-I", *_PIP, *_PINNED, "-r", name],
            root,
            say(
                "依赖没有装上。请检查网络；用代理请设 HTTPS_PROXY，用镜像请设 PIP_INDEX_URL，再运行同一命令。",
                "The dependencies were not installed. Check the network; set HTTPS_PROXY for a proxy or "
                "PIP_INDEX_URL for a mirror, then run the same command again.",
            ),
        )


def _link(root: Path) -> None:
    """Make ``plugins/`` importable in the environment.

    The path is relative, so the file is ASCII whatever the project's folder is called: how Python reads
    a ``.pth`` file depends on the version and the locale (https://docs.python.org/3/library/site.html).
    """
    home = str(root / ".venv")
    packages = sysconfig.get_path("purelib", "venv", vars={"base": home, "platbase": home})
    line = os.path.relpath(root / "plugins", packages)
    Path(packages, "linli.pth").write_text(line + "\n", encoding="ascii")


def _compile(root: Path) -> None:
    """Compile the package and its regular expressions, as pip does with what it installs: some machines keep programs from writing bytecode."""
    import compileall

    compileall.compile_dir(str(root / "plugins" / "linli"), quiet=2)
    with suppress(NotReady, OSError):  # a build does without
        keep = "from linli.regexes import keep_all; keep_all()"
        _call([str(python_of(root)), "-c", keep], root, "")


def _call(command: Sequence[str], root: Path, advice: str) -> None:
    """Run a command in silence; on failure raise ``NotReady`` with its last lines and the advice."""
    done = subprocess.run(
        command,
        cwd=root,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise NotReady("\n".join([*done.stdout.strip().splitlines()[-_TAIL:], advice]))


def _environment() -> dict[str, str]:
    """Return the caller's variables without those that would reach into another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {**kept, "PYTHONNOUSERSITE": "1"}


def _run_instead(command: list[str]) -> None:
    """Replace this process by the command; Windows cannot, so there it waits and passes the exit on."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=_environment()))
    os.execve(command[0], command, _environment())  # noqa: S606 - there is no shell to want


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the project's lock; the system gives it back when the process ends, however it ends."""
    with open(root / ".venv.lock", "w", encoding="ascii") as handle:
        if sys.platform == "win32":
            import msvcrt

            held = False
            while not held:
                with suppress(
                    OSError
                ):  # it gives up after ten seconds; another's install takes longer
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    held = True
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _is_ready(root: Path, development: bool) -> bool:
    stamp = _read_stamp(root)
    with_tools = DEVELOPMENT in _requirements(stamp)
    return (
        stamp is not None
        and python_of(root).exists()
        and (with_tools or not development)
        and stamp == describe(root, development=with_tools)
    )


def _stamp(root: Path) -> Path:
    return root / ".venv" / "linli-stamp.json"


def _read_stamp(root: Path) -> dict[str, object] | None:
    try:
        stamp = json.loads(_stamp(root).read_bytes())
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def _requirements(stamp: Mapping[str, object] | None) -> Sequence[str]:
    names = (stamp or {}).get("requirements")
    return tuple(names) if isinstance(names, dict) else ()


def _progress(zh: str, en: str) -> None:
    print(say(zh, en), file=sys.stderr, flush=True)
