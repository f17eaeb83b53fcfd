"""Which names are one person, and what the report says that person is."""

import pytest

from dabir.facts.mentions import find_mentions
from dabir.facts.people import find_people, fullest_role
from readings import reading_of, record_of, tags_of


def people(*paragraphs):
    """Each person's fullest name with the names that mean them."""
    reading = reading_of(*paragraphs)
    found = find_people(reading, find_mentions(reading)).all
    return [
        (reading.text(person.name), [reading.text(mention.core) for mention in person.mentions])
        for person in found
    ]


def posts(*paragraphs):
    reading = reading_of(*paragraphs)
    found = find_people(reading, find_mentions(reading)).all
    roles = [fullest_role(reading, person.roles) for person in found]
    return [reading.text(role.range) if role else "" for role in roles]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("کریمی", "علی کریمی"),
        ("علی کریمی", "سید علی کریمی"),
        ("محمد رضا کریمی", "محمدرضا کریمی"),
        ("حسن اف", "ذاکر حسن‌اف"),
        ("فلاح", "علی فلاح‌جلودار"),
        ("کاظمی", "مصطفی الکاظمی"),
        ("کریمی", "علی کریمی اصفهانی"),
        ("پیر موذن", "نورالدین پیرموذن"),
    ],
)
def test_two_forms_of_a_name_are_one_person_named_in_full(short, full):
    for order in ((short, full), (full, short)):
        ((name, mentions),) = people(*(f"{form} نیز گفت: راه باز است." for form in order))
        assert name.replace(" ", "") == full.replace(" ", "")
        assert len(mentions) == 2


def test_sir_written_onto_a_first_name_is_no_part_of_it():
    record = record_of("سرالکس مک‌کی گفت: راه باز است.", "الکس مک‌کی رفت.")
    assert [person.name for person in record.people] == ["الکس مک‌کی"]
    assert [statement.speaker for statement in record.statements] == ["الکس مک‌کی"]


def test_a_name_may_go_on_with_one_more_forefather():
    short, full = "عبدالله بن سعود", "عبدالله بن سعود بن محمد"
    reading = reading_of(f"{short} رفت.", f"{full} آمد.")
    tags = tags_of(reading, ("names", "PER", short), ("names", "PER", full))
    (person,) = find_people(reading, find_mentions(reading, tags)).all
    assert reading.text(person.name) == full


def test_a_name_goes_on_as_a_later_surname_shows():
    ((name, _),) = people("سعید نجف‌پور بوشهری گفت: راه باز است.", "نجف‌پور بوشهری نیز گفت: باد می‌آید.")
    assert name == "سعید نجف‌پور بوشهری"


@pytest.mark.parametrize(
    ("one", "other"),
    [("علی کریمی", "حسن کریمی"), ("علی کریمی", "علی رضایی"), ("محمد کریمی", "محمدرضا کریمی")],
    ids=["same surname", "same given name", "longer given name"],
)
def test_two_full_names_that_differ_are_two_people(one, other):
    assert [name for name, _ in people(f"{one} گفت: راه باز است.", f"{other} گفت: راه بسته است.")] == [
        one,
        other,
    ]


def test_long_names_that_differ_by_one_letter_are_one_person():
    found = people("ابراهیم ظاهریان گفت: راه باز است.", "ابراهیم طاهریان گفت: راه بسته است.")
    assert [len(mentions) for _, mentions in found] == [2]


def test_of_two_people_with_one_surname_the_last_is_meant():
    text = ("علی کریمی گفت: راه باز است.", "حسن کریمی گفت: راه بسته است.", "کریمی افزود: باد می‌آید.")
    assert people(*text) == [("علی کریمی", ["علی کریمی"]), ("حسن کریمی", ["حسن کریمی", "کریمی"])]


def test_people_come_in_the_order_of_their_first_mention():
    text = ("رضایی و کریمی گفتند: راه باز است.", "علی کریمی رفت.", "حسن رضایی در مراسم بود.")
    assert [name for name, _ in people(*text)] == ["حسن رضایی", "علی کریمی"]


def test_titles_are_no_part_of_a_name():
    text = ("دکتر علی کریمی گفت: راه باز است.", "آقای کریمی افزود: باد می‌آید.")
    assert people(*text) == [("علی کریمی", ["علی کریمی", "کریمی"])]


def test_somebody_within_a_phrase_is_a_person_too():
    assert people("به گفته دفتر آیت‌الله علی کریمی، راه باز است.") == [("علی کریمی", ["علی کریمی"])]


@pytest.mark.parametrize(
    "text",
    [
        "علی کریمی وزیر راه گفت: راه باز است.",
        "علی کریمی، وزیر راه گفت: راه باز است.",
        "علی کریمی (وزیر راه) گفت: راه باز است.",
        "وزیر راه علی کریمی گفت: راه باز است.",
        "وزیر راه «علی کریمی» گفت: راه باز است.",
    ],
    ids=["behind", "comma", "brackets", "before", "quotes"],
)
def test_a_post_beside_a_name_is_that_persons(text):
    assert posts(text) == ["وزیر راه"]


def test_a_post_in_a_list_of_people_is_nobodys():
    assert posts("علی کریمی، وزیر راه و حسن رضایی در مراسم بودند.") == ["", ""]


def test_the_fullest_post_is_shown():
    text = ("علی کریمی وزیر راه گفت: راه باز است.", "علی کریمی وزیر راه و شهرسازی ایران افزود: باد می‌آید.")
    assert posts(*text) == ["وزیر راه و شهرسازی ایران"]


def test_without_a_post_there_is_none():
    assert posts("علی کریمی گفت: راه باز است.") == [""]
    assert fullest_role(reading_of("متن"), []) is None


def test_of_two_posts_the_first_is_shown_unless_the_other_is_much_fuller():
    first = "علی کریمی شهردار یزد گفت: راه باز است."
    assert posts(first, "علی کریمی رئیس ستاد استقبال افزود: باد می‌آید.") == ["شهردار یزد"]
    fuller = "عضو کمیسیون امنیت ملی و سیاست خارجی مجلس"
    assert posts(first, f"علی کریمی {fuller} افزود: باد می‌آید.") == [fuller]


def test_a_post_that_leans_on_other_words_gives_way():
    text = ("علی کریمی سرمربی این تیم گفت: راه باز است.", "علی کریمی سرمربی سپاهان افزود: باد می‌آید.")
    assert posts(*text) == ["سرمربی سپاهان"]
