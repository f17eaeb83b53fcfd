"""All words that may name somebody: names with their posts, posts alone, institutions, pronouns."""

from itertools import pairwise

import pytest

from dabir.facts.mentions import find_mentions
from dabir.facts.ranges import Range
from readings import mentions_of, place, reading_of


def mentions(text):
    """The whole words of each mention, and those that the record shows."""
    reading, found = mentions_of(text)
    return [(reading.text(mention.range), reading.text(mention.core)) for mention in found]


@pytest.mark.parametrize(
    "words",
    [
        "علی کریمی وزیر راه",
        "علی کریمی، وزیر راه",
        "وزیر راه علی کریمی",
        "وزیر راه دکتر علی کریمی",
        "دکتر علی کریمی، وزیر راه",
        "وزیر راه آقای علی کریمی",
    ],
)
def test_a_name_and_the_post_beside_it_are_one_mention(words):
    assert mentions(f"{words} گفت: هوا خوب است.") == [(words, "علی کریمی")]


@pytest.mark.parametrize(
    ("text", "cores"),
    [
        ("علی کریمی و وزیر راه گفتند: هوا خوب است.", ["علی کریمی", "وزیر راه"]),
        ("علی کریمی، وزیر راه و حسن رضایی گفتند: هوا خوب است.", ["علی کریمی", "وزیر راه", "حسن رضایی"]),
        ("با آمدن علی کریمی. وزیر راه گفت: هوا خوب است.", ["علی کریمی", "وزیر راه"]),
        ("وزیران راه، علی کریمی را دیدند.", ["وزیران راه", "علی کریمی"]),
        ("علی کریمی کتاب‌ها را دید و وزیر راه گفت: هوا خوب است.", ["علی کریمی", "وزیر راه"]),
    ],
    ids=["and", "list", "two sentences", "plural", "far apart"],
)
def test_names_and_posts_of_different_people_stay_apart(text, cores):
    assert [core for _, core in mentions(text)] == cores


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("علی کریمی گفت: هوا خوب است.", True),
        ("وزیر راه گفت: هوا خوب است.", True),
        ("وی گفت: هوا خوب است.", True),
        ("سازمان هواشناسی اعلام کرد: هوا خوب است.", False),
        ("توکیو اعلام کرد: هوا خوب است.", False),
    ],
)
def test_people_are_told_from_institutions(text, personal):
    _, (mention,) = mentions_of(text)
    assert mention.personal is personal


def test_a_name_within_an_institution_does_not_speak_there():
    reading = reading_of("دفتر آیت‌الله کریمی اعلام کرد: هوا خوب است.")
    found = find_mentions(reading)
    assert [reading.text(mention.core) for mention in found.all] == ["دفتر آیت‌الله کریمی"]
    assert [reading.text(mention.core) for mention in found.inner] == ["کریمی"]


def test_mentions_are_found_by_place():
    reading = reading_of("علی کریمی در دیدار با حسن رضایی گفت: هوا خوب است.")
    found = find_mentions(reading)
    first, second = found.all
    assert found.at(first.range.first) is first
    assert found.at(first.range.first + 1) is None
    assert found.within(Range(0, place(reading, "حسن رضایی").last)) == [first, second]
    assert found.within(Range(0, place(reading, "حسن رضایی").last - 1)) == [first]


def test_mentions_come_in_order_and_do_not_overlap():
    _, found = mentions_of("وزیر راه، علی کریمی و وی و سازمان هواشناسی و حسن رضایی، استاندار یزد رفتند.")
    assert all(left.range.last <= right.range.first for left, right in pairwise(found))
