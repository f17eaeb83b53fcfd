"""Address: the day of publication, where an outlet's addresses tell it.

Three ways are told apart: the parts of a date in the path («/2018/04/16/», «/1397/01/27/»), a news code that begins
with the day («/news/13970127000123»), and the older codes with two digits of the year («/news/8401270123»). Codes are
believed only of outlets of which `data/agencies.toml` says that theirs are dated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from dabir.sources.agencies import outlet_of_address
from dabir.sources.dates import Moment, read_moment

_YEAR = r"(13[6-9]\d|14\d\d|199\d|20\d\d)"
_PATH = re.compile(rf"/{_YEAR}([/-])(\d{{1,2}})\2(\d{{1,2}})(?!\d)", re.ASCII)
_CODE = re.compile(rf"[/=]{_YEAR}(\d\d)(\d\d)\d{{0,8}}(?!\d)", re.ASCII)
_OLD_CODE = re.compile(r"[/=]([6-9]\d)(\d\d)(\d\d)\d{4,5}(?!\d)", re.ASCII)  # of the 1360s to the 1390s
_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


def day_of_address(url: str) -> Moment | None:
    """The day that the address of a page tells, a bare date in both calendars; None if it tells no real one."""
    return next(filter(None, map(read_moment, _days(url))), None)


def _days(url: str) -> Iterator[str]:
    """Dates that may stand in an address, the likeliest first."""
    try:
        parts = urlsplit(url)
    except ValueError:  # «http://[» begins an address that nobody can have
        return
    place = unquote(f"{parts.path}?{parts.query}").translate(_ASCII)
    for year, _, month, day in _PATH.findall(place):
        yield f"{year}-{month}-{day}"
    outlet = outlet_of_address(url)
    if outlet and outlet.dated:
        for year, month, day in _CODE.findall(place) + _OLD_CODE.findall(place):
            yield f"{year if len(year) == 4 else f'13{year}'}-{month}-{day}"
