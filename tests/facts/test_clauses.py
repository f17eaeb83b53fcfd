"""Where clauses end, the verb being last."""

import pytest

from dabir.facts.clauses import (
    end_before_contrast,
    end_before_verb,
    first_clause_end,
    has_verb,
    says_something,
)
from readings import place, reading_of


def whole(text):
    reading = reading_of(text)
    return reading, reading.paragraphs[0].range


@pytest.mark.parametrize("text", ["راه باز است", "برف می‌بارد و باد", "خواهد رفت", "می بارد"])
def test_a_clause_has_a_finite_verb(text):
    assert has_verb(*whole(text))


@pytest.mark.parametrize("text", ["افزایش تولید برق", "خرید و فروش خودرو", "ساخت سد بزرگ", "برف و باران"])
def test_a_noun_phrase_has_none_even_where_its_nouns_look_like_verbs(text):
    assert not has_verb(*whole(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("راه باز است", True),
        ("جاده تازه ساخته شده", True),
        ("بررسی‌های صورت‌گرفته", True),
        ("جاده تازه", False),
    ],
)
def test_a_participle_at_the_end_stands_for_a_verb(text, says):
    assert says_something(*whole(text)) is says


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("راه باز است، از مردم قدردانی کرد", "راه باز است"),
        ("راه شمال، جنوب و غرب باز است، از مردم قدردانی کرد", "راه شمال، جنوب و غرب باز است"),
        ("راه باز است و برف می‌بارد", "راه باز است و برف می‌بارد"),
    ],
)
def test_the_first_clause_ends_with_a_comma_behind_a_verb(text, clause):
    reading, words = whole(text)
    assert reading.text(words._replace(last=first_clause_end(reading, words))) == clause


@pytest.mark.parametrize(
    ("text", "verb", "clause"),
    [
        ("راه باز است، افزود", "افزود", "راه باز است"),
        ("راه باز است در پایان افزود", "افزود", "راه باز است"),
        ("راه باز است، برف را مهم دانست و افزود", "افزود", "راه باز است"),
        ("جاده تازه ساخته‌شده، وی افزود", "افزود", "جاده تازه ساخته‌شده"),
    ],
    ids=["comma", "no comma", "verb joined to the main verb", "participle"],
)
def test_a_subordinate_clause_ends_behind_its_own_verb(text, verb, clause):
    reading, words = whole(text)
    end = end_before_verb(reading, words.first, place(reading, verb).first)
    assert reading.text(words._replace(last=end)) == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("راه باز است اما کسی نمی‌رود", "راه باز است"),
        ("راه باز است، ولی کسی نمی‌رود", "راه باز است،"),
        ("راه باریک اما هموار باز است", "راه باریک اما هموار باز است"),
        ("راه باز است", "راه باز است"),
    ],
)
def test_the_narrator_objects_with_but_behind_a_verb(text, clause):
    reading, words = whole(text)
    assert reading.text(words._replace(last=end_before_contrast(reading, words))) == clause
