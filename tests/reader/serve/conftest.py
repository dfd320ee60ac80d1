"""The served run, importable by name from these tests."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.importorskip("starlette", reason="the extra `serve` is not installed")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[object]:
    import served  # noqa: PLC0415 - on the path only now

    found = served.opened(tmp_path)
    yield found
    found.close()
