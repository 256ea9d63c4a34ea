from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.websub.hub import Hub, a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub on this machine."""
    with a_hub() as found:
        yield found
