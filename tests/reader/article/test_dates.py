"""Dates: what is read, what is left unread."""

from __future__ import annotations

import datetime as dt

import pytest

from bisum.reader.article.dates import moment


@pytest.mark.parametrize(
    ("published", "day", "hour"),
    [
        ("2026-03-14T08:00:00+03:00", 14, 5),
        ("2026-03-14T08:00:00", 14, 8),
        ("2026-03-14", 14, 12),
        ("14/03/2026", 14, 12),
        ("3.4.2026", 3, 12),
        ("03/14/2026", 14, 12),
    ],
)
def test_dates_are_read_in_the_forms_that_inputs_have(published: str, day: int, hour: int) -> None:
    """A date that isn't read costs an article its window."""
    found = moment(published)

    assert found is not None
    assert (found.day, found.hour, found.tzinfo) == (day, hour, dt.UTC)


@pytest.mark.parametrize(
    "published",
    [
        None,
        "",
        "yesterday",
        "2026-13-40",
        "99/99/2026",
        "2026",
        "0001-01-01T00:00:00+23:59",
        "١٤ مارس",
        "2026-03-14T99",
    ],
)
def test_what_is_no_date_is_unknown(published: str | None) -> None:
    """It is shown as printed, and never guessed."""
    assert moment(published) is None
