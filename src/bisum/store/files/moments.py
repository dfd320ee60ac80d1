"""The time, as a run's files write it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Give the time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
