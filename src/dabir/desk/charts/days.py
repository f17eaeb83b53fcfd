"""Days: how much fell on each, as a calendar: months with their days, or over a longer time years with their months.

It is a table with its numbers in it, so it needs no words beside it; it begins where the language's lines begin, as the
calendar on a wall does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from dabir.desk.charts.svg import element
from dabir.desk.language import Interface
from dabir.desk.periods import Period, is_near, period, periods
from dabir.exports.days import day as read_day

Address = Callable[[Period], str]

# So many months are shown with their days, and so many years with their months, the last.
_MONTHS, _YEARS = 4, 12
_LEVELS = 4


def days(numbers: Mapping[str, int], t: Interface, *, title: str, address: Address) -> Markup:
    """A calendar of what fell on days.

    Args:
        numbers: How much fell on each day (ISO 8601); what is no day is left out.
        t: The words of the pages.
        title: What is counted; the tables' caption.
        address: Where a day or a month leads.
    """
    known = {
        found: number
        for written, number in numbers.items()
        if (found := read_day(written)) and is_near(found)
    }
    if not known:
        return Markup("")
    months = list(periods("month", min(known), max(known), t.language))
    if len(months) <= _MONTHS:
        most = max(known.values())
        tables = (_month(month, known, most, t, title, address) for month in months)
        return element("div", *tables, class_="calendars")
    return _years(months, known, t, title, address)


def _month(
    month: Period, numbers: Mapping[date, int], most: int, t: Interface, title: str, address: Address
) -> Markup:
    """A month with its days in weeks."""
    cells: list[Markup] = [element("td")] * _weekday(month.days.first, t)
    every = (period("day", day, t.language) for day in _each(month))
    cells += (_cell(one, numbers.get(one.days.first, 0), most, t, address) for one in every)
    weeks = (element("tr", *cells[at : at + 7]) for at in range(0, len(cells), 7))
    names = t("charts.weekdays").split()
    heads = (
        element("th", short, scope="col", abbr=name)
        for short, name in zip(names[::2], names[1::2], strict=True)
    )
    caption = element("caption", element("span", f"{title}: ", class_="hidden"), month.name)
    return element(
        "table", caption, element("thead", element("tr", *heads)), element("tbody", *weeks), class_="calendar"
    )


def _years(
    months: Sequence[Period], numbers: Mapping[date, int], t: Interface, title: str, address: Address
) -> Markup:
    """The last years with their months; those in which nothing fell are left out."""
    sums = {month.key: 0 for month in months}
    for day, number in numbers.items():
        sums[period("month", day, t.language).key] += number
    years = [(year, list(own)) for year, own in groupby(months, lambda month: month.era)]
    full = [(year, own) for year, own in years if any(sums[month.key] for month in own)]
    most = max(sums[month.key] for _, own in full[-_YEARS:] for month in own)
    rows = (_year(year, own, sums, most, t, address) for year, own in full[-_YEARS:])
    first = period("year", months[0].days.first, t.language)
    names = [month.tick for month in periods("month", first.days.first, first.days.last, t.language)]
    table = element(
        "table", _headed(title, t("charts.year"), names), element("tbody", *rows), class_="calendar years"
    )
    older = sum(sums[month.key] for _, own in full[:-_YEARS] for month in own)
    return table + (element("p", t("charts.older", number=older), class_="dim") if older else Markup(""))


def _headed(title: str, corner: str, names: Iterable[str]) -> Markup:
    """A caption that is read out alone, and a line of heads."""
    heads = (element("th", name, scope="col") for name in names)
    first = element("th", element("span", corner, class_="hidden"), scope="col")
    return element("caption", title, class_="hidden") + element("thead", element("tr", first, *heads))


def _year(
    year: str, months: Sequence[Period], sums: Mapping[str, int], most: int, t: Interface, address: Address
) -> Markup:
    before = int(months[0].key[-2:]) - 1
    cells = (_cell(month, sums[month.key], most, t, address, alone=True) for month in months)
    after = 12 - before - len(months)
    empty = element("td")
    return element("tr", element("th", year, scope="row"), empty * before, *cells, empty * after)


def _cell(
    one: Period, number: int, most: int, t: Interface, address: Address, *, alone: bool = False
) -> Markup:
    """A day or a month with its number; the ground is darker the higher it is."""
    tick = Markup("") if alone else element("span", one.tick, class_="tick")
    if not number:
        return element("td", tick, class_="level0")
    told = t("charts.column", name=one.name, number=number)
    inside = element("a", tick, element("b", t.number(number)), href=address(one), aria_label=told)
    return element("td", inside, class_=f"level{-(-_LEVELS * number // most)}")


def _weekday(day: date, t: Interface) -> int:
    """The place of a day in its week: from Saturday on in Persian, from Monday on in English."""
    return (day.weekday() + 2) % 7 if t.language == "fa" else day.weekday()


def _each(month: Period) -> Iterator[date]:
    length = (month.days.last - month.days.first).days + 1
    return (month.days.first + timedelta(days=day) for day in range(length))
