"""What is wrong with the content, said so that an editor can mend it.

A :class:`Problem` names the place (path, line, column), the rule it breaks, what is wrong, why it
matters and how to fix it, in the site's language. A :class:`Notebook` gathers them while files are
read; :mod:`linli.problems.forms` prints them. The wording of every rule stands in ``rules.toml``,
from which ``docs/problems.md`` is made.
"""

from __future__ import annotations

from linli.problems.notebook import Notebook, hint
from linli.problems.problem import NOWHERE, Place, Problem, Severity

__all__ = ["NOWHERE", "Notebook", "Place", "Problem", "Severity", "hint"]
