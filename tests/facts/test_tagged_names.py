"""Names of the model joined with those of the rules."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.facts.names import find_names
from dabir.facts.ranges import Range
from readings import reading_of, tags_of


def joined(text, *people, trust=0.95):
    """The names of a text, without titles, where the model sees these people."""
    reading = reading_of(text)
    tags = tags_of(reading, *(("names", "PER", words) for words in people), trust=trust)
    return [reading.text(name.range) for name in find_names(reading, tags)]


def titled(text, *people):
    reading = reading_of(text)
    tags = tags_of(reading, *(("names", "PER", words) for words in people))
    return [(reading.text(name.titled), reading.text(name.range)) for name in find_names(reading, tags)]


def test_a_name_that_no_list_knows_is_taken_from_the_model():
    assert joined("در این دیدار توبیاس لیندهولم گل زد.", "توبیاس لیندهولم") == ["توبیاس لیندهولم"]


def test_a_name_of_the_rules_that_the_model_denies_is_dropped():
    assert joined("دکتر علی کریمی در این مراسم حضور داشت.") == []


def test_a_name_that_both_see_is_one():
    assert joined("علی کریمی گفت: باران بارید.", "علی کریمی") == ["علی کریمی"]


def test_where_the_two_disagree_a_sure_model_says_how_far_the_name_goes():
    text = "علی کریمی بلوچستان گفت: باران بارید."
    assert joined(text, "علی کریمی بلوچستان") == ["علی کریمی بلوچستان"]


def test_an_unsure_model_adds_nothing_and_leaves_the_rules_their_name():
    assert joined("توپ را به توبیاس لیندهولم رساندند.", "توبیاس لیندهولم", trust=0.5) == []
    assert joined("علی کریمی بلوچستان گفت: باران بارید.", "علی کریمی بلوچستان", trust=0.5) == ["علی کریمی"]


def test_a_part_of_a_name_is_not_taken_for_the_whole():
    assert joined("علی کریمی دادگستر گفت: باران بارید.", "علی کریمی") == ["علی کریمی"]
    text = "فرزاد دادگستر، رئیس اتاق، گفت: باران بارید."
    assert joined(text, "فرزاد", trust=0.99) == ["فرزاد دادگستر"]


@pytest.mark.parametrize("marked", ["دکتر توبیاس لیندهولم", "توبیاس لیندهولم"])
def test_titles_are_no_part_of_a_name_though_the_model_marks_them(marked):
    text = "در این مراسم دکتر توبیاس لیندهولم سخن گفت."
    assert titled(text, marked) == [("دکتر توبیاس لیندهولم", "توبیاس لیندهولم")]


def test_a_surname_takes_up_a_name_of_the_model():
    text = "توبیاس لیندهولم گل زد. لیندهولم بعد تعویض شد."
    assert joined(text, "توبیاس لیندهولم") == ["توبیاس لیندهولم", "لیندهولم"]


def test_the_name_of_a_place_is_nobody():
    assert joined("مسابقه در ورزشگاه توبیاس لیندهولم برگزار شد.", "توبیاس لیندهولم") == []


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_joined_names_never_overlap(data):
    reading = reading_of(
        "دکتر علی کریمی و سارا رضایی در کنار توبیاس لیندهولم، فرزاد دادگستر و ولی‌پور ایستادند."
    )
    count = len(reading.words)
    spans = data.draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(1, 4)), max_size=6))
    words = [reading.text(Range(first, min(count, first + size))) for first, size in spans]
    trust = data.draw(st.sampled_from([0.5, 0.85, 0.97]))
    names = find_names(reading, tags_of(reading, *(("names", "PER", each) for each in words), trust=trust))
    assert all(left.range.last <= right.range.first for left, right in pairwise(names))
    assert all(name.range.first < name.range.last for name in names)
