"""What is raised when something that was kept from an earlier build is not whole.

It stands alone, so that a build with nothing to do need not load the cache to be able to catch it.
"""

from __future__ import annotations


class Damaged(Exception):  # noqa: N818 - it names the state of the cache; the build empties it and goes on
    """Something that a card promised is not on its shelf, or not whole."""
