"""What a report says of its people elsewhere than beside their names."""

import pytest

from readings import record_of


def posts(*paragraphs, headline=""):
    return {
        person.name: person.role for person in record_of(*paragraphs, headline=headline).people if person.role
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("علی کریمی، حسن رضایی و رضا صادقی به عنوان داور در مراسم بودند.", "داور"),
        ("علی کریمی، حسن رضایی و رضا صادقی از داوران فوتبال هستند.", "از داوران فوتبال"),
        ("علی کریمی، حسن رضایی و رضا صادقی، داوران فوتبال در مراسم بودند.", "داوران فوتبال"),
    ],
    ids=["acting", "among", "together"],
)
def test_a_post_may_be_told_of_several(text, told):
    assert posts(text) == dict.fromkeys(("علی کریمی", "حسن رضایی", "رضا صادقی"), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("علی کریمی که اکنون سرمربی تیم ملی است، به یزد رفت.", "سرمربی تیم ملی"),
        ("علی کریمی: استاد دانشگاه تهران", "استاد دانشگاه تهران"),
        ("سرمربی تیم ملی، علی کریمی، به یزد رفت.", "سرمربی تیم ملی"),
        ("سرمربی تیم: علی کریمی", "سرمربی تیم"),
        ("علی کریمی با حکم وزیر نیرو به سمت مدیرکل آب یزد منصوب شد.", "مدیرکل آب یزد"),
        ("علی کریمی، یکی از کسبه بازار یزد، به تهران رفت.", "یکی از کسبه بازار یزد"),
        ("علی کریمی، ساکن روستای شهریار، به تهران رفت.", "ساکن روستای شهریار"),
        ("دولت «علی کریمی» نخست‌وزیر عراق به کار خود پایان داد.", "نخست‌وزیر عراق"),
        (
            "علی کریمی، عضو شورای شهر یزد و رئیس کمیسیون عمران به تهران رفت.",
            "عضو شورای شهر یزد و رئیس کمیسیون عمران",
        ),
        ("علی کریمی، استاندار یزد و حسن رضایی به تهران رفتند.", "استاندار یزد"),
        ("علی کریمی، استاندار یزد و جمعی از مردم به تهران رفتند.", "استاندار یزد"),
        (
            "علی کریمی، یک کارشناس بازار نفت و بنیان‌گذار بنیاد پویش، به تهران رفت.",
            "کارشناس بازار نفت و بنیان‌گذار بنیاد پویش",
        ),
        ("علی کریمی، نویسنده، پژوهشگر و مدرس دانشگاه به تهران رفت.", "نویسنده، پژوهشگر و مدرس دانشگاه"),
        ("نشست به ریاست «علی کریمی» معاون وزیر نیرو برگزار شد.", "معاون وزیر نیرو"),
        (
            "«علی کریمی» از مقامات ارشد حزب کارگر و بنیان‌گذار بنیاد پویش نیز به تهران رفت.",
            "از مقامات ارشد حزب کارگر و بنیان‌گذار بنیاد پویش",
        ),
        ("علی کریمی اکنون دستیار حسن رضایی در تیم ملی فوتبال است.", "دستیار حسن رضایی در تیم ملی فوتبال"),
        ("علی کریمی، خرید تابستانی تیم سپاهان به میدان رفت.", "خرید تابستانی تیم سپاهان"),
    ],
    ids=[
        "stated",
        "colon",
        "before, with a comma",
        "line",
        "appointed",
        "one of",
        "plainly",
        "inner",
        "two posts",
        "list",
        "list of others",
        "introduced",
        "callings",
        "more than the office",
        "among, and one more",
        "stated with its seat",
        "plainly, a signing",
    ],
)
def test_a_post_is_found_in_the_sentence_of_the_name(text, told):
    assert posts(text)["علی کریمی"] == told


def test_a_counterpart_is_told_beside_a_surname_alone():
    text = ("علی کریمی به برلین رفت.", "وزیر خارجه آلمان با کریمی همتای ایرانی خود دیدار کرد.")
    assert posts(*text) == {"علی کریمی": "همتای ایرانی"}


@pytest.mark.parametrize(
    "text",
    [
        "علی کریمی، یک نماینده مجلس را در راه دید.",
        "علی کریمی یک کارشناس بازار نفت دید.",
    ],
    ids=["object", "no comma"],
)
def test_one_of_a_kind_who_is_somebody_else_is_not_told_of_a_name(text):
    assert posts(text) == {}


def test_the_last_of_a_list_of_callings_may_be_another_man():
    assert posts("علی کریمی، نویسنده، پژوهشگر و مترجم حسن رضایی به تهران رفتند.")["علی کریمی"] == "نویسنده"


def test_a_post_and_a_colon_head_a_list_of_names():
    line = "داوران: علی کریمی - حسن رضایی - رضا صادقی ناظر: مهدی نوری"
    judges = dict.fromkeys(("علی کریمی", "حسن رضایی", "رضا صادقی"), "داوران")
    assert posts(line, headline="داوران هفته") == {**judges, "مهدی نوری": "ناظر"}
    assert posts("داور: علی کریمی به میدان می‌آید.") == {}


def test_who_takes_a_place_has_the_post_not_who_left_it():
    assert posts("علی کریمی به جای حسن رضایی به عنوان سرمربی تیم ملی معرفی شد.") == {
        "علی کریمی": "سرمربی تیم ملی"
    }


def test_a_direction_is_no_appointment():
    assert posts("علی کریمی پس از بازی به سمت داور مسابقه رفت.") == {}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("شهردار یزد دیروز پل تازه را افتتاح کرد.", "علی کریمی در این مراسم با مردم دیدار کرد."),
        ("علی کریمی دیروز به محله‌های شهر رفت.", "شهردار یزد سپس پل تازه را افتتاح کرد."),
    ],
    ids=["ahead", "back"],
)
def test_a_post_may_head_another_sentence(paragraphs):
    assert posts(*paragraphs) == {"علی کریمی": "شهردار یزد"}


def test_a_headline_names_whose_post_heads_the_report():
    text = "مهاجم تیم ملی فوتبال دیروز از بیمارستان به خانه رفت."
    assert posts(text, headline="علی کریمی به خانه رفت") == {"علی کریمی": "مهاجم تیم ملی فوتبال"}


def test_whose_name_has_another_post_gets_none_of_another_sentence():
    text = ("شهردار یزد دیروز پل تازه را افتتاح کرد.", "علی کریمی، فرماندار یزد، با مردم دیدار کرد.")
    assert posts(*text) == {"علی کریمی": "فرماندار یزد"}


def test_the_reporter_is_nobody_of_the_report():
    assert posts("خبرنگار ما از یزد گزارش داد.", "علی کریمی به تهران رفت.") == {}
