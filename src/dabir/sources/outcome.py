"""Outcome: what one entry of a collection gives, its report or the reason why there is none, with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from dabir.report import Report
from dabir.sources.refusal import UnreadableError

Outcome: TypeAlias = Report | UnreadableError
"""A report, or why an entry gives none: collections hand errors down the stream as values."""


def attempted(make: Callable[[], Report], place: str) -> Outcome:
    """The report that `make` makes, or the error that names the place: «news.csv, line 7»."""
    try:
        return make()
    except UnreadableError as error:
        return error if str(error).startswith(place) else UnreadableError(f"{place}: {error}")
    except Exception as error:  # a fault of ours in one entry of a million must not cost the rest
        reason = " ".join(str(error).split())
        return UnreadableError(
            f"{place} met a fault in Dabir ({type(error).__name__}: {reason}): please report it."
        )
