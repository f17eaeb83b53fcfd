"""An invented report with its record for the tests of exports: everything that a record can hold stands in it."""

from hypothesis import strategies as st

from dabir.record import (
    Commitment,
    Event,
    Mention,
    Party,
    Person,
    Place,
    Record,
    Span,
    Statement,
    Time,
)
from dabir.report import Header

BODY = (
    "آرش کهن‌مهر وزیر نیروی ایران دیروز در تفلیس با نینو گلادزه دیدار کرد.\n"
    "کهن‌مهر به خبرنگاران گفت: «سد تازه را تا پایان سال می‌سازیم.» وی افزود که گرجستان و "
    "وزارت نیرو تفاهم‌نامه امضا می‌کنند.\nبه گفته یک کارشناس، آب پشت سد «=شور» نیست."
)
HEADER = Header(
    headline="سد مرزی تا پایان سال ساخته می‌شود",
    kicker="وزیر نیرو در تفلیس:",
    abstract="وزیر نیرو از ساخت سد تازه خبر داد.",
    agency="پیک",
    desk="گروه اقتصادی",
    reporter="مینا سپهری‌راد",
    place="تفلیس",
    published="2018-04-16T10:30:00+04:30",
    published_jalali="1397-01-27T10:30:00",
    url="https://www.example.ir/news/۱۲/سد تازه?a=1#ب",
    code="970127001",
    tags=("سد", "نیرو; آب"),
    source="رادیو کوهستان",
)

# Text that is likely to make trouble: marks, half-spaces, emoji, directions, separators, control characters.
TROUBLE = st.text(
    st.one_of(
        st.sampled_from(
            list("ابپسیکِّ‌‍ـ۱۲ «»؛،=+-@＝\t\r\n\v\f\0\"';,|\\\u2028\u2029\x85\ufeff\u200f\u2066آ👩🏽🇮🇷가ক্ষ")
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def a_record(before: str = "", after: str = "", *, key: str = "r1", header: Header = HEADER) -> Record:
    """The record of the report, with other text before and behind it."""
    text = before + BODY + after

    def at(words: str, nth: int = 0) -> tuple[int, int, str]:
        start = len(before) - 1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return start, start + len(words), words

    return Record(
        id=key,
        text=text,
        restored=text,
        report=header,
        parts=(),
        people=(
            Person(
                "p1",
                "آرش کهن‌مهر",
                "وزیر نیروی ایران",
                "IRN",
                (
                    Mention(*at("آرش کهن‌مهر"), "name"),
                    Mention(*at("کهن‌مهر", 1), "short"),
                    Mention(*at("وی", 1), "pronoun"),
                ),
                ("GOV", "LEG"),
                "وزیر",
                "وزارت نیروی ایران",
            ),
            Person("p2", "نینو گلادزه", "", None, (Mention(*at("نینو گلادزه"), "name"),)),
        ),
        parties=(
            Party("o1", "institution", "وزارت نیرو", "IRN", (Mention(*at("وزارت نیرو"), "name"),), ("GOV",)),
            Party("o2", "institution", "گرجستان", "GEO", (Mention(*at("گرجستان"), "name"),), ("GOV",)),
            Party("o3", "post", "کارشناس", None, (Mention(*at("یک کارشناس"), "post"),), post="کارشناس"),
        ),
        statements=(
            Statement(
                "s1",
                *at("سد تازه را تا پایان سال می‌سازیم"),
                "آرش کهن‌مهر",
                "p1",
                Span(*at("گفت")),
                Span(*at("کهن‌مهر", 1)),
                Span(*at("به خبرنگاران")),
                "direct",
                None,
                0.9,
                "promise",
            ),
            Statement(
                "s2",
                *at("گرجستان و وزارت نیرو تفاهم‌نامه امضا می‌کنند"),
                "آرش کهن‌مهر",
                "p1",
                Span(*at("افزود که")),
                Span(*at("وی", 1)),
                None,
                "indirect",
                None,
                0.8,
            ),
            Statement(
                "s3",
                *at("آب پشت سد «=شور» نیست"),
                "کارشناس",
                "o3",
                Span(*at("به گفته")),
                Span(*at("یک کارشناس")),
                None,
                "indirect",
                "s2",
                0.5,
                "denial",
            ),
            Statement("s4", *at("=شور» نیست"), "", None, None, None, None, "indirect", None, 0.1),
        ),
        events=(
            Event(
                "e1",
                "CONSULT",
                "visit",
                ("diplomatic", "natural_resource"),
                "آرش کهن‌مهر",
                "نینو گلادزه",
                ("p1",),
                ("p2",),
                "تفلیس",
                "l1",
                "2018-04-15",
                "t1",
                "happened",
                None,
                *at("آرش کهن‌مهر وزیر نیروی ایران دیروز در تفلیس با نینو گلادزه دیدار کرد"),
                (Span(*at("دیدار کرد")),),
                0.36,
            ),
            Event(
                "e2",
                "AGREE",
                None,
                (),
                "گرجستان و وزارت نیرو",
                "",
                ("o2", "o1"),
                (),
                None,
                None,
                None,
                None,
                "planned",
                "s2",
                *at("گرجستان و وزارت نیرو تفاهم‌نامه امضا می‌کنند"),
                (Span(*at("تفاهم‌نامه امضا می‌کنند")),),
                0.33,
            ),
        ),
        times=(
            Time(*at("دیروز"), "t1", "DATE", "2018-04-15", "2018-04-15/2018-04-15", "1397-01-26", None),
            Time(
                *at("پایان سال"),
                "t2",
                "DATE",
                "2019-02-20/2019-03-20",
                "2019-02-20/2019-03-20",
                "1397-12",
                None,
            ),
        ),
        places=(
            Place("l1", "تفلیس", "city", "GEO", 611717, 41.69411, 44.83368, (Span(*at("تفلیس")),)),
            Place("l2", "گرجستان", "country", "GEO", None, None, None, (Span(*at("گرجستان")),)),
        ),
        commitments=(
            Commitment(
                "c1",
                "promise",
                ("p1",),
                (),
                "t2",
                "s1",
                None,
                *at("سد تازه را تا پایان سال می‌سازیم"),
            ),
        ),
    )


def bare_record(key: str = "r0") -> Record:
    """A record of a text in which nothing was found, and of which nothing is known."""
    return Record(key, "", "", Header(), (), (), (), (), ())
