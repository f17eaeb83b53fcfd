"""Chronology: reports in the order in which they were published, and how long after one another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dabir.archive.refusal import ArchiveError
from dabir.script.calendars import tehran

_LAST = datetime.max.replace(tzinfo=UTC)


def moment(published: str | None) -> datetime | None:
    """The moment of an ISO 8601 date and time, in Tehran where no offset is told; None for a bare date and what is none."""
    if published is None or len(published) < len("2018-04-16T10"):
        return None
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=tehran())


def place(published: str | None) -> datetime:
    """Where a publication time stands in order: a bare date behind all times of its day, what is no date last."""
    told = moment(published)
    if told is not None:
        return told
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return _LAST
    return datetime.combine(day, time.max, tehran())


def hours_between(first: str | None, later: str | None) -> float | None:
    """The hours from one publication to another, to a tenth; None where either tells no time of day."""
    start, end = moment(first), moment(later)
    if start is None or end is None:
        return None
    return round((end - start).total_seconds() / 3600, 1)


def checked_day(day: str | None) -> str | None:
    """A day as it was given, if it is one.

    Raises:
        ArchiveError: It is no day.
    """
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except ValueError:
        raise ArchiveError(f"«{day}» is no day: write it like 2018-04-16.") from None
