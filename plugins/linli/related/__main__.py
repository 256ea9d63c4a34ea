"""``python -m linli.related rank CORPUS --out RUN``: rank a corpus file.

Exit codes: 0 done, 2 wrong usage or a corpus that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from linli.errors import LinliError
from linli.related.ranking import rank, read_corpus, run_lines


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m linli.related", description="Find related stories."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ranking = commands.add_parser("rank", help="rank a corpus of JSON lines")
    ranking.add_argument(
        "corpus", type=Path, help="a file of JSON lines, gzipped if it ends in .gz"
    )
    ranking.add_argument("--out", type=Path, required=True, metavar="RUN", help="where to write")
    ranking.add_argument("--limit", type=int, default=5, metavar="N", help="length of lists (5)")
    ranking.add_argument("--explain", action="store_true", help="also write the score and why")
    options = parser.parse_args(arguments)
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    try:
        records = read_corpus(options.corpus)
        lines = run_lines(records, rank(records, options.limit), options.explain)
        options.out.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    except LinliError as error:
        print(error.say("en"), file=sys.stderr)
        return 2
    except (OSError, EOFError, UnicodeDecodeError) as error:
        print(f"{options.corpus}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
