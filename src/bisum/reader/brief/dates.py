"""When an article appeared, for ordering and for the window of an event."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

# 25/05/2017, as Arabic newspapers write it: the day comes first.
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


def moment(published: str | None) -> dt.datetime | None:
    """Read a date as the input says it; None where there is none or it can't be read.

    ISO 8601 and ``day/month/year`` are read, the latter month first only where it can't be
    otherwise. A time zone is levelled to UTC; without one the time counts as it stands.
    """
    text = (published or "").strip()
    found = _DAY_FIRST.match(text)
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            day, month = (month, day) if month > 12 else (day, month)
            return dt.datetime(year, month, day, tzinfo=dt.UTC)
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return read.replace(tzinfo=dt.UTC) if read.tzinfo is None else _in_utc(read)


def _in_utc(read: dt.datetime) -> dt.datetime | None:
    try:
        return read.astimezone(dt.UTC)
    except OverflowError:
        return None
