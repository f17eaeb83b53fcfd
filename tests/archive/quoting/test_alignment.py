"""Tests for the alignment of two texts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.quoting.alignment import Segment, Wording, align, locate

SAID = "ما هرگز درباره سد مرزی با هیچ شرکتی گفت‌وگو نمی‌کنیم"
# Words that meet again and again, as in texts that tell the same; stop words and odd signs among them.
MEETING = (
    *("سد", "و", "سدها", "نمی‌سازیم", "می", "سازیم", "ساختند", "12", "۱۲", "«پل»", "رییس‌جمهور"),
    *("که", "رئیسجمهور", "آب،", "مَرد", "A", "가", "‌", "\n"),
)
WORDS = st.lists(st.sampled_from(MEETING), max_size=30).map(" ".join)
ANY = st.one_of(WORDS, st.text(max_size=60))


def told(reference: str, other: str) -> tuple[Segment, ...]:
    return align(Wording.of(reference), Wording.of(other)).segments()


def test_spelling_is_no_difference() -> None:
    assert told(SAID, "ما هرگز درباره ي سد مرزي با هيچ شركتي گفت و گو نميكنيم")[0].kind == "equal"
    assert {part.kind for part in told(SAID, "ما هرگز دربارهٔ سد مرزي با هيچ شركتي گفتگو نمی کنیم")} == {
        "equal"
    }


def test_words_are_given_as_they_are_written() -> None:
    assert told(SAID, "«ما» هرگز درباره سد مرزی با هیچ شرکت گفت‌وگو نمی‌کنیم!") == (
        Segment("equal", SAID, "ما» هرگز درباره سد مرزی با هیچ شرکت گفت‌وگو نمی‌کنیم"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سد را می‌سازیم", "سد را نمی‌سازیم"),
        ("سد را می‌سازیم", "سد را ساختیم"),
        ("سد را ساخته‌ایم", "سد را خواهیم ساخت"),
        ("سد ساخته شده بود", "سد ساخته نشده بود"),
        ("سد ساخته", "سد نساخته"),
        ("کار خوب است", "کار خوب نیست"),
        ("باید سد را ساخت", "نباید سد را ساخت"),
        ("۲۰ درصد آب", "۳۰ درصد آب"),
    ],
)
def test_what_changes_the_meaning_is_a_difference(one: str, other: str) -> None:
    assert "replaced" in {part.kind for part in told(one, other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سد را می‌سازیم", "سد را می‌سازند"),
        ("سد را ساختیم", "سد را ساخته‌اند"),
        ("سد ساخته شد", "سد ساخته شده است"),
    ],
)
def test_person_and_kind_of_past_are_none(one: str, other: str) -> None:
    assert {part.kind for part in told(one, other)} == {"equal"}


def test_kinds_of_difference() -> None:
    reference = "وزیر نیرو دیروز در تفلیس از ساخت سد خبر داد"
    assert told(reference, "وزیر نیرو در تفلیس از آغاز ساخت نیروگاه خبر داد") == (
        Segment("equal", "وزیر نیرو", "وزیر نیرو"),
        Segment("left out", "دیروز", ""),
        Segment("equal", "در تفلیس از", "در تفلیس از"),
        Segment("added", "", "آغاز"),
        Segment("equal", "ساخت", "ساخت"),
        Segment("replaced", "سد", "نیروگاه"),
        Segment("equal", "خبر داد", "خبر داد"),
    )


def test_words_that_say_nothing_are_chance_between_others() -> None:
    assert told("پل مرزی که شکست", "شبکه آبیاری که ماند") == (
        Segment("replaced", "پل مرزی که شکست", "شبکه آبیاری که ماند"),
    )
    assert told("که از این", "که از آن")[0] == Segment("equal", "که از", "که از")


def test_nothing_is_like_nothing() -> None:
    empty = align(Wording.of(""), Wording.of("…"))
    assert (empty.segments(), empty.likeness, empty.density, empty.containment) == ((), 0.0, 0.0, 0.0)
    assert empty.weight({}) == 0.0
    assert locate(Wording.of(""), Wording.of(SAID)) is None
    assert locate(Wording.of(SAID), Wording.of("")) is None


def test_shares() -> None:
    laid = align(Wording.of("سد مرزی تازه ساختیم"), Wording.of("سد مرزی ساختیم"))
    assert (laid.likeness, laid.density, laid.containment) == (0.75, 1.0, 1.0)
    assert laid.weight({"سد": 1.0, "مرزی": 1.0, "تازه": 2.0}) == 0.5


def test_a_stretch_of_a_long_text() -> None:
    chatter = "هوای جنوب کشور فردا گرم و آفتابی پیش‌بینی می‌شود. " * 40
    text = f"{chatter}وی گفت: ما درباره سد مرزی با هیچ شرکتی گفت‌وگو نمی‌کنیم و تمام. {chatter}"
    laid = locate(Wording.of(SAID), Wording.of(text))
    assert laid is not None
    assert laid.other.written == "ما درباره سد مرزی با هیچ شرکتی گفت‌وگو نمی‌کنیم"
    assert laid.segments()[1] == Segment("left out", "هرگز", "")
    assert locate(Wording.of(SAID), Wording.of(chatter)) is None


def test_a_stretch_reaches_as_far_as_its_reference() -> None:
    laid = locate(Wording.of("ده پل مرزی تازه ساختیم"), Wording.of("امسال بیست پل مرزی تازه ساختند و رفتند"))
    assert laid is not None
    assert laid.segments()[0] == Segment("replaced", "ده", "بیست")
    assert laid.other.written == "بیست پل مرزی تازه ساختند"


def test_time_is_linear_in_the_text() -> None:
    reference = Wording.of("سد مرزی تازه را نمی‌سازیم")
    text = Wording.of("سد را " * 20_000 + "سد مرزی تازه را نمی‌سازیم")
    laid = locate(reference, text)
    assert laid is not None
    assert laid.likeness == 1.0


@given(ANY)
def test_words_come_in_order_within_the_text(text: str) -> None:
    wording = Wording.of(text)
    assert all(0 <= word.start < word.end <= len(text) for word in wording.words)
    assert all(one.end <= other.start for one, other in zip(wording.words, wording.words[1:], strict=False))
    assert wording.written == text[slice(*wording.span)]


@given(ANY, ANY)
def test_parts_are_all_words_of_both(one: str, other: str) -> None:
    reference, text = Wording.of(one), Wording.of(other)
    laid = align(reference, text)
    kinds, mine, theirs = zip(*laid.parts(), strict=True) if reference.words or text.words else ((), (), ())
    assert sum((part.words for part in mine), ()) == reference.words
    assert sum((part.words for part in theirs), ()) == text.words
    for kind, part, their in zip(kinds, mine, theirs, strict=True):
        same = [word.key for word in part.words] == [word.key for word in their.words]
        assert same == (kind == "equal")
        assert (bool(part.words), bool(their.words)) == (kind != "added", kind != "left out")
    assert all(a != b for a, b in itertools.pairwise(kinds))
    assert 0 <= laid.matched <= min(len(reference.words), len(text.words))


@given(ANY)
def test_a_text_is_wholly_like_itself(text: str) -> None:
    wording = Wording.of(text)
    laid = align(wording, wording)
    assert laid.matched == len(wording.words)
    found = locate(wording, wording)
    assert (found is None) == (not wording.words)
    assert found is None or found.likeness == 1.0


@given(ANY, ANY, ANY)
def test_what_stands_in_a_text_is_found_in_it(before: str, middle: str, after: str) -> None:
    reference, text = Wording.of(middle), Wording.of(f"{before}\n.\n{middle}\n.\n{after}")
    laid = locate(reference, text)
    assert (laid is None) <= (
        not reference.words or len(text.words) < len(reference.words) or joined(reference, text)
    )
    if laid is not None:
        whole = text.text
        assert laid.other.written == whole[slice(*laid.other.span)]
        assert laid.reference == reference
        assert laid.matched == sum(run.size for run in laid.runs)
        for run in laid.runs:
            mine = [word.key for word in reference.words[run.first : run.first + run.size]]
            assert mine == [word.key for word in laid.other.words[run.at : run.at + run.size]]


def joined(reference: Wording, text: Wording) -> bool:
    """Whether words of a reference have become others beside what stands before and behind it."""
    keys = [word.key for word in reference.words]
    found = [word.key for word in text.words]
    return not any(found[at : at + len(keys)] == keys for at in range(len(found)))
