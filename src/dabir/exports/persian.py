"""How dates, numbers and the record's own terms are written for Persian readers."""

from __future__ import annotations

from datetime import date, datetime

from dabir.facts.lexicon import posts
from dabir.facts.phrases import squeeze_all
from dabir.record import Party, Person, Record, Time
from dabir.report import Header
from dabir.script.months import GREGORIAN_MONTHS, JALALI_MONTHS
from dabir.script.writing import restore

_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_WEEKDAYS = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]
EVENT_TYPES = {
    "CONSULT": "دیدار و گفت‌وگو",
    "AGREE": "توافق",
    "COOPERATE": "همکاری",
    "SUPPORT": "پشتیبانی",
    "AID": "کمک",
    "REQUEST": "درخواست",
    "ACCUSE": "انتقاد",
    "REJECT": "رد",
    "THREATEN": "تهدید",
    "PROTEST": "اعتراض",
    "SANCTION": "تحریم",
    "COERCE": "اجبار",
    "ASSAULT": "حمله",
    "MOBILIZE": "بسیج نیرو",
    "CONCEDE": "کوتاه آمدن",
    "RETREAT": "عقب‌نشینی",
}
ACTS = {
    "report": "گزارش",
    "position": "موضع",
    "promise": "وعده",
    "demand": "درخواست",
    "praise": "ستایش",
    "blame": "انتقاد",
    "denial": "تکذیب",
    "forecast": "پیش‌بینی",
}

# What is to be said of an event that is not simply one that happened.
STATUSES = {
    "planned": "در پیش",
    "hypothetical": "مشروط",
    "negated": "انجام‌نشده",
    "historical": "تاریخی",
    "background": "پیشینه",
    "ongoing": "جاری",
}

# TIMEX3's parts of the day.
DAY_PARTS = {"MO": "صبح", "MI": "ظهر", "AF": "بعدازظهر", "EV": "غروب", "NI": "شب"}

# Words with which a group begins that is not told more closely.
_SOME = frozenset({"بسیاری", "برخی", "بعضی", "تعدادی", "جمعی", "شماری", "عده‌ای", "گروهی"})


def digits(value: str | int) -> str:
    """A number or a text with Persian digits."""
    return str(value).translate(_DIGITS)


def publication(header: Header) -> str:
    """When a report came out, in both calendars: «سه‌شنبه ۲۸ فروردین ۱۳۹۷، ۱۴:۳۰ (۱۷ آوریل ۲۰۱۸)».

    Empty where the time is not known.
    """
    gregorian = _gregorian(header.published)
    jalali = _jalali(header.published_jalali)
    if not gregorian:
        return jalali
    clock = f"، {digits(header.published[11:16])}" if header.published and "T" in header.published else ""
    weekday = _WEEKDAYS[_day(header.published).weekday()]
    if not jalali:
        return f"{weekday} {gregorian}{clock}"
    return f"{weekday} {jalali}{clock} ({gregorian})"


def origin(header: Header) -> list[str]:
    """Where a report comes from, in the order in which a card shows it; what is not known is left out."""
    credit = f"به نقل از {header.source}" if header.source else None
    place_and_time = [header.place, publication(header)]
    return [
        words for words in (header.agency, header.desk, header.reporter, credit, *place_and_time) if words
    ]


def description(somebody: Person | Party) -> str:
    """A person's post; what a party is."""
    if isinstance(somebody, Person):
        return somebody.role
    words = somebody.name.split()
    if words[:2] == ["یکی", "از"]:
        return "بی‌نام"
    if _is_group(words):
        return "گروه"
    return {"institution": "نهاد", "outlet": "رسانه", "post": "بی‌نام", "group": "گروه"}[somebody.kind]


def _is_group(words: list[str]) -> bool:
    """Whether a party's name speaks of many: «جمعی از استادان», «نمایندگان مجلس»."""
    post = posts().match(squeeze_all(words), 0)
    return not _SOME.isdisjoint(words[:1]) or (post is not None and post[1].plural)


def shown_name(name: str, record: Record) -> str:
    """A person's name as its bearer is called in the record; any other name, made of words, in mended writing."""
    return name if any(name == person.name for person in record.people) else restore(name).text


def _gregorian(published: str | None) -> str:
    if not published:
        return ""
    day = _day(published)
    return digits(f"{day.day} {GREGORIAN_MONTHS[day.month - 1][0]} {day.year}")


def _jalali(published: str | None) -> str:
    if not published:
        return ""
    year, month, day = (int(number) for number in published[:10].split("-"))
    return digits(f"{day} {JALALI_MONTHS[month - 1]} {year}")


def moment(time: Time) -> str:
    """When, in the Jalali calendar: «۲۷ فروردین ۱۳۹۷، ۱۰:۳۰»; the text's own words where that is not known."""
    if time.jalali is None:
        return " ".join(restore(time.text).text.split())
    return " تا ".join(dict.fromkeys(_point(point) for point in time.jalali.split("/")))


def _point(point: str) -> str:
    """A day, a month, a year or a decade of the Jalali calendar in words, and the hour or the part of the day."""
    day, _, clock = point.partition("T")
    year, *rest = day.split("-")
    if not rest:
        return digits(f"سال {year}" if len(year) == 4 else f"دههٔ {year}0")
    month = f"{JALALI_MONTHS[int(rest[0]) - 1]} {year}"
    words = f"{int(rest[1])} {month}" if len(rest) > 1 else month
    return digits(f"{words}، {DAY_PARTS.get(clock, clock)}" if clock else words)


def _day(published: str | None) -> date:
    return datetime.fromisoformat(published or "").date()
