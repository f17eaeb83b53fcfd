"""Days: what a record writes as ISO 8601, as values that tables can calculate with."""

from __future__ import annotations

from datetime import date

from dabir.record import Time


def day(written: str | None) -> date | None:
    """The day of an ISO 8601 date, with or without a clock time; None where it is no whole date."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def span_of(time: Time | None) -> tuple[date | None, date | None]:
    """The first and the last day of a time; None twice where it has no place on the calendar."""
    first, _, last = (time.interval if time and time.interval else "").partition("/")
    return day(first), day(last or first)
