"""Language: the words of the pages in Persian and in English, and how each writes numbers and days.

The words stand in `data/words/*.toml`, a file for each page: under a key, the Persian and the English ones. `{name}` in
them is filled in.
"""

from __future__ import annotations

import calendar
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from dabir.exports.dates import day_words, stretch_words
from dabir.exports.persian import digits
from dabir.script.calendars import in_calendar

Language = Literal["fa", "en"]

GREGORIAN = tuple(calendar.month_name)[1:]
_JALALI_NAMES = "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"
JALALI = tuple(_JALALI_NAMES.split())


class Interface:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        """Speak this language."""
        self.language = language
        self._at = 0 if language == "fa" else 1

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """Where lines begin."""
        return "rtl" if self.language == "fa" else "ltr"

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, such as `search.title`, with values filled in; numbers among them in the language's digits.

        Raises:
            KeyError: There are no such words.
        """
        shown = {
            name: self.number(value) if isinstance(value, int) else value for name, value in values.items()
        }
        words = _words()[key][self._at]
        return words.format(**shown) if shown else words

    def number(self, value: int | str) -> str:
        """A number with the language's digits; thousands are parted."""
        written = f"{value:,}" if isinstance(value, int) else value
        return digits(written.replace(",", "٬")) if self.language == "fa" else written

    def day(self, written: str | None) -> str:
        """A day, ISO 8601, in both calendars; "" for None."""
        if self.language == "fa":
            return day_words(written)
        try:
            found = date.fromisoformat((written or "")[:10])
        except ValueError:
            return written or ""
        shown = f"{found.day} {GREGORIAN[found.month - 1]} {found.year}"
        try:
            year, month, number = in_calendar("jalali", found)
        except ValueError:
            return shown
        return f"{shown} ({number} {JALALI[month - 1]} {year})"

    def days(self, first: str | None, last: str | None) -> str:
        """A day, ISO 8601, or where it has a `last` one the whole year, month or stretch of days, in both calendars."""
        if self.language == "fa":
            return stretch_words(first, last)
        ends = dict.fromkeys(self.day(end) for end in (first, last) if end)
        return " – ".join(ends)

    def moment(self, written: str | None) -> str:
        """A day with its clock time, if it has one."""
        clock = written[11:16] if written and len(written) > 15 else ""
        comma = "، " if self.language == "fa" else ", "
        return comma.join(filter(None, (self.day(written), self.number(clock))))


@cache
def interface(language: Language) -> Interface:
    """The words of a language, loaded once."""
    return Interface(language)


@cache
def _words() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for path in files("dabir.desk").joinpath("data/words").iterdir():
        page = path.name.removesuffix(".toml")
        for key, pair in tomllib.loads(path.read_text("utf-8")).items():
            persian, english = pair
            found[f"{page}.{key}"] = persian, english
    return found
