"""Days: what a record writes as ISO 8601, as values that tables can calculate with."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dabir.archive.chronology import moment
from dabir.record import Time
from dabir.script.calendars import tehran


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


def published_at(written: str | None) -> str | None:
    """A time of publication as RFC 3339 has it, of a bare day its first moment; None where it is no day."""
    exact, bare = moment(written), day(written)
    if exact is None and bare is not None:
        exact = datetime.combine(bare, time(), tehran())
    return rfc3339(exact) if exact else None


def rfc3339(when: datetime) -> str:
    """A time as RFC 3339 has it, whose offsets are whole minutes; Tehran's was not until 1935."""
    offset = when.utcoffset()
    is_whole = offset is not None and offset.total_seconds() % 60 == 0
    return (when if is_whole else when.astimezone(UTC)).isoformat()
