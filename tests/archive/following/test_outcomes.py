"""The words that tell what became of a deed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.following.outcomes import _lists, cues, generic, waiting
from dabir.archive.words.analysis import STOP
from dabir.script.verbs import verbs


def told(words: str) -> set[str]:
    return {cue.outcome for cue in cues(words)}


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("آزادراه کوه‌رود افتتاح شد", "done"),
        ("پل تازه به بهره برداري رسيده است", "done"),
        ("راهاندازی شدهاست", "done"),
        ("این وعده عملی شد", "done"),
        ("مدرسه گلرود ساخته شد", "done"),
        ("دو مدرسه ساخته‌ایم", "done"),
        ("به وعده خود عمل کردیم", "done"),
        ("حقوق کارگران پرداخت نشد", "undone"),
        ("طرح هنوز اجرا نشده است", "undone"),
        ("قرارداد گاز لغو شد", "cancelled"),
        ("سفر هیئت منتفی شده است", "cancelled"),
        ("پیمان ماهیگیری نقض شد", "broken"),
        ("گرجستان به تعهد خود عمل نکرد", "broken"),
        ("آزادراه کوه‌رود افتتاح می‌شود", "ahead"),
        ("قرارداد گاز امضا خواهد شد", "ahead"),
    ],
)
def test_words_tell_an_outcome(words: str, outcome: str) -> None:
    assert told(words) == {outcome}


@pytest.mark.parametrize(
    "words",
    [
        "وزیر در مراسم افتتاح گفت",  # the deed is no part of the verb
        "اگر آزادراه افتتاح شد، از آن می‌گذریم",
        "آیا آزادراه افتتاح شد",
        "آزادراه افتتاح شد؟",
        "در صورتی که قرارداد لغو شد",
        "قرارداد لغو نشد",
        "پیمان نقض نشده است",
        "ساخت سد گلرود",  # a noun, though it may be a verb
        "شاید امضا شده باشد",
        "",
        "!؟ … ",
    ],
)
def test_nothing_is_told(words: str) -> None:
    assert cues(words) == ()


def test_both_are_told() -> None:
    assert told("فاز نخست افتتاح شد و فاز دوم افتتاح می‌شود") == {"done", "ahead"}


def test_one_word_of_a_deed_stands_for_another() -> None:
    (cue,) = cues("پل به بهره‌برداری رسید")
    assert "افتتاح" in cue.deed
    assert not cue.concludes


def test_signing_concludes_an_agreement() -> None:
    (cue,) = cues("تفاهم‌نامه به امضا رسید")
    assert cue.concludes


@pytest.mark.parametrize(
    "words", ["هنوز پرداخت نشده است", "تا کنون افتتاح نشده", "تاکنون گامی برداشته نشده است"]
)
def test_the_time_has_not_come(words: str) -> None:
    assert waiting(words)


def test_the_time_has_come() -> None:
    assert not waiting("افتتاح شد")


def test_the_lists_hold_together() -> None:
    """A deed is told from others by words that no list takes away, and by verbs that are known."""
    lists = _lists()
    deeds = set().union(*(word.deed for word in (*lists.nouns.values(), *lists.verbs.values())))
    assert deeds
    assert not deeds & (STOP | generic())
    assert lists.light | set(lists.verbs) <= {verb.infinitive for verb in verbs()}


@given(st.text(st.one_of(st.sampled_from("افتحشدن هنوزیک\u200c؟. "), st.characters()), max_size=60))
def test_any_text_is_taken(words: str) -> None:
    assert {cue.outcome for cue in cues(words)} <= {"done", "undone", "cancelled", "broken", "ahead"}
    assert waiting(words) in (True, False)
