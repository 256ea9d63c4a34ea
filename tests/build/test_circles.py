from __future__ import annotations

import gc
from contextlib import suppress

import pytest

from linli.build.circles import without_collection


@pytest.mark.parametrize("before", [True, False])
def test_collection_is_afterwards_as_it_was(before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with suppress(ValueError), without_collection():
            assert not gc.isenabled(), "garbage is collected inside of the block"
            raise ValueError("a page that fails")
        assert gc.isenabled() is before
    finally:
        (gc.enable if was else gc.disable)()
