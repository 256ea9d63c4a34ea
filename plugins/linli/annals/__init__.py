"""The annals: every id and address ever published, in a text file that is committed beside the settings.

``published.tsv`` has one line for each story at each of its addresses: the id, the day, the address, and who
minted the id that feeds know it by. Lines are only ever added, so that two branches merge by keeping the lines of
both. A build reads the file and never writes it; ``record`` adds what a release has made public.

``lines`` reads and prints the file, ``past`` says what it means, ``adding`` decides what is to be added.
"""

from __future__ import annotations

from linli.annals.lines import Fault, Line, as_text, read_lines
from linli.annals.past import Annals, Past, annals_of, key_of

__all__ = ["Annals", "Fault", "Line", "Past", "annals_of", "as_text", "key_of", "read_lines"]
