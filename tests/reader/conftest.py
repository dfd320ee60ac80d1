"""One browser for all tests of pages."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for one module: while it runs no other's tests could start an event loop in this thread."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    from tests.reader import browsing  # noqa: PLC0415 - needs Playwright

    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=browsing.CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()
