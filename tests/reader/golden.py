"""Whole pages compared with those in ``golden/``.

``BISUM_UPDATE_GOLDEN=1 pytest tests/reader`` writes them anew; look at the difference before
committing it. A failure leaves the actual page beside the expected one, as ``*.actual``.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check_golden(name: str, actual: str) -> None:
    """Compare a page with the agreed one.

    Raises:
        AssertionError: They differ, or there is none.
    """
    path = FOLDER / name
    beside = path.with_name(f"{name}.actual")
    if os.environ.get("BISUM_UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8")
    expected = path.read_text(encoding="utf-8") if path.exists() else None
    if actual != expected:
        beside.write_text(actual, encoding="utf-8")
    assert actual == expected, f"the page changed; compare {beside} with {path}"
    beside.unlink(missing_ok=True)
