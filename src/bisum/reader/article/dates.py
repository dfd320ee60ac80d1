"""When an article appeared, for ordering and for the window of an event."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

# 25/05/2017, as Arabic newspapers write it: the day comes first.
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")

_NOON: Final = 12
_DAY_CHARACTERS: Final = 10  # of 2017-05-25


def moment(published: str | None) -> dt.datetime | None:
    """Read a date as the input says it; None where there is none or it can't be read.

    ISO 8601 and ``day/month/year`` are read, the latter month first only where it can't be
    otherwise. A time zone is levelled to UTC; without one the time counts as it stands. A day
    without a time is its noon, which is never more than twelve hours wrong.
    """
    text = (published or "").strip()
    found = _DAY_FIRST.match(text)
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            day, month = (month, day) if month > 12 else (day, month)
            return dt.datetime(year, month, day, _NOON, tzinfo=dt.UTC)
        if len(text) <= _DAY_CHARACTERS:
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(_NOON, tzinfo=dt.UTC))
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return read.replace(tzinfo=dt.UTC) if read.tzinfo is None else _in_utc(read)


def _in_utc(read: dt.datetime) -> dt.datetime | None:
    try:
        return read.astimezone(dt.UTC)
    except OverflowError:
        return None
