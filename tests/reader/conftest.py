"""The invented records, importable by name from these tests, and one browser for all of them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for one module: while it runs no other's tests could start an event loop in this thread."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    import browsing  # noqa: PLC0415 - on the path only now

    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=browsing.CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()
