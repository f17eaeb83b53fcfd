"""The clock: moments that the archive keeps in UTC, as they are told in Tehran."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_TEHRAN = ZoneInfo("Asia/Tehran")


def in_tehran(moment: str) -> str:
    """A moment, ISO 8601, in the time of Tehran; what is no moment stays as it is."""
    try:
        return datetime.fromisoformat(moment).astimezone(_TEHRAN).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return moment


def beginning(day: date) -> str:
    """The moment at which a day begins in Tehran, ISO 8601 in UTC."""
    return datetime.combine(day, time(), _TEHRAN).astimezone(UTC).isoformat(timespec="seconds")
