import pytest

from dabir.report import Header, text_id
from dabir.sources import UnreadableError, read_text

TEXT = """نوسازی ناوگان اتوبوس کرمان آغاز شد
شنبه ۱۱ آبان ۱۳۹۸ - ۱۰:۱۵
شهردار کرمان گفت: پنجاه اتوبوس تازه به کرمان رسید.
به گزارش خبرنگار گروه شهری خبرگزاری مهر از کرمان و به نقل از رویترز، بیژن صالحی از نوسازی ناوگان خبر داد.
وی افزود: اتوبوس‌های تازه برقی هستند و هزینه سوخت شهر را نصف می‌کنند.
گزارش: لاله سمندری
کد خبر: ۴۴۵۵۶۶
انتهای پیام/"""


def test_the_header_is_read_from_the_text():
    report = read_text(TEXT, id="a")
    assert report.id == "a"
    assert report.text == TEXT
    assert report.header == Header(
        headline="نوسازی ناوگان اتوبوس کرمان آغاز شد",
        abstract="شهردار کرمان گفت: پنجاه اتوبوس تازه به کرمان رسید.",
        agency="مهر",
        desk="گروه شهری",
        reporter="لاله سمندری",
        place="کرمان",
        published="2019-11-02T10:15:00+03:30",
        published_jalali="1398-08-11T10:15:00",
        code="445566",
        source="رویترز",
        sign_off="انتهای پیام/",
    )


def test_what_is_known_goes_before_what_the_text_says():
    header = Header(agency="ایسنا", published="2019-11-01", tags=("اتوبوس",))
    report = read_text(TEXT, header=header)
    assert (report.header.agency, report.header.published, report.header.tags) == (
        "ایسنا",
        "2019-11-01",
        ("اتوبوس",),
    )
    assert report.header.desk == "گروه شهری"


def test_the_address_tells_the_agency():
    report = read_text(TEXT, url="https://www.tabnak.ir/fa/news/1")
    assert report.header.agency == "تابناک"
    assert report.header.url == "https://www.tabnak.ir/fa/news/1"


@pytest.mark.parametrize(
    ("url", "expected"), [(None, ("نمونه", None)), ("https://www.isna.ir/news/1", ("ایسنا", "نمونه"))]
)
def test_an_unknown_agency_is_the_publisher_unless_another_is(url, expected):
    text = "به گزارش خبرگزاری نمونه از شیراز، شهردار گفت: پل باز شد.\nوی افزود: به گزارش خبرگزاری نمونه راه باز است."
    header = read_text(text, url=url).header
    assert (header.agency, header.source) == expected
    assert header.place == "شیراز"


def test_an_interview_names_agency_and_place():
    text = (
        "آب به روستاهای خاش رسید\nنسرین براهویی در گفت‌وگو با خبرنگار ایسنا در خاش گفت: آب به ده روستا رسید."
    )
    header = read_text(text).header
    assert (header.agency, header.place) == ("ایسنا", "خاش")


def test_without_an_id_the_hash_of_the_text_serves():
    assert read_text(TEXT).id == text_id(TEXT)


def test_a_source_line_gives_no_publication_time():
    report = read_text(f"{TEXT.replace('شنبه ۱۱ آبان ۱۳۹۸ - ۱۰:۱۵', '')}\nمنبع: روزنامه شرق ۲ مهر ۱۳۹۸")
    assert report.header.published is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no text"),
        (" \n\u200c ", "holds no text"),
        ("سلام", "is too short"),
        ("وی گفت ", "is too short"),
        ("پل شهر \ud800 باز شد.", "half of a surrogate pair"),
        ("The minister said on Monday that the road would open before the end of the year.", "English"),
        (
            "قال الوزير إن الطريق سوف يفتح قبل نهاية العام وذلك بعد أن تم الاتفاق على كل شيء في الاجتماع.",
            "Arabic",
        ),
    ],
)
def test_what_is_no_persian_report_is_refused_in_one_sentence(text, message):
    with pytest.raises(UnreadableError, match=message) as refusal:
        read_text(text, name="x.txt")
    assert str(refusal.value).startswith("x.txt ")
    assert "\n" not in str(refusal.value)


def test_a_headline_alone_is_a_report():
    assert [part.kind for part in read_text("شهردار: پل باز شد").parts] == ["headline"]
