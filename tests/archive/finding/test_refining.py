"""Refining: a question without one of its parts, or with one more, asks just that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dabir.archive.finding.query import QueryError, parsed
from dabir.archive.finding.refining import Refining, written
from dabir.archive.finding.syntax import And, Between, Everything, Field, Node, Or

ZARIF = Field("speaker", "جواد ظریف")
MONTH = Between(date(2018, 4, 21), date(2018, 5, 21))

WRITTEN = """سد کارون می شود AND OR NOT | - ( ) " « » * speaker:ظریف گوینده:«جواد_ظریف» نوع:دیدار on:1397 on:27 فروردین
1397 از:1397 تا:2018-04-16 agency:(آنا OR ایسنا) desk: رئیس‌جمهور -بند (سد OR بند)"""
PIECES = st.sampled_from(WRITTEN.split())
QUESTIONS = st.lists(PIECES, max_size=7).map(" ".join)


def nodes(question: str) -> list[Node]:
    node = parsed(question)
    if isinstance(node, And):
        return list(node.parts)
    return [] if node == Everything() else [node]


def plain(every: list[Node]) -> list[object]:
    """Parts without what only tells how they were written."""
    return [(one.name, one.value) if isinstance(one, Field) else one for one in every]


@pytest.mark.parametrize(
    ("question", "narrowed"),
    [
        ("", 'speaker:"جواد ظریف"'),
        ("سد", 'سد speaker:"جواد ظریف"'),
        ("سد OR بند", '(سد OR بند) speaker:"جواد ظریف"'),
        ('"سد کارون', '"سد کارون" speaker:"جواد ظریف"'),
        ("-سد  گوینده:پارسا ", '-سد  گوینده:پارسا speaker:"جواد ظریف"'),
    ],
)
def test_what_was_typed_stays_if_that_is_clear(question: str, narrowed: str) -> None:
    assert Refining(question).narrowed(ZARIF) == narrowed


@pytest.mark.parametrize(
    ("question", "narrowed"),
    [
        ("سد on:1397", "سد on:1397-02"),
        ("after:1397 سد", "سد on:1397-02"),
        ("on:1396 سد", "on:1396 سد on:1397-02"),
        ("on:1397-02", "on:1397-02"),
        ("before:1397 OR سد", "(before:2019-03-20 OR سد) on:1397-02"),
    ],
)
def test_days_take_the_place_of_those_they_lie_in(question: str, narrowed: str) -> None:
    assert Refining(question).narrowed(MONTH) == narrowed


def test_each_part_can_be_taken_away() -> None:
    parts = Refining("سد -کارون speaker:ظریف after:1397").parts()
    assert [(str(part.node), part.binds) for part in parts] == [
        ("سد", False),
        ("NOT کارون", True),
        ("speaker:ظریف", True),
        ("after:2018-03-21", True),
    ]
    assert parts[2].without == "سد -کارون after:2018-03-21"
    assert [part.without for part in Refining("سد OR بند").parts()] == [""]
    assert Refining(" ").parts() == []


def test_it_knows_what_is_asked_for() -> None:
    asked = Refining("سد گوینده:«جواد ظریف» نوع:دیدار")
    assert asked.asks(ZARIF)
    assert asked.asks(Field("type", "CONSULT"))
    assert not asked.asks(Field("agency", "جواد ظریف"))


def test_a_question_that_cannot_be_asked_cannot_be_refined() -> None:
    with pytest.raises(QueryError):
        Refining("type:چیز")
    long = "سد " * 3333
    assert Refining(long).narrowed(ZARIF).endswith(' speaker:"جواد ظریف"')


@given(QUESTIONS)
def test_without_a_part_the_others_are_asked(question: str) -> None:
    try:
        whole = nodes(question)
    except QueryError:
        assume(False)
    for at, part in enumerate(Refining(question).parts()):
        assert part.node == whole[at]
        assert plain(nodes(part.without)) == plain(whole[:at] + whole[at + 1 :])


@given(QUESTIONS, st.text(max_size=12).filter(lambda name: name.strip().isalnum()))
def test_with_a_part_more_all_are_asked(question: str, name: str) -> None:
    try:
        whole = nodes(question)
    except QueryError:
        assume(False)
    part = Field("agency", name.strip())
    found = nodes(Refining(question).narrowed(part))
    if whole and found[-1] != whole[-1]:
        assert plain(found)[:-1] == plain(whole)
        last = found[-1]
        assert isinstance(last, Field)
        assert (last.name, last.value) == ("agency", part.value)


@given(QUESTIONS, st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_narrowed_days_let_nothing_more_through(question: str, first: date, length: int) -> None:
    try:
        whole = nodes(question)
    except QueryError:
        assume(False)
    part = Between(first, first + timedelta(days=length))
    found = nodes(Refining(question).narrowed(part))
    assert part in found
    assert [one for one in found if not isinstance(one, Between)] == [
        one for one in whole if not isinstance(one, Between)
    ]
    for one in found:
        assert one == part or one in whole


def test_alternatives_are_kept_together() -> None:
    either = Or((parsed("سد"), parsed("بند")))
    assert written([either, ZARIF]) == '(سد OR بند) speaker:"جواد ظریف"'
    assert written([]) == ""
