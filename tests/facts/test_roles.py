"""Posts, institutions, outlets and countries: how far the phrase goes, and what is known of it."""

import pytest

from dabir.facts.names import find_names
from dabir.facts.roles import find_roles
from readings import reading_of


def roles(*paragraphs):
    reading = reading_of(*paragraphs)
    names = {word: name.range.last for name in find_names(reading) for word in range(*name.titled)}
    return [(reading.text(role.range), role) for role in find_roles(reading, names)]


def phrases(*paragraphs):
    return [text for text, _ in roles(*paragraphs)]


def first(text):
    return roles(text)[0][1]


@pytest.mark.parametrize(
    "post",
    [
        "رئیس‌جمهور",
        "رئیس جمهور آمریکا",
        "وزیر امور خارجه جمهوری اسلامی ایران",
        "وزیر راه و شهرسازی",
        "وزیر صنعت، معدن و تجارت",
        "سخنگوی وزارت خارجه روسیه",
        "معاون اول رئیس‌جمهور",
        "سرمربی تیم ملی فوتبال ایران",
        "مدیرکل آموزش و پرورش استان لرستان",
        "نماینده مردم شیراز در مجلس",
        "نماینده ایران در آژانس بین‌المللی انرژی اتمی",
        "سفیر ایران در باکو",
        "عضو کمیسیون امنیت ملی مجلس",
        "نماینده مردم شهرستان‌های ورامین، قرچک و پیشوا در مجلس",
        "معاون سیاسی، امنیتی استانداری یزد",
        "مدیر هیئت بازخواست و عدالت",
        "دستیار وزیر دفاع در امور آفریقا",
    ],
)
def test_a_post_goes_on_to_its_last_complement(post):
    assert phrases(f"{post} گفت: راه باز است.") == [post]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("وزیر نیرو در شیراز گفت: راه باز است.", "وزیر نیرو"),
        ("وزیر نیرو امروز گفت: راه باز است.", "وزیر نیرو"),
        ("وزیر نیرو با بیان اینکه راه باز است، رفت.", "وزیر نیرو"),
        ("وزیر نیرو علی کریمی گفت: راه باز است.", "وزیر نیرو"),
        ("وزیر نیرو، سخنرانی خوبی کرد.", "وزیر نیرو"),
        ("وزیر نیرو که دیروز رفت.", "وزیر نیرو"),
        ("وزیر نیرو نیز گفت: راه باز است.", "وزیر نیرو"),
        ("مربی تیم ملوان ۹ جلسه محروم شد.", "مربی تیم ملوان"),
        ("سرمربی این تیم درست و منطقی بود.", "سرمربی این تیم"),
        ("وزیر نیرو و جمعی از مردم رفتند.", "وزیر نیرو"),
        ("مهاجم تیمش ابراز خشنودی کرد.", "مهاجم تیمش"),
        ("نهاد تصمیم قاضی علی کریمی را نپذیرفت.", "نهاد تصمیم"),
    ],
    ids=[
        "place",
        "time",
        "cue",
        "name",
        "comma",
        "clause",
        "particle",
        "measure",
        "predicate",
        "others",
        "possessed",
        "judge",
    ],
)
def test_a_post_ends_where_another_phrase_begins(text, post):
    assert phrases(text)[0] == post


def test_and_between_two_posts_joins_nothing():
    assert phrases("وزیر راه و استاندار تهران گفتند: راه باز است.") == ["وزیر راه", "استاندار تهران"]


def test_a_post_that_stands_elsewhere_alone_ends_before_an_object():
    text = "وزیر اقتصاد حجم صادرات را مهم دانست. وزیر اقتصاد گفت: راه باز است."
    assert phrases(text) == ["وزیر اقتصاد", "وزیر اقتصاد"]


@pytest.mark.parametrize(
    ("institution", "kind"),
    [
        ("سازمان ملل متحد", "institution"),
        ("وزارت نیرو", "institution"),
        ("پنتاگون", "institution"),
        ("سازمان هواشناسی", "institution"),
        ("روزنامه سپیده‌دم", "outlet"),
        ("روزنامه «سپیده‌دم»", "outlet"),
        ("خبرگزاری رویترز", "outlet"),
        ("رویترز", "outlet"),
        ("تهران", "country"),
        ("ژاپن", "country"),
        ("کره جنوبی", "country"),
    ],
)
def test_institutions_outlets_and_governments_are_told_apart(institution, kind):
    ((text, role),) = roles(f"{institution} اعلام کرد که راه باز است.")
    assert (text, role.kind) == (institution, kind)


def test_the_head_of_an_institution_alone_is_none():
    assert phrases("سازمان اعلام کرد که راه باز است.") == []
    assert phrases("این سازمان اعلام کرد که راه باز است.") == ["این سازمان"]


@pytest.mark.parametrize(
    ("text", "definite", "indefinite"),
    [("این مقام مسئول", True, False), ("یک مقام آگاه", False, True), ("مقام مسئول", False, False)],
)
def test_this_points_back_and_one_brings_in(text, definite, indefinite):
    role = first(f"{text} گفت: راه باز است.")
    assert (role.definite, role.indefinite) == (definite, indefinite)


@pytest.mark.parametrize(
    ("text", "plural"), [("وزیران کشاورزی", True), ("وزیر کشاورزی", False), ("کارشناسان", True)]
)
def test_posts_of_many_are_told_from_posts_of_one(text, plural):
    assert first(f"{text} گفتند: راه باز است.").plural is plural


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("وزیر خارجه ژاپن", "JPN"),
        ("رئیس‌جمهور آمریکا", "USA"),
        ("سخنگوی وزارت خارجه روسیه", "RUS"),
        ("سفیر ایران در باکو", "IRN"),
        ("وزیر دفاع جمهوری آذربایجان", "AZE"),
        ("وزیر خارجه آلمان", "DEU"),
        ("کرملین", "RUS"),
        ("تهران", "IRN"),
        ("مدیر کارخانه", None),
    ],
)
def test_a_phrase_may_name_a_country(text, country):
    assert first(f"{text} گفت: راه باز است.").country == country


def test_the_head_is_what_a_post_is_compared_by():
    assert first("سخنگوی دولت گفت: راه باز است.").head == first("سخنگوي دولت افزود: راه باز است.").head


@pytest.mark.parametrize("text", ["دفتر آیت‌الله کریمی", "همسر علی کریمی"])
def test_a_head_that_is_somebodys_takes_the_name_in(text):
    assert phrases(f"{text} گفت: راه باز است.") == [text]


@pytest.mark.parametrize("text", ["برف می‌بارد.", "خانه‌ها گران شده است.", "او با شتاب رفت."])
def test_plain_words_are_no_roles(text):
    assert phrases(text) == []


def test_broken_writing_hides_no_post():
    assert [role.head for _, role in roles("رئيس جمهور گفت: راه باز است.")] == [
        role.head for _, role in roles("رئیس‌جمهور گفت: راه باز است.")
    ]


def test_a_post_ends_before_whom_it_speaks_to():
    assert phrases("وزیر نیرو خطاب به رئیس مجلس گفت: راه باز است.") == ["وزیر نیرو", "رئیس مجلس"]


def test_an_outlet_named_after_a_city_is_read_to_its_end():
    for outlet in ("روزنامه نیویورک‌تایمز", "روزنامه واشنگتن پست"):
        assert phrases(f"{outlet} نوشت: راه باز است.") == [outlet]


@pytest.mark.parametrize(
    "post",
    [
        "مسئول نمایندگی ولی فقیه در سپاه یزد",
        "دبیر ستاد امر به معروف استان یزد",
        "رئیس ستاد مبارزه با قاچاق کالا",
        "وزیر مشاور در امور مجلس",
        "عضو و رئیس کمیسیون عمران شورای شهر",
        "بهترین بازیکن جهان",
        "کارشناس خاورمیانه از دانشگاه تهران",
    ],
)
def test_a_post_keeps_the_words_that_look_like_another_phrase(post):
    assert phrases(f"{post} گفت: راه باز است.") == [post]


def test_what_somebody_is_appointed_to_ends_before_the_verb():
    assert phrases("مدیرکل آب یزد منصوب شد.") == ["مدیرکل آب یزد"]


def test_we_in_something_is_no_mother():
    assert phrases("ما در این راه تنها هستیم.") == []
