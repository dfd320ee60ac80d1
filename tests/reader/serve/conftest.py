"""The served run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra `serve` is not installed")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[object]:
    from tests.reader.serve import served  # noqa: PLC0415 - needs the extra

    found = served.opened(tmp_path)
    yield found
    found.close()
