"""Days and moments: what a record writes as ISO 8601, as values that tables can calculate with."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from dabir.record import Time


@cache
def tehran() -> ZoneInfo:
    """The time zone in which the agencies' clocks are read."""
    return ZoneInfo("Asia/Tehran")


def day(written: str | None) -> date | None:
    """The day of an ISO 8601 date, with or without a clock time; None where it is no whole date."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def moment(written: str | None) -> datetime | None:
    """The moment of an ISO 8601 date and time, in Tehran where no offset is told; None for a bare date."""
    if written is None or len(written) < len("2018-04-16T10"):
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=tehran())


def span_of(time: Time | None) -> tuple[date | None, date | None]:
    """The first and the last day of a time; None twice where it has no place on the calendar."""
    first, _, last = (time.interval if time and time.interval else "").partition("/")
    return day(first), day(last or first)
