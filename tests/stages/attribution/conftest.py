"""What tests of attribution share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.stages.ledgers import speakers_of


@pytest.fixture
def speakers() -> Callable[..., list[str | None]]:
    """Give the speakers of all marked texts of an article of these paragraphs."""
    return speakers_of
