"""What the archive of the browser's tests holds beside the reports of `desk.conftest`: something for every page to show."""

from __future__ import annotations

from dataclasses import replace

from archive.minutes import Line, done, keep, minutes, promised, said
from archive.news import MARKET, entry, vectors_of
from dabir import Place, Record
from dabir.archive import Archive, saved
from dabir.archive.following.followup import follow
from dabir.archive.keeping import Entry

KAVIANI, GRIGORIAN, NAMESAKE = "بهمن کاویانی", "آرام گریگوریان", "مهران کاویانی"

# A story: a report, its copy, and one that leaves the end of the quotation out.
_OPENING, _COST = "پل مرزی تا پایان تابستان باز می‌شود", "هزینه نیمی از آن را ارمنستان می‌پردازد"
QUOTATION = f"{_OPENING} و {_COST}، اما کامیون‌های ترانزیتی باید عوارض سنگینی بپردازند"
_STORY = (
    ("b1", "2018-06-16T10:30:00+04:30", "کرانه", "پل مرزی باز می‌شود", QUOTATION),
    ("b2", "2018-06-16T12:30:00+04:30", "نسیم", "پل مرزی باز می‌شود", QUOTATION),
    ("b3", "2018-06-18", "پیک", "گروهی از رانندگان گرد آمده بودند", f"{_OPENING} و {_COST}"),
)

DAMAGED = """گلايه كشاورزان از نرسيدن آب
سيمين پارسا گفت: كشاورزان مي توانند گندم بکارند و کانالها لايروبي ميشود."""
# A newspaper's report with what is too long for a narrow page.
_ADDRESS = f"https://news.example/{'bridge' * 12}.html"
LONG = f"""نشانی تازه برای رانندگان: {_ADDRESS}
بهمن کاویانی وزیر راه در نشستی خبری گفت: نشانی تازه {_ADDRESS} است و همهٔ رانندگان کامیون باید پیش از سفر آن را ببینند.
وی افزود: راه آستارا تا پایان تابستان بسته می‌ماند و کامیون‌ها باید از راه اردبیل بروند.
شماری از رانندگان از بسته بودن این راه گلایه کردند و خواستار پرداخت خسارت از سوی وزارت راه شدند."""

_YEREVAN = Place("l1", "ایروان", "city", "ARM", 616052, 40.18, 44.51, ())
_VIENNA = Place("l1", "وین", "city", "AUT", 2761369, 48.2, 16.37, ())
_YES = "ما درباره سد مرزی با همسایه شمالی در تابستان مذاکره می‌کنیم"


def stock(archive: Archive) -> None:
    """Fill an archive that holds the reports of `desk.conftest`."""
    archive.keeper("test 1").keep([Entry(_told(*each), vectors_of("پل")) for each in _STORY])
    archive.keeper("test 1").keep(
        [
            entry(DAMAGED, "damaged", published="2018-05-06", agency="آوا", headline="گلایهٔ کشاورزان"),
            entry(LONG, "long", published="2018-05-07", agency="آوا", headline=LONG.split("\n", 1)[0]),
            entry(MARKET.replace("ده درصدی", "بیست درصدی"), "market", published="2018-05-04", agency="پیک"),
        ]
    )
    keep(archive, *_events(), *_words())
    follow(archive)
    saved.save(archive.database, None, "پل مرزی", "پل", "both")


def _told(name: str, published: str, agency: str, opening: str, words: str) -> Record:
    return minutes(name, published, Line("plain", opening), said(KAVIANI, words), agency=agency)


def _events() -> list[Record]:
    """Meetings and quarrels, two of them at places on the map."""
    consult = done("CONSULT", KAVIANI, GRIGORIAN, "کاویانی مهمان گریگوریان بود")
    accuse = done("ACCUSE", NAMESAKE, KAVIANI, "مهران کاویانی وزیر را مقصر کم‌آبی دانست", status="ongoing")
    plan = done("CONSULT", "ایران", "ارمنستان", "دو کشور پاییز مذاکره می‌کنند", status="planned")
    return [
        _at(minutes("guest", "2018-04-19T18:00:00+04:30", consult, agency="آوا"), _YEREVAN),
        _at(minutes("blame", "2018-05-12", accuse), _VIENNA),
        minutes("plan", "2018-05-13", plan),
    ]


def _words() -> list[Record]:
    """A promise kept, and somebody who contradicts himself."""
    later = _YES.replace("می‌کنیم", "نمی‌کنیم")
    return [
        minutes("yes", "2018-05-15", said(KAVIANI, _YES), Line("plain", "باران از بامداد می‌بارید")),
        minutes("no", "2018-06-01", said(KAVIANI, later), Line("plain", "نشست با سرود کودکان آغاز شد")),
        minutes("due", "2018-06-02", promised(KAVIANI, "راه‌آهن را تا پاییز می‌سازیم", due="2018-10-01")),
    ]


def _at(record: Record, place: Place) -> Record:
    """The record with its events at a place."""
    events = tuple(replace(event, place=place.name, place_id=place.id) for event in record.events)
    return replace(record, events=events, places=(place,))
