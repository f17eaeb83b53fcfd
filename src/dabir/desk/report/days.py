"""Days: when something is, in the words of a language and in both calendars."""

from __future__ import annotations

from dabir.desk.language import Interface
from dabir.exports.dates import stretch_words
from dabir.record import Time


def when(time: Time, words: Interface) -> str:
    """A time of a record: a day, a stretch of days, with the clock times where it has them; "" if it is on no calendar."""
    first, _, last = (time.interval or "").partition("/")
    comma = "، " if words.language == "fa" else ", "
    clocks = dict.fromkeys(filter(None, (first[11:16], last[11:16])))
    return comma.join(
        filter(None, (_days(first[:10], (last or first)[:10], words), words.number("–".join(clocks))))
    )


def _days(first: str, last: str, words: Interface) -> str:
    if words.language == "fa":
        return stretch_words(first, last)
    return " – ".join(dict.fromkeys((words.day(first), words.day(last))))
