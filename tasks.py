"""The newsroom's commands. Each task calls, none computes.

``python3 tasks.py build`` needs nothing but Python: it prepares ``.venv/`` on the first run and goes on
inside. From then on ``.venv/bin/invoke build`` is the same command. Paths given to a task are relative to
the folder it is called from; what is not given stands beside this file.

Exit codes: 0 done, 1 the content or a check has faults, 2 wrong usage or a machine that is not ready.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "plugins"))

from linli import bootstrap  # noqa: E402 - nothing is installed yet, so its folder comes first

if __name__ == "__main__":
    bootstrap.enter(ROOT, sys.argv[1:])

import invoke  # noqa: E402 - only the environment prepared above has it

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP = {
    "args": "further pytest arguments, in one string",
    "check": "only say whether they are up to date",
    "column": "the column the article belongs to",
    "config": "configuration file (pelicanconf.py)",
    "content": "content folder (content)",
    "drafts": "show drafts and articles that are not out yet",
    "force": "write over files that are there",
    "full": "use nothing of earlier builds",
    "format": "how it is written: text (default), json; problems also github, reports html",
    "jobs": "number of processes (default: one for each core)",
    "name": "file name, which becomes the address",
    "now": "take this ISO 8601 time as now",
    "out": "where to write: a folder (rights), or a file",
    "output": "output folder (output)",
    "port": "port of the preview",
    "quick": "leave out the slow tests and those that need a browser",
    "report": "also write the report to this JSON file",
    "strict": "let warnings fail the command, too",
    "upgrade": "take the newest versions that the limits in pyproject.toml allow",
}
PATHS = frozenset({"config", "content", "out", "output", "report"})

# A short flag is the first free letter, and would change its meaning when a flag is added before it.
task = partial(invoke.task, auto_shortflags=False)


def flags(*names: str) -> dict[str, str]:
    """Return the help of the named flags."""
    return {name: HELP[name] for name in names}


@task(
    help=flags("content", "output", "config", "now", "strict", "report", "format", "full", "jobs")
)
def build(
    context: invoke.Context,
    content: str | None = None,
    output: str | None = None,
    config: str | None = None,
    now: str | None = None,
    strict: bool = False,
    report: str | None = None,
    format: str | None = None,
    full: bool = False,
    jobs: str | None = None,
) -> None:
    """Build the site, or change nothing and say what is wrong."""
    command(
        "build",
        content=content,
        output=output,
        config=config,
        now=now,
        strict=strict,
        report=report,
        format=format,
        full=full,
        jobs=jobs,
    )


@task(help=flags("content", "config", "now", "port", "drafts"))
def serve(
    context: invoke.Context,
    content: str | None = None,
    config: str | None = None,
    now: str | None = None,
    port: str | None = None,
    drafts: bool = False,
) -> None:
    """Preview the site in the browser and follow every change."""
    command("serve", content=content, config=config, now=now, port=port, drafts=drafts)


@task(
    help={
        "kind": "article or notice",
        "title": "its title",
        **flags("column", "name", "content", "config"),
    }
)
def new(
    context: invoke.Context,
    kind: str,
    title: str,
    column: str | None = None,
    name: str | None = None,
    content: str | None = None,
    config: str | None = None,
) -> None:
    """Start an article or a notice with its header filled in."""
    command("new", kind, title, column=column, name=name, content=content, config=config)


@task(
    help={
        "fix": "write ids into stories that say none",
        **flags("content", "config", "now", "strict", "format"),
    }
)
def lint(
    context: invoke.Context,
    content: str | None = None,
    config: str | None = None,
    now: str | None = None,
    strict: bool = False,
    format: str | None = None,
    fix: bool = False,
) -> None:
    """Say what is wrong in the content: where, why and how to fix it."""
    command("lint", content=content, config=config, now=now, strict=strict, format=format, fix=fix)


@task(
    help={
        "article": "an id, or a Markdown file",
        "page": "a saved page, or an address on this machine",
        "format": "how the findings are written: text (default), json",
        **flags("content", "config"),
    }
)
def check_reprint(
    context: invoke.Context,
    article: str,
    page: str,
    content: str | None = None,
    config: str | None = None,
    format: str | None = None,
) -> None:
    """Check somebody's reprint: source, title, author, link, and whether the text is as it was."""
    page = page if "://" in page else from_here(page)
    command("check-reprint", meant(article), page, content=content, config=config, format=format)


@task(help=flags("content", "config", "out", "now"))
def rights_report(
    context: invoke.Context,
    content: str | None = None,
    config: str | None = None,
    out: str | None = None,
    now: str | None = None,
) -> None:
    """Write the register of rights: where each story is from, on what ground, what is missing."""
    command("rights-report", content=content, config=config, out=out, now=now)


@task(
    help={
        "check": "write nothing; exit with 1 if there is something to record",
        "gone": "most of the stories were deleted on purpose",
        **flags("content", "output", "config", "now"),
    }
)
def record(
    context: invoke.Context,
    content: str | None = None,
    output: str | None = None,
    config: str | None = None,
    now: str | None = None,
    check: bool = False,
    gone: bool = False,
) -> None:
    """Record which ids and addresses are public, so that they stay what they are."""
    command(
        "record", content=content, output=output, config=config, now=now, check=check, gone=gone
    )


@task(help=flags("content", "config", "out", "now", "format"))
def related_report(
    context: invoke.Context,
    content: str | None = None,
    config: str | None = None,
    out: str | None = None,
    now: str | None = None,
    format: str | None = None,
) -> None:
    """Report on related stories: every list with reasons, empty lists, stories in no list, near-copies."""
    command("related-report", content=content, config=config, out=out, now=now, format=format)


@task(
    help={
        "article": "an id, a name, a title, or a Markdown file",
        "out": "the file to write (wechat/NAME.html)",
        **flags("force", "content", "config", "now"),
    }
)
def wechat(
    context: invoke.Context,
    article: str,
    out: str | None = None,
    force: bool = False,
    content: str | None = None,
    config: str | None = None,
    now: str | None = None,
) -> None:
    """Write a copy of an article to paste into a WeChat public account."""
    command("wechat", meant(article), out=out, force=force, content=content, config=config, now=now)


@task(
    positional=["article"],
    help={
        "article": "an id, a name, a title, or a Markdown file",
        "out": "the folder to write into",
        **flags("force", "content", "config", "now"),
    },
)
def republish(
    context: invoke.Context,
    article: str,
    out: str,
    force: bool = False,
    content: str | None = None,
    config: str | None = None,
    now: str | None = None,
) -> None:
    """Write the copies of an article for somebody who may reprint it."""
    command(
        "republish", meant(article), out=out, force=force, content=content, config=config, now=now
    )


@task(help=flags("output", "config"))
def releases(context: invoke.Context, output: str | None = None, config: str | None = None) -> None:
    """List the last releases, the live one first."""
    command("releases", output=output, config=config)


@task(
    optional=["number"],
    help={
        "number": "which release (default: the one before)",
        "force": "also bring back what was taken away since",
        **flags("output", "config"),
    },
)
def rollback(
    context: invoke.Context,
    number: str | None = None,
    force: bool = False,
    output: str | None = None,
    config: str | None = None,
) -> None:
    """Put an earlier release back, in one switch."""
    words = [number] if number else []
    command("rollback", *words, force=force, output=output, config=config)


@task(
    help={
        "all": "tell it of every feed",
        "published": "compare with what the site's address serves now",
        "topics": "the feeds listed in this file, - for standard input",
        "dry_run": "only list the feeds",
        **flags("output", "config"),
    }
)
def ping(
    context: invoke.Context,
    all: bool = False,
    published: bool = False,
    topics: str | None = None,
    dry_run: bool = False,
    output: str | None = None,
    config: str | None = None,
) -> None:
    """Tell a WebSub hub which feeds are new."""
    topics = topics if topics in {None, "-"} else str(Path(str(topics)).absolute())
    command(
        "ping",
        **{"dry-run": dry_run},
        all=all,
        published=published,
        topics=topics,
        output=output,
        config=config,
    )


@task(help=flags("output", "config"))
def clean(context: invoke.Context, output: str | None = None, config: str | None = None) -> None:
    """Remove what builds have made, with all earlier releases; there is no way back."""
    command("clean", output=output, config=config)


@task(help=flags("quick", "args"))
def test(context: invoke.Context, quick: bool = False, args: str = "") -> None:
    """Run the tests."""
    chosen = ["-m", "not slow and not browser"] if quick else []
    tools(["pytest", "-n", "auto", "--dist", "loadfile", *chosen, *shlex.split(args)])


@task
def check(context: invoke.Context) -> None:
    """Check format, style, types and which room may import which."""
    tools(
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
        ["lint-imports", "--no-logo"],
    )


@task
def golden(context: invoke.Context) -> None:
    """Write the expected pages in tests/golden anew."""
    tools(["pytest", "tests/test_golden.py", "--refresh-golden"])


@task(help=flags("check"))
def docs(context: invoke.Context, check: bool = False) -> None:
    """Write the tables in docs/ anew from the code they describe."""
    command("docs", check=check)


@task(
    help={
        "size": "number of articles; several with commas between (1000)",
        "rounds": "runs of each, in turn (3)",
        "peers": "hugo,eleventy,pelican, or none",
        "cases": "cold,unchanged,edit-title,edit-body,new,delete,serve,stages, or all (cold)",
        "feeds": "with feeds, for linli and hugo",
        "tags": "shared by few stories, some or most: narrow, usual, broad (usual)",
        "out": "folder for the results (.bench/results)",
    }
)
def bench(
    context: invoke.Context,
    size: str = "1000",
    rounds: str = "3",
    peers: str = "hugo,eleventy,pelican",
    cases: str = "cold",
    feeds: bool = False,
    tags: str = "usual",
    out: str | None = None,
) -> None:
    """Measure builds beside other generators, in turn, on equal content."""
    folder = str(Path(out).absolute() if out else ROOT / ".bench" / "results")
    options = {
        "size": size,
        "rounds": rounds,
        "peers": peers,
        "cases": cases,
        "tags": tags,
        "out": folder,
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    words += ["--feeds"] if feeds else []
    tools(["python", "-m", "benchmarks.run", *words])


@task(help=flags("upgrade"))
def requirements(context: invoke.Context, upgrade: bool = False) -> None:
    """Pin what pyproject.toml asks for: exact versions and hashes."""
    pin = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    pin += ["--python-version=3.11", "--custom-compile-command=python3 tasks.py requirements"]
    pin += ["--upgrade"] if upgrade else []
    same = ["--constraint", "requirements.txt"]
    tools(
        [*pin, "pyproject.toml", "--output-file", "requirements.txt"],
        [*pin, "--group", "build", *same, "--output-file", "requirements-build.txt"],
        [*pin, "--group", "dev", *same, "--output-file", "requirements-dev.txt"],
    )


def command(verb: str, *words: str, **options: str | bool | None) -> None:
    """Run a command of Linli from the project's folder; leave with its exit code unless it is 0."""
    bootstrap.enter(ROOT, sys.argv[1:])
    # invoke lets nobody keep compiled modules, unless it is told to; else whoever fetches a newer Linli would have them compiled in every build.
    sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)
    from linli.cli import main

    argv = [verb, *words]
    for name, value in options.items():
        if value is True:
            argv.append(f"--{name}")
        elif value:
            argv.append(f"--{name}={Path(value).absolute() if name in PATHS else value}")
    os.chdir(ROOT)
    is_last = is_only_task()
    leave_unless_done(main(argv, is_last=is_last))
    if is_last:
        from linli.processes import end_at_once

        end_at_once(0)


def is_only_task() -> bool:
    """Say whether this process was begun for one task alone: invoke does several, one after the other."""
    names = {name for name, value in globals().items() if isinstance(value, invoke.Task)}
    words = [word.replace("-", "_") for word in sys.argv[1:]]
    begun = Path(sys.argv[0]).stem in {"invoke", "inv", "tasks"}
    return begun and sum(word in names for word in words) == 1


def meant(article: str) -> str:
    """Return the article that was named: a file relative to the caller's folder, else a name as it is."""
    return from_here(article) if Path(article).suffix and Path(article).is_file() else article


def from_here(path: str) -> str:
    """Return a path that was given relative to the caller's folder as one that holds anywhere."""
    return str(Path(path).absolute())


def tools(*commands: list[str]) -> None:
    """Run every command of the development tools; leave with the first exit code that is not 0."""
    bootstrap.enter(ROOT, sys.argv[1:], development=True)
    codes = []
    for name, *arguments in commands:
        print("$", shlex.join([name, *arguments]), flush=True)
        tool = Path(sys.executable).with_name(name)
        codes.append(subprocess.run([tool, *arguments], cwd=ROOT, check=False).returncode)
    leave_unless_done(next(filter(None, codes), 0))


def leave_unless_done(code: int) -> None:
    """Stop with this exit code unless it says that all is well."""
    if code:
        raise invoke.Exit(code=code)


class Newsroom(invoke.Program):
    """invoke as it is, except that wrong usage exits with 2, as it does everywhere else."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Read the flags before the first task."""
        with usage():
            super().parse_core(argv)

    def parse_tasks(self) -> None:
        """Read the tasks and their flags."""
        with usage():
            super().parse_tasks()

    def parse_cleanup(self) -> None:
        """Answer --help, --list and a call without a task."""
        with usage():
            super().parse_cleanup()


@contextmanager
def usage() -> Iterator[None]:
    """Turn invoke's complaint about the command line into an exit with code 2."""
    try:
        yield
    except invoke.ParseError as error:
        help_ = "用法不对。请看 README 的“命令”，或运行 python3 tasks.py --help 命令。"
        raise invoke.Exit(f"{error}\n{help_}", code=2) from error


if __name__ == "__main__":
    here = invoke.Collection.from_module(sys.modules[__name__])
    Newsroom(namespace=here, name="tasks.py", binary="tasks.py").run()
