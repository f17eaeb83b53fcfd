"""Quotation marks of every kind: which closes which, and what is left of a content without them."""

import pytest

from dabir.facts.quotes import MAX_QUOTATION, closing_mark, trimmed, words_outside
from readings import reading_of


def closed(text):
    """The words from the first mark to the one that closes it; None if it stays open."""
    reading = reading_of(text)
    opening = next(index for index in range(len(reading.words)) if reading.opens_quote(index))
    close = closing_mark(reading, opening, len(reading.words))
    return None if close is None else " ".join(reading.keys[opening : close + 1])


def bare(text):
    """The text as a content: without closing stop and outer marks."""
    reading = reading_of(text)
    inner = trimmed(reading, reading.paragraphs[0].range)
    return inner and reading.text(inner)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("او «برف و باران» را دید", "« برف و باران »"),
        ('او "برف و باران" را دید', '" برف و باران "'),
        ("او “برف و باران” را دید", "“ برف و باران ”"),
        ("او «برف «سنگین» و باران» را دید", "« برف « سنگین » و باران »"),
        ('او «برف "سنگین" و باران» را دید', '« برف " سنگین " و باران »'),
        ('او "برف «سنگین» و باران" را دید', '" برف « سنگین » و باران "'),
        ("او «برف» و «باران» را دید", "« برف »"),
    ],
    ids=["guillemets", "straight", "curly", "nested", "straight within", "guillemets within", "two in a row"],
)
def test_a_mark_is_closed_by_its_own_kind(text, inside):
    assert closed(text) == inside


@pytest.mark.parametrize(
    "text", ["او «برف و باران را دید", "او «برف «سنگین» و باران را دید", 'او "برف و باران را دید']
)
def test_a_mark_may_stay_open(text):
    assert closed(text) is None


def test_a_mark_that_is_closed_very_far_away_stays_open():
    assert closed("«" + "برف " * MAX_QUOTATION + "»") is None


def test_the_words_outside_marks_are_the_writers_own():
    reading = reading_of("او «برف «سنگین» و» باران را دید» و رفت")
    outside = words_outside(reading, reading.paragraphs[0].range)
    assert " ".join(reading.keys[index] for index in outside) == "او باران را دید و رفت"


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("برف می‌بارد.", "برف می‌بارد"),
        ("برف می‌بارد؛", "برف می‌بارد"),
        ("برف می‌بارد؟", "برف می‌بارد؟"),
        (": برف می‌بارد", "برف می‌بارد"),
        ("... برف می‌بارد.", "برف می‌بارد"),
        ("«برف می‌بارد.»", "برف می‌بارد"),
        ("«برف می‌بارد».", "برف می‌بارد"),
        ('"برف می‌بارد."', "برف می‌بارد"),
        ("«برف می‌بارد", "برف می‌بارد"),
        ("برف می‌بارد.»", "برف می‌بارد"),
        ("«برف» و «باران» می‌بارد", "«برف» و «باران» می‌بارد"),
        ("می‌بارد «برف» و «باران»", "می‌بارد «برف» و «باران»"),
        ("«برف» می‌بارد.", "«برف» می‌بارد"),
    ],
)
def test_a_content_loses_its_stop_and_the_marks_around_it(text, inner):
    assert bare(text) == inner


@pytest.mark.parametrize("text", ["«»", ".", "«...»", ": ۲۰"])
def test_nothing_is_left_where_no_word_is(text):
    assert bare(text) is None
