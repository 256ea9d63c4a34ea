from __future__ import annotations

import pytest

from linli.rights.indexing import Indexing, indexing_of

ELSEWHERE = "https://daily.example/a.html"


# (origin, address of the original, the site's wish, what is said)
TABLE = [
    ("original", ELSEWHERE, "source", Indexing()),
    ("original", "", "noindex", Indexing()),
    ("compiled", ELSEWHERE, "noindex", Indexing()),
    ("reprint", ELSEWHERE, "self", Indexing()),
    ("reprint", ELSEWHERE, "source", Indexing(ELSEWHERE, is_mapped=False)),
    ("reprint", "", "source", Indexing()),
    ("reprint", ELSEWHERE, "noindex", Indexing("", is_indexed=False, is_mapped=False)),
    ("reprint", "", "noindex", Indexing("", is_indexed=False, is_mapped=False)),
]


@pytest.mark.parametrize(("origin", "url", "wish", "said"), TABLE)
def test_only_reprints_are_left_to_their_source(
    origin: str, url: str, wish: str, said: Indexing
) -> None:
    assert indexing_of(origin, url, wish) == said
