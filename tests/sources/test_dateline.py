import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources.dateline import find_dateline, find_interview

REST = " مدیر بندر نوشهر از افزایش ترافیک کشتی‌ها خبر داد."


def named(dateline):
    return (dateline.outlet and dateline.outlet.short, dateline.desk, dateline.place, dateline.source)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("به گزارش خبرگزاری فارس،", ("فارس", None, None, None)),
        ("به گزارش ایسنا؛", ("ایسنا", None, None, None)),
        ("به‌گزارش خبرنگار مهر،", ("مهر", None, None, None)),
        (
            "به گزارش حوزه دریایی گروه اقتصادی خبرگزاری آنا،",
            ("آنا", "حوزه دریایی گروه اقتصادی", None, None),
        ),
        (
            "به گزارش خبرنگار گروه استان‌های خبرگزاری تسنیم از نوشهر،",
            ("تسنیم", "گروه استان‌های", "نوشهر", None),
        ),
        ("به گزارش خبرنگار اقتصادي فارس از بندر عباس،", ("فارس", "اقتصادي", "بندر عباس", None)),
        ("به گزارش خبرنگار اعزامی خبرگزاری مهر از باکو،", ("مهر", None, "باکو", None)),
        ("به گزارش ایسنا و به نقل از رویترز،", ("ایسنا", None, None, "رویترز")),
        ("به گزارش فارس به نقل از خبرگزاري فرانسه،", ("فارس", None, None, "خبرگزاری فرانسه")),
        (
            "به گزارش ایرنا به نقل از روابط عمومی سازمان بنادر،",
            ("ایرنا", None, None, "روابط عمومی سازمان بنادر"),
        ),
        ('به گزارش "ورزش سه" و به نقل از ایلنا،', ("ورزش سه", None, None, "ایلنا")),
        ("به گزارش رویترز از لندن،", (None, None, "لندن", "رویترز")),
        (
            "به گزارش روابط عمومی اداره کل بنادر مازندران،",
            (None, None, None, "روابط عمومی اداره کل بنادر مازندران"),
        ),
        ("به گزارش خبرگزاری هاوار از حسکه،", (None, None, "حسکه", "هاوار")),
        ("به گزارش خبرگزاری نمونه،", ("نمونه", None, None, None)),
        ("به گزارش خبرنگار گروه سیاسی خبرگزاری پیک از شیراز،", ("پیک", "گروه سیاسی", "شیراز", None)),
        ("به گزارش خبرگزاري پیک شهر به نقل از راه‌آهن،", ("پیک شهر", None, None, "راه‌آهن")),
        ("به گزارش خبرگزاری‌های غربی،", (None, None, None, "خبرگزاری‌های غربی")),
        ("به گزارش خبرگزاری رسمی کره شمالی،", (None, None, None, "کی‌سی‌ان‌ای")),
        ("به نقل از خبرگزاری نمونه،", (None, None, None, "خبرگزاری نمونه")),
        ("به گزارش خبرنگار اعزامي فارس کرمان از نمایشگاه کتاب،", ("فارس", None, "کرمان", None)),
        ("به گزارش باشگاه خبری فارس«توانا»،", ("فارس", None, None, None)),
        ("به نقل از تسنیم،", (None, None, None, "تسنیم")),
        ("خبرگزاری فارس:", ("فارس", None, None, None)),
        ("خبرگزاري فارس _", ("فارس", None, None, None)),
        ("گروه اقتصادی خبرگزاری مهر -", ("مهر", "گروه اقتصادی", None, None)),
        ("ایسنا/خوزستان", ("ایسنا", None, "خوزستان", None)),
        ("تهران- ایرنا-", ("ایرنا", None, "تهران", None)),
        ("نوشهر ـ ایرنا ـ", ("ایرنا", None, "نوشهر", None)),
        ("بندر انزلی (پانا) -", ("پانا", None, "بندر انزلی", None)),
    ],
)
def test_shapes(words, expected):
    dateline = find_dateline(words + REST)
    assert dateline is not None
    assert named(dateline) == expected
    assert (dateline.start, dateline.end) == (0, len(words))


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("به گزارش خبرگزاري فارس از مشهد", " حميد رفيعي امروز در آيين گشايش کتابخانه افزود: کار تمام است."),
        ('به گزارش "ورزش سه"', " سرمربی تیم گفت: آماده‌ایم."),
        ("به گزارش خبرنگار پارلمانی خبرگزاری فارس", " نور الدین صداقت نماینده مردم گفت: تصویب شد."),
        ("به گزارش ایسنا به نقل ازرویترز", " این در حالی است که بهای مس بالا رفته است."),
    ],
)
def test_a_dateline_without_a_comma_ends_with_its_last_name(words, rest):
    dateline = find_dateline(words + rest)
    assert dateline is not None
    assert dateline.end == len(words)


def test_offsets_count_from_the_whole_text():
    text = "تیتر خبر\n  به گزارش ایلنا،" + REST
    dateline = find_dateline(text, 8, len(text))
    assert dateline is not None
    assert text[dateline.start : dateline.end] == "به گزارش ایلنا،"


@pytest.mark.parametrize(
    "text",
    [
        "وی با اشاره به گزارش خبرگزاری فارس گفت: درست نیست.",
        "به گزارش کارشناسان که دیروز منتشر شد و در آن آمار تازه‌ای از بیکاری بود خرده گرفت.",
        "رویترز: نفت گران شد",
        "ایران - عراق؛ دیدار دوستانه",
        "فارس: نظر شما درباره این طرح چیست؟",
        "این گزارش می‌افزاید، بارش‌ها ادامه دارد.",
        "",
    ],
)
def test_other_sentences_have_none(text):
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "پرویز نادری امروز در گفت‌وگو با خبرنگار مهر در زاهدان گفت: آب رسید.",
            "گفت‌وگو با خبرنگار مهر در زاهدان",
            ("مهر", None, "زاهدان", None),
        ),
        (
            "نادري در گفت و گو با خبرنگار گروه اجتماعي خبرگزاري فارس، گفت: آب رسيد.",
            "گفت و گو با خبرنگار گروه اجتماعي خبرگزاري فارس",
            ("فارس", "گروه اجتماعي", None, None),
        ),
        ("نادری در مصاحبه با ایسنا گفت: آب رسید.", "مصاحبه با ایسنا", ("ایسنا", None, None, None)),
    ],
)
def test_interviews(text, words, expected):
    interview = find_interview(text)
    assert interview is not None
    assert text[interview.start : interview.end] == words
    assert named(interview) == expected


@pytest.mark.parametrize("text", ["گفت‌وگو با ایران ادامه دارد.", "او در گفت‌وگو با شبکه الجزیره این را گفت."])
def test_talks_with_others_are_no_interview_of_the_agency(text):
    assert find_interview(text) is None


@given(st.text(alphabet='به گزارش خبرنگار فارس از ایسنا نقل،:-«»"‌ي\u0640\n', max_size=120))
def test_spans_lie_in_the_text(text):
    dateline = find_dateline(text)
    assert dateline is None or 0 <= dateline.start < dateline.end <= len(text)


@pytest.mark.parametrize(
    "filler", ["ا" * 400, "از در " * 80, "خبرگزاری " * 60, "گروه سیاسی " * 40, "به نقل از " * 60]
)
def test_a_head_that_names_nobody_ends_without_a_dateline(filler):
    assert find_dateline(filler) is None
    assert find_dateline("به گزارش " + filler) is None
    assert find_interview("گفت‌وگو با خبرنگار " + filler) is None
