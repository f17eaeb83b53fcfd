"""Axes: round numbers and round moments at which lines are drawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import takewhile

from dabir.script.calendars import tehran

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_STRIDES = (
    *(_HOUR * each for each in (1, 2, 3, 6, 12)),
    *(_DAY * each for each in (1, 2, 5, 10, 30, 90, 180, 365)),
)


def levels(most: int, count: int = 4) -> list[int]:
    """Round numbers from 0 up to the first that is no less than `most`, in about as many steps as asked for."""
    step = _step(max(most, 1), count)
    steps = -(-max(most, 1) // step)
    return list(range(0, steps * step + 1, step))


def moments(first: datetime, last: datetime, count: int = 5) -> list[datetime]:
    """Round moments of Tehran's clock between two, at most so many; whole hours, or midnights of days."""
    stride = next((each for each in _STRIDES if (last - first) / each <= count), (last - first) / count)
    midnight = first.astimezone(tehran()).replace(hour=0, minute=0, second=0, microsecond=0)
    passed = -((midnight - first) // stride)  # strides since midnight, a begun one counted
    steps = (midnight + stride * (passed + step) for step in range(count))
    return list(takewhile(lambda moment: moment <= last, steps))


def _step(most: int, count: int) -> int:
    """The smallest round number that reaches `most` in so many steps."""
    size = 1
    while True:
        for digit in (1, 2, 5):
            if digit * size * count >= most:
                return digit * size
        size *= 10
