"""What tells from the letters of words which of them may have a search key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.words.analysis import search_keys
from dabir.archive.words.inflection import groups
from dabir.archive.words.sieve import holders, may_hold, roots
from dabir.archive.words.stems import ENDINGS
from dabir.archive.words.vocabulary import vocabulary
from tests.archive.words.writings import texts


def forms():
    lists = vocabulary()
    whole = [*lists.words, *lists.forms, *lists.compounds, *lists.verbs, *groups().keys]
    joined = [f"کاخ{last}" for table in (lists.behind_any, lists.behind_known) for last in table]
    return whole, [*joined, *(f"رضا{last}" for last in lists.behind_names), *(f"و{word}" for word in whole)]


def test_no_form_that_a_list_holds_is_sifted_out_with_any_ending():
    whole, joined = forms()
    endings = [*ENDINGS, "م", "ند", "یم", "هایشان", "ترین", "اش"]
    for number, word in enumerate(whole + joined):
        written = word + endings[number % len(endings)] if number % 2 else word
        assert [key for key in search_keys(written) if not may_hold(written, [key])] == []


@given(texts, st.data())
def test_the_words_with_a_key_are_among_those_that_may_have_it(text, data):
    known = search_keys(text)
    wanted = data.draw(st.sampled_from(known)) if known else "آب"
    pieces = text.split()
    assert may_hold(text, [wanted]) == bool(known) or not known
    places = holders(text, [wanted])
    assert places is None or [at for at in range(len(pieces)) if wanted in search_keys(pieces[at])] == [
        at for at in places if wanted in search_keys(pieces[at])
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("کتاب", "وزیر نیرو از آغاز ساخت سد خبر داد"),
        ("گفتن", "سد ساخته شد"),
        ("۱۳۹۷", "در سال 1396"),
        ("nato", "NASA و یونسکو"),
    ],
)
def test_a_text_without_the_letters_of_a_key_cannot_have_it(key, text):
    assert not may_hold(text, search_keys(key) if key.isdecimal() else [key])


def test_the_pieces_of_a_word_in_several_are_told():
    assert holders("او این را خواهد گفت و رفت", ["گفتن"]) == [4]
    assert holders("هزار و 1,397 نفر", ["1397"]) == [2]
    assert holders("نمایندگان مجلس", ["نماینده"]) == [0]


def test_the_roots_of_a_verb_are_few():
    assert 0 < len(roots("رفتن")) < 20
