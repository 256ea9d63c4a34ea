"""``python -m linli.related rank CORPUS --out RUN``: rank a corpus file.

Exit codes: 0 done, 2 wrong usage, a corpus that cannot be read, or a run that cannot be written.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from pathlib import Path

from linli.errors import UsageError, reason_of
from linli.related.corpus import read_corpus
from linli.related.ranking import rank, run_lines


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m linli.related", description="Find related stories."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ranking = commands.add_parser("rank", help="rank a corpus of JSON lines")
    ranking.add_argument("corpus", type=Path, help="a file of JSON lines, gzipped or not")
    ranking.add_argument("--out", type=Path, required=True, metavar="RUN", help="where to write")
    ranking.add_argument("--limit", type=int, default=5, metavar="N", help="length of lists (5)")
    ranking.add_argument("--explain", action="store_true", help="also write the score and why")
    options = parser.parse_args(arguments)
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    try:
        records = read_corpus(options.corpus)
    except UsageError as error:
        print(error, error.zh, sep="\n", file=sys.stderr)
        return 2
    except (OSError, EOFError, zlib.error) as error:
        return _refused(options.corpus, "cannot be read", "读不了", error)
    lines = run_lines(records, rank(records, options.limit), options.explain)
    try:
        options.out.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    except OSError as error:
        return _refused(options.out, "cannot be written", "写不了", error)
    return 0


def _refused(path: Path, what: str, zh: str, error: Exception) -> int:
    why = reason_of(error)
    print(f"{path} {what}: {why}.\n{path} {zh}：{why.zh}。", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
