"""Links: the parts of a question and the values of its answers, each with what it is called and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dabir.archive.finding.days import Whole, whole
from dabir.archive.finding.facets import Facet, Facets, Kind
from dabir.archive.finding.refining import Part, Refining
from dabir.archive.finding.syntax import Between, Field, Node, Not
from dabir.desk.language import GREGORIAN, JALALI, Interface
from dabir.exports.persian import digits
from dabir.script.calendars import Calendar
from dabir.script.months import GREGORIAN_MONTHS, JALALI_MONTHS

KINDS: tuple[Kind, ...] = ("speaker", "agency", "place", "type", "act")
CALENDARS: tuple[Calendar, ...] = ("jalali", "gregorian")
# Where a question leads.
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Link:
    """Something that changes the question.

    Attributes:
        name: What it is called.
        address: The page of the question that is asked then.
        number: How many reports it leaves; None where that is not counted.
        field: What kind of thing it is, in words; "" where the place of the link says it.
        persian: Whether its name is of a report, and so Persian whatever the language of the page.
    """

    name: str
    address: str
    number: int | None = None
    field: str = ""
    persian: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one kind."""

    kind: Kind
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Times:
    """The years or the months of one calendar, the newest first."""

    calendar: Calendar
    links: Sequence[Link]


def chips(parts: Sequence[Part], t: Interface, address: Address) -> list[Link]:
    """What binds in a question, each leading to the question without it."""
    found = []
    for part in parts:
        if part.binds:
            field, name, persian = _told(part.node, t)
            found.append(Link(name, address(part.without), field=field, persian=persian))
    return found


def groups(facets: Facets, asked: Refining, t: Interface, address: Address) -> list[Group]:
    """The values of the answers, each leading to the question with it.

    What the question asks for already is left out, and what all answers have.
    """
    found = []
    for kind in KINDS:
        values = [facet for facet in facets.values[kind] if not asked.asks(facet.part)]
        links = [_link(facet, asked, t, address) for facet in values]
        if any(facet.number < facets.counted for facet in values):
            found.append(Group(kind, links))
    return found


def times(facets: Facets, asked: Refining, t: Interface, address: Address) -> list[Times]:
    """The years of the answers, or the months where all are of one year; none where they tell nothing apart."""
    found = []
    for calendar in CALENDARS:
        periods = facets.periods(calendar)
        links = [
            Link(period_name(each.whole, t), address(asked.narrowed(each.part)), each.number)
            for each in reversed(periods)
        ]
        if len(links) > 1:
            found.append(Times(calendar, links))
    return found


def told(node: Node, t: Interface) -> str:
    """A part of a question in words: «گوینده: …», or the words that are looked for."""
    field, name, _ = _told(node, t)
    return f"{field}: {name}" if field else name


def period_name(of: Whole, t: Interface) -> str:
    """A year or a month as it stands among its like: «۱۳۹۷», «خرداد»."""
    if of.month is None:
        return digits(of.year) if t.language == "fa" else str(of.year)
    if of.calendar == "jalali":
        return (JALALI_MONTHS if t.language == "fa" else JALALI)[of.month - 1]
    return GREGORIAN_MONTHS[of.month - 1][0] if t.language == "fa" else GREGORIAN[of.month - 1]


def _link(facet: Facet, asked: Refining, t: Interface, address: Address) -> Link:
    name, persian = _value(facet.part, t)
    return Link(name, address(asked.narrowed(facet.part)), facet.number, persian=persian)


def _told(node: Node, t: Interface) -> tuple[str, str, bool]:
    """The kind of a part, its name, and whether that is Persian by itself."""
    if isinstance(node, Field):
        return t(f"search.field_{node.name}"), *_value(node, t)
    if isinstance(node, Between):
        return t("search.when"), _days(node, t), False
    if isinstance(node, Not):
        inner = told(node.part, t)
        return t("search.without"), inner, not inner.isascii()
    return "", getattr(node, "text", "") or str(node), True


def _value(field: Field, t: Interface) -> tuple[str, bool]:
    """What a field asks for in words, and whether that is Persian by itself."""
    if field.name == "type":
        return t(f"terms.event_{field.value}"), False
    if field.name == "act":
        return t(f"terms.act_{field.value}"), False
    return field.value, True


def _days(node: Between, t: Interface) -> str:
    first, last = node.first, node.last
    if first is None or last is None:
        return t("search.until" if first is None else "search.since", day=_day(first or last, t))
    if first == last:
        return _day(first, t)
    period = whole(first, last)
    if period is None:
        return t("search.from_to", first=_day(first, t), last=_day(last, t))
    year = period_name(Whole(period.calendar, period.year), t)
    return f"{period_name(period, t)} {year}" if period.month else year


def _day(day: date | None, t: Interface) -> str:
    return t.day(day.isoformat()) if day else ""
