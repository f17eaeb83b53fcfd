"""Personal names: by what they are made of and by where they stand, and surnames that take them up again."""

import pytest

from dabir.facts.names import find_names
from dabir.facts.surnames import find_surnames
from readings import reading_of

THERE = "در این مراسم حضور داشت."


def names(*paragraphs):
    """The names of a report, without titles."""
    reading = reading_of(*paragraphs)
    return [reading.text(name.range) for name in find_names(reading)]


def titled(*paragraphs):
    """The names of a report with their titles, and without."""
    reading = reading_of(*paragraphs)
    return [(reading.text(name.titled), reading.text(name.range)) for name in find_names(reading)]


def surnames(*paragraphs):
    """The surnames that stand alone beside the full names of a report."""
    reading = reading_of(*paragraphs)
    return [reading.text(name.range) for name in find_surnames(reading, find_names(reading))]


@pytest.mark.parametrize(
    "name",
    [
        "علی کریمی",
        "محمد رضا کریمی",
        "محمدرضا کریمی",
        "غلام‌حسین کریمی",
        "جلال‌الدین کریمی",
        "سید علی کریمی",
        "سیده زهرا موسوی",
        "سید حسن",
        "محمد ابراهیم",
        "علی نورعلی‌اف",
        "علی کریمی اصفهانی",
        "مهران فریدون‌پور",
        "ولادیمیر پوتین",
        "الین هانسن",
    ],
)
def test_given_names_and_surnames_make_a_name(name):
    assert names(f"{name} {THERE}") == [name]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("علي كريمي", "علی کریمی"),
        ("علی کریمی زاده", "علی کریمی‌زاده"),
        ("علی نورعلی اف", "علی نورعلی‌اف"),
        ("محمد  رضا   کریمی", "محمد رضا کریمی"),
    ],
)
def test_broken_writing_hides_no_name(written, mended):
    reading = reading_of(f"{written} {THERE}")
    (name,) = find_names(reading)
    assert " ".join(reading.text(name.range).split()) == mended


@pytest.mark.parametrize("name", ["امیر حاتمی", "امید کریمی", "پیروز رستمی", "هوشنگ امید", "مهسا پیروز"])
def test_everyday_words_make_names_beside_surnames(name):
    assert names(f"{name} {THERE}") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "امید به زندگی در شهر بالا رفته است.",
        "پیروز این میدان هنوز معلوم نیست.",
        "زمانی برای کار نمانده است.",
        "شب مهتابی خوبی بود.",
        "نسل جوان به کار نیاز دارد.",
    ],
)
def test_everyday_words_alone_make_none(text):
    assert names(text) == []
    assert surnames(text) == []


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("دکتر علی کریمی", "دکتر", "علی کریمی"),
        ("آقای کاوه دانشور", "آقای", "کاوه دانشور"),
        ("حجت‌الاسلام والمسلمین سید محمد موسوی‌نژاد", "حجت‌الاسلام والمسلمین", "سید محمد موسوی‌نژاد"),
        ("شهید حسن باقری", "شهید", "حسن باقری"),
        ("حاج قاسم سلیمانی", "حاج", "قاسم سلیمانی"),
        ("امیر سرتیپ پرویز کهن‌دل", "امیر سرتیپ", "پرویز کهن‌دل"),
        ("سردار باقری", "سردار", "باقری"),
        ("دکتر نمکی", "دکتر", "نمکی"),
        ("آیت‌الله کریمی", "آیت‌الله", "کریمی"),
        ("خانم مریم", "خانم", "مریم"),
    ],
)
def test_titles_stand_before_the_name_and_are_no_part_of_it(text, title, name):
    assert titled(f"{text} {THERE}") == [(f"{title} {name}", name)]


def test_sayyed_is_part_of_the_name_and_amir_may_be():
    assert names(f"سید علی کریمی {THERE}", f"امیر تابش‌فر {THERE}") == ["سید علی کریمی", "امیر تابش‌فر"]


@pytest.mark.parametrize(
    "text",
    [
        "بازیکنان به ورزشگاه شهید تختی رفتند.",
        "مسافران از خیابان شهید باقری گذشتند.",
        "بیماران به بیمارستان علی کریمی رفتند.",
        "جام تختی از فردا آغاز می‌شود.",
    ],
)
def test_things_named_after_people_name_nobody(text):
    assert names(text) == []


def test_several_names_are_told_apart():
    text = f"علی کریمی، حسن رضایی و مریم صادقی {THERE}"
    assert names(text) == ["علی کریمی", "حسن رضایی", "مریم صادقی"]


def test_a_noun_before_a_name_is_no_given_name():
    assert names("این کار با هدایت بیژن کریمی پیش رفت.") == ["بیژن کریمی"]


@pytest.mark.parametrize(
    "text",
    ["«کنجی موراکو»، وزیر خارجه ژاپن، در مراسم بود.", "وزیر خارجه ژاپن «کنجی موراکو» در مراسم بود."],
)
def test_unknown_words_in_quotation_marks_are_a_name_beside_a_post(text):
    assert names(text) == ["کنجی موراکو"]


@pytest.mark.parametrize("text", ["او کتاب «کنجی موراکو» را خواند.", "«راه روشن» نماینده مجلس را شاد کرد."])
def test_other_words_in_quotation_marks_are_none(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قلمراد تفتیان، دبیر انجمن صنفی گفت: راه باز است.", "قلمراد تفتیان"),
        ("کامبیز رستگارنیا با بیان اینکه راه باز است، رفت.", "کامبیز رستگارنیا"),
        ("رستگارکیان نیز گفت: راه باز است.", "رستگارکیان"),
        ("محمد جوان گفت: راه باز است.", "محمد جوان"),
    ],
    ids=["before a post", "before a clause of speech", "before «نیز»", "everyday surname"],
)
def test_unknown_words_where_a_speaker_stands_are_a_name(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text", ["مسئولان گفتند که راه باز است.", "دولت نیز گفت: راه باز است.", "دیروز وزیر گفت: راه باز است."]
)
def test_known_words_where_a_speaker_stands_are_none(text):
    assert names(text) == []


# Surnames that take a name up again


def test_a_surname_refers_to_the_full_name_before_or_behind_it():
    assert names("کریمی گفت: راه باز است.", "علی کریمی رفت.", "سپس کریمی آمد.") == [
        "کریمی",
        "علی کریمی",
        "کریمی",
    ]


def test_half_of_a_double_surname_refers_to_it():
    assert names("علی فلاح‌جلودار در مراسم بود.", "فلاح گفت: راه باز است.") == ["علی فلاح‌جلودار", "فلاح"]


def test_two_words_that_recur_are_one_surname():
    text = ("محمد ولی‌پور مطلق در مراسم بود.", "ولی‌پور مطلق گفت: قدرت مطلق نیست.")
    assert names(*text) == ["محمد ولی‌پور مطلق", "ولی‌پور مطلق"]


def test_an_unknown_word_that_recurs_behind_a_surname_is_part_of_it():
    text = ("محمد رضا یزدانی خرم به تهران رفت.", "یزدانی خرم گفت: راه باز است.")
    assert names(*text) == ["محمد رضا یزدانی خرم", "یزدانی خرم"]
    assert names("محمد رضا یزدانی شهرستان چالوس", "یزدانی شهرستان")[0] == "محمد رضا یزدانی"


def test_an_everyday_word_refers_to_somebody_only_where_a_person_would_stand():
    text = ("محمد جوان گفت: نسل جوان خوب است.", "جوان افزود: بازیکنان جوان می‌آیند.")
    assert names(*text) == ["محمد جوان", "جوان"]


def test_only_full_names_can_stand_for_a_person():
    reading = reading_of("علی کریمی در مراسم بود.", "کریمی گفت: راه باز است.")
    assert [name.full for name in find_names(reading)] == [True, False]


@pytest.mark.parametrize(
    ("text", "name"), [("پوتین به مسکو برگشت.", "پوتین"), ("نورعلی‌اف در باکو ماند.", "نورعلی‌اف")]
)
def test_an_unmistakable_surname_needs_no_full_name(text, name):
    assert surnames(text) == [name]


# What is not yet read


@pytest.mark.parametrize("text", ["مهسا زمانی", "خانم زمانی"])
def test_a_surname_that_is_a_function_word(text):
    assert "زمانی" in names(f"{text} {THERE}")[0]


def test_an_adjective_is_not_the_surname_of_somebody_named_before():
    assert names("علی تهرانی در مراسم بود.", "یک شهروند تهرانی هم رفت.") == ["علی تهرانی"]


def test_the_title_of_a_work_is_no_name():
    assert names("او فیلم «باران تند» را ساخت.") == []


def test_a_surname_written_apart_keeps_its_ending_before_the_verb():
    assert names("سردار بهروز عابد نژاد گفت: راه باز است.") == ["بهروز عابد نژاد"]


@pytest.mark.parametrize("text", ["کاخ سفید", "شاهدان عینی"])
def test_who_speaks_without_being_a_person_is_no_name(text):
    assert names(f"{text} اعلام کرد که راه باز است.") == []


def test_a_surname_of_another_takes_no_further_word():
    found = names("دیدار شارون چشم‌اندازی روشن پیش می‌نهد.", f"آریل شارون {THERE}")
    assert found == ["شارون", "آریل شارون"]
