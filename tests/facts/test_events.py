"""Events: who did what to whom, told with a verb or with a noun."""

from __future__ import annotations

import pytest

from dabir.facts.frames import frames, frames_by_noun
from dabir.reader import Reader
from dabir.record import Event

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT", "ACCUSE", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def events(body: str) -> tuple[Event, ...]:
    return Reader(fast=True).read(f"گزارشی از یک روز کاری\nبه گزارش خبرگزاری آنا، {body}").events


def test_every_frame_has_a_type_of_plover() -> None:
    assert {frame.type for frame in frames()} <= PLOVER
    assert all(frame.nouns and frame.verbs and frame.marker for frame in frames())


def test_a_noun_leads_to_its_frames() -> None:
    assert {frame.type for frame in frames_by_noun()["دیدار"]} == {"CONSULT"}


def test_a_visit_with_a_marker_names_both_parties() -> None:
    (event,) = events("بهرام نیکخواه وزیر نیرو دیروز در مسقط با سالم الحارثی وزیر برق عمان دیدار کرد.")
    assert (event.type, event.source, event.target) == ("CONSULT", "بهرام نیکخواه", "سالم الحارثی")
    assert event.place == "مسقط"
    assert event.status == "happened"


def test_two_subjects_of_a_symmetric_verb_are_the_parties() -> None:
    (event,) = events("ایران و ارمنستان هفته گذشته در ایروان تفاهم‌نامه امضا کردند.")
    assert event.type == "AGREE"
    assert {event.source, event.target} == {"ایران", "ارمنستان"}


def test_a_meeting_told_with_a_noun_counts() -> None:
    (event,) = events("دیدار بهرام نیکخواه با سالم الحارثی سه ساعت طول کشید.")
    assert event.type == "CONSULT"
    assert {event.source, event.target} == {"بهرام نیکخواه", "سالم الحارثی"}


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("دیدار خواهد کرد", "planned"),
        ("دیدار نکرد", "negated"),
        ("دیدار کرده بود", "historical"),
        ("دیدار می‌کند", "ongoing"),
    ],
)
def test_the_tense_tells_the_status(verb: str, status: str) -> None:
    (event,) = events(f"بهرام نیکخواه در مسقط با سالم الحارثی {verb}.")
    assert event.status == status


def test_the_words_take_in_the_target_however_far_the_source_is() -> None:
    (event,) = events(
        "بهرام نیکخواه پس از بازدید از نیروگاه‌های در دست ساخت استان و گفتگو با مردم در حاشیه مراسم افتتاح سد تازه"
        " با سالم الحارثی دیدار کرد."
    )
    assert (event.source, event.text) == ("بهرام نیکخواه", "سالم الحارثی دیدار کرد")


def test_one_event_told_twice_is_one() -> None:
    found = events("بهرام نیکخواه با سالم الحارثی دیدار کرد. دیدار بهرام نیکخواه با سالم الحارثی کوتاه بود.")
    assert len(found) == 1


def test_without_a_second_party_there_is_no_event() -> None:
    assert events("بهرام نیکخواه از سد تازه دیدن کرد و به تهران بازگشت.") == ()


def test_the_words_are_those_of_the_report() -> None:
    text = "خبری از مسقط\nبه گزارش خبرگزاری آنا، بهرام نیکخواه در مسقط با سالم الحارثی ملاقات کرد."
    (event,) = Reader(fast=True).read(text).events
    assert text[event.start : event.end] == event.text
    assert "ملاقات کرد" in event.text
