"""When garbage is left uncollected: while values are made that hold each other in no circle."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave garbage uncollected while the block runs.

    A build makes hundreds of thousands of values that live to its end and hardly any circle; to look for
    circles again and again takes a fifth of its time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
