"""What a sentence says of a commitment, and whether it speaks of it at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.following.outcomes import cues, waiting
from dabir.archive.following.verdicts import (
    COUNTED,
    FAR,
    NEAR,
    Bond,
    Told,
    Verdict,
    comparable,
    likeness,
    telling_keys,
    threshold,
    verdict,
    weight,
)

ROAD = "آزادراه مهران‌آباد به کوه‌رود تا پایان مهر افتتاح می‌شود"
TREATY = "ایران و ارمنستان تفاهم‌نامه انتقال برق و گردشگری را امضا کردند"
IRAN, ARMENIA, MINISTER, MEMBER = 1, 2, 3, 4


def promise(words: str = ROAD, **more: Any) -> Bond:
    given = {"day": "2020-05-01", "due": None, **more}
    return Bond("promise", telling_keys(words), frozenset({MINISTER}), frozenset(), **given)


def agreement(words: str = TREATY, *, planned: bool = False) -> Bond:
    keys = telling_keys(words, ["ایران", "ارمنستان"])
    return Bond("agreement", keys, frozenset({IRAN}), frozenset({ARMENIA}), "2020-05-01", None, planned)


def statement(words: str, *, by: int = MINISTER, act: str = "report", day: str = "2020-11-01") -> Told:
    keys = telling_keys(words)
    return Told(
        "statement", "s1", keys, frozenset({by}), frozenset(), day, cues=cues(words), waiting=waiting(words), act=act
    )  # fmt: skip


def event(
    type_: str, words: str, *, status: str = "happened", by: int = IRAN, to: int = ARMENIA, day: str = "2020-11-01"
) -> Told:  # fmt: skip
    keys = telling_keys(words)
    return Told(
        "event", "e1", keys, frozenset({by}), frozenset({to}), day, cues=cues(words), waiting=waiting(words), deed=keys,
        type=type_, status=status,
    )  # fmt: skip


def commitment(words: str, *, by: int = MINISTER, kind: str = "promise", day: str = "2020-11-01") -> Told:
    return Told(
        "commitment",
        "c1",
        telling_keys(words),
        frozenset({by}),
        frozenset(),
        day,
        cues=cues(words),
        type=kind,
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("آزادراه مهران‌آباد به کوه‌رود افتتاح شد", "carried out"),
        ("آزادراه مهران‌آباد به کوه‌رود به بهره‌برداری رسید", "carried out"),
        ("وعده افتتاح آزادراه مهران‌آباد به کوه‌رود عملی شد", "carried out"),
        ("آزادراه مهران‌آباد به کوه‌رود افتتاح نشد", "denied"),
        ("افتتاح آزادراه مهران‌آباد به کوه‌رود لغو شد", "denied"),
        ("آزادراه مهران‌آباد به کوه‌رود هنوز افتتاح نشده است", None),
        ("اگر آزادراه مهران‌آباد به کوه‌رود افتتاح شد، خبر می‌دهیم", None),
        ("نخستین بخش آزادراه مهران‌آباد به کوه‌رود افتتاح شد و بخش دوم آن افتتاح می‌شود", None),
        ("عوارض آزادراه مهران‌آباد به کوه‌رود پرداخت شد", None),
        ("آزادراه مهران‌آباد به کوه‌رود زیباست", None),
    ],
)
def test_statement_of_a_promise(words: str, expected: Verdict | None) -> None:
    assert verdict(promise(), statement(words)) == expected


def test_what_is_not_done_when_its_day_has_passed_is_broken() -> None:
    words = "آزادراه مهران‌آباد به کوه‌رود هنوز افتتاح نشده است"
    assert verdict(promise(due="2020-10-21"), statement(words)) == "broken"
    assert verdict(promise(due="2020-11-01"), statement(words)) is None


def test_lifting_carries_out_the_promise_to_lift() -> None:
    lifted = "عوارض صادرات زعفران خراسان لغو شد"
    assert verdict(promise("عوارض صادرات زعفران خراسان را لغو می‌کنیم"), statement(lifted)) == "carried out"
    assert verdict(promise("عوارض صادرات زعفران خراسان را می‌گیریم"), statement(lifted)) == "denied"


def test_denial_of_who_is_bound() -> None:
    words = "سخنی درباره افتتاح آزادراه مهران‌آباد به کوه‌رود نگفته‌ام"
    assert verdict(promise(), statement(words, act="denial")) == "denied"
    assert verdict(promise(), statement(words, act="denial", by=MEMBER)) is None
    assert verdict(promise(), statement(words)) is None


def test_promise_is_repeated_on_a_later_day_by_the_same() -> None:
    again = "آزادراه مهران‌آباد به کوه‌رود به زودی افتتاح خواهد شد"
    assert verdict(promise(), commitment(again)) == "repeated"
    assert verdict(promise(), commitment(again, day="2020-05-01")) is None
    assert verdict(promise(), commitment(again, by=MEMBER)) is None
    assert verdict(promise(), commitment(again, kind="agreement")) is None


def test_what_was_read_as_a_promise_but_tells_an_outcome() -> None:
    told = commitment("آزادراه مهران‌آباد به کوه‌رود به بهره‌برداری رسید")
    assert verdict(promise(), told) == "carried out"


def test_nothing_is_followed_up_by_what_was_before() -> None:
    words = "آزادراه مهران‌آباد به کوه‌رود افتتاح شد"
    assert verdict(promise(), statement(words, day="2020-04-30")) is None
    assert verdict(promise(), statement(words, day="2020-05-01")) == "carried out"


@pytest.mark.parametrize(
    ("type_", "status", "words", "expected"),
    [
        ("COOPERATE", "ongoing", "ایران و ارمنستان در انتقال برق و گردشگری همکاری می‌کنند", "carried out"),
        ("COOPERATE", "negated", "ایران و ارمنستان در انتقال برق و گردشگری همکاری ندارند", "denied"),
        ("COOPERATE", "planned", "ایران و ارمنستان در انتقال برق و گردشگری همکاری خواهند داشت", None),
        ("ACCUSE", "happened", "ایران ارمنستان را به کندی انتقال برق متهم کرد", None),
        ("SANCTION", "happened", "ارمنستان تفاهم‌نامه انتقال برق و گردشگری با ایران را کنار گذاشت", "broken"),
        ("AGREE", "happened", TREATY, None),
    ],
)  # fmt: skip
def test_event_after_an_agreement(type_: str, status: str, words: str, expected: Verdict | None) -> None:
    assert verdict(agreement(), event(type_, words, status=status)) == expected


def test_planned_agreement_is_carried_out_by_signing() -> None:
    planned = agreement("قرار است ایران و ارمنستان تفاهم‌نامه انتقال برق و گردشگری امضا کنند", planned=True)
    assert verdict(planned, event("AGREE", TREATY)) == "carried out"
    assert verdict(planned, statement(TREATY, by=IRAN)) == "carried out"
    assert verdict(agreement(), statement(TREATY, by=IRAN)) is None


def test_a_deed_of_others_breaks_nothing() -> None:
    words = "تفاهم‌نامه انتقال برق و گردشگری را کنار گذاشت"
    assert verdict(agreement(), event("REJECT", words, by=MEMBER, to=IRAN)) is None
    assert verdict(agreement(), event("REJECT", words, by=ARMENIA, to=ARMENIA)) is None
    assert verdict(agreement(), event("REJECT", words, by=ARMENIA, to=IRAN)) == "broken"


def test_broken_word_must_be_told_of_a_party() -> None:
    words = "تفاهم‌نامه انتقال برق و گردشگری نقض شد"
    assert verdict(agreement(), statement(words, by=ARMENIA)) == "broken"
    assert verdict(agreement(), statement(words, by=MEMBER)) is None


def test_far_reports_must_be_likelier() -> None:
    words = "آزادراه مهران‌آباد به کوه‌رود افتتاح شد"
    assert threshold(promise(), statement(words)) == NEAR
    assert threshold(promise(), statement(words, by=MEMBER)) == FAR


def test_little_is_not_enough() -> None:
    assert comparable(promise(), statement("آزادراه کوه‌رود افتتاح شد"))
    assert not comparable(promise(), statement("سد گلرود افتتاح شد"))


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("بخش دوم بیمارستان ۲۰۰ تختخوابی کوه‌رود افتتاح شد", True),
        ("بخش دوم بیمارستان کوه‌رود افتتاح شد", True),
        ("بخش دوم بیمارستان ۲۰۰ تختخوابی گلرود افتتاح شد", False),
        ("بخش سوم بیمارستان ۲۰۰ تختخوابی کوه‌رود افتتاح شد", False),
        ("بخش دوم بیمارستان ۳۰۰ تختخوابی کوه‌رود افتتاح شد", False),
    ],
)
def test_another_place_stage_or_number_is_another_matter(words: str, may: bool) -> None:
    hospital = promise("بخش دوم بیمارستان ۲۰۰ تختخوابی کوه‌رود افتتاح می‌شود", places=(telling_keys("کوه‌رود"),))
    assert comparable(hospital, statement(words)) is may


def test_rare_words_count_more() -> None:
    bond, told = promise("سد گلرود"), statement("سد تازه")
    assert likeness(bond, told, {"سد": 1.0, "گلرود": 3.0}) == 0.25
    assert weight(1) > weight(100) > weight(COUNTED) > 0


def test_names_and_words_of_all_promises_tell_nothing() -> None:
    assert (
        telling_keys("کیارش نوربخش قول داد تا سال آینده این کار انجام شود", ["کیارش نوربخش"]) == frozenset()
    )
    assert likeness(promise(""), statement(ROAD), {}) == 0


WORDS = ("آزادراه", "سد", "پل", "کوه‌رود", "گلرود", "افتتاح", "لغو", "شد", "نشد", "هنوز", "می‌شود")
words = st.lists(st.sampled_from(WORDS), max_size=12)


@given(words, words)
def test_likeness_is_a_share(one: list[str], other: list[str]) -> None:
    bond, told = promise(" ".join(one)), statement(" ".join(other))
    weights = dict.fromkeys(bond.keys, 2.0)
    assert 0 <= likeness(bond, told, weights) <= 1
    if bond.keys:
        assert likeness(bond, statement(" ".join(one)), weights) == 1
    assert verdict(bond, told) in ("carried out", "denied", None)
