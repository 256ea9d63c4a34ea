"""The manifest: one that is revised is the one that would be written anew."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.release.manifest import as_bytes, files_listed, revised

NAMES = st.one_of(
    st.text(min_size=1, max_size=6),
    st.sampled_from(
        ["a", "a/a", 'x"a', 'x\\"a', "a: ", '": "', "\n", '\n"a"', "灯会", "\u2028", "}", "\x00"]
    ),
)
SHAS = st.text("0123456789abcdef", min_size=64, max_size=64)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(files=st.dictionaries(NAMES, SHAS, min_size=1), data=st.data())
def test_a_revised_manifest_is_the_one_that_would_be_written_anew(
    files: dict[str, str], data: st.DataObject
) -> None:
    others = data.draw(st.dictionaries(st.sampled_from(sorted(files)), SHAS))
    assert revised(as_bytes(files), files, others) == as_bytes(files | others)


def test_one_in_another_form_is_written_anew() -> None:
    files = {"a.txt": "f" * 64, "b/index.html": "0" * 64}
    tidied = json.dumps(json.loads(as_bytes(files)), indent=2).encode()
    changed = {"a.txt": "1" * 64}
    assert revised(tidied, files, changed) == as_bytes(files | changed)


def test_what_is_listed_is_what_was_written() -> None:
    files = {"b/index.html": "0" * 64, "a.txt": "f" * 64}
    assert files_listed(as_bytes(files)) == files
