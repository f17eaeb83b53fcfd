"""Events: parties, status, time and place, one event for several tellings, and why a frame did not fire."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir import Event, Header, Reader, Record
from dabir.facts.events.frames import compounds, frames
from dabir.facts.words import SUPPORTING_VERBS
from dabir.script.verbs import verbs
from dabir.sources import read_text

READER = Reader(fast=True)
HEADER = Header(published="2018-04-17", published_jalali="1397-01-28")


def record(*paragraphs: str) -> Record:
    text = "\n".join(["گزارش یک روز کاری", *paragraphs])
    return READER.read(read_text(text, header=HEADER))


def events(*paragraphs: str) -> tuple[Event, ...]:
    return record(*paragraphs).events


def test_a_meeting_names_both_sides_where_and_when() -> None:
    (event,) = events("بهرام نیکخواه وزیر نیرو دیروز در مسقط با سالم الحارثی وزیر برق عمان دیدار کرد.")
    assert (event.type, event.source, event.target) == ("CONSULT", "بهرام نیکخواه", "سالم الحارثی")
    assert (event.place, event.date, event.status) == ("مسقط", "2018-04-16", "happened")
    assert event.claimed_by is None


def test_the_ids_are_those_of_people_and_parties_and_the_words_are_the_texts_own() -> None:
    whole = record("بهرام نیکخواه وزیر نیرو از دولت عمان درخواست کرد برق بفرستد.")
    (event,) = whole.events
    known = {one.id for one in (*whole.people, *whole.parties)}
    assert {*event.source_ids, *event.target_ids} <= known
    assert whole.text[event.start : event.end] == event.text
    assert all(whole.text[each.start : each.end] == each.text for each in event.mentions)


def test_two_subjects_of_one_verb_are_the_two_sides() -> None:
    (event,) = events("ایران و ارمنستان هفته گذشته در ایروان به توافق رسیدند.")
    assert {event.source, event.target} == {"ایران", "ارمنستان"}


def test_a_noun_of_action_tells_an_event_too() -> None:
    (event,) = events("دیدار بهرام نیکخواه با سالم الحارثی سه ساعت طول کشید.")
    assert (event.type, event.mentions[0].text) == ("CONSULT", "دیدار")


def test_a_passive_names_whom_it_happened_to_first() -> None:
    (event,) = events("سه قاچاقچی از سوی پلیس ساری بازداشت شدند.")
    assert (event.type, event.mode, event.source) == ("COERCE", "arrest", "پلیس ساری")
    assert event.target == "قاچاقچی"


def test_the_deed_of_a_party_leads_to_the_party() -> None:
    (event,) = events("بهرام نیکخواه وزیر نیرو از تصمیم دولت عمان انتقاد کرد.")
    assert (event.type, event.target) == ("ACCUSE", "دولت عمان")


def test_a_refusal_of_a_proposal_is_a_rejection() -> None:
    (event,) = events("دولت عمان پیشنهاد ارمنستان را نپذیرفت.")
    assert (event.type, event.status) == ("REJECT", "happened")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("بهرام نیکخواه با سالم الحارثی دیدار کرد.", "happened"),
        ("بهرام نیکخواه با سالم الحارثی دیدار نکرد.", "negated"),
        ("بهرام نیکخواه با سالم الحارثی دیدار خواهد کرد.", "planned"),
        ("قرار است بهرام نیکخواه فردا با سالم الحارثی دیدار کند.", "hypothetical"),
        ("بهرام نیکخواه سال ۱۳۸۵ با سالم الحارثی دیدار کرد.", "historical"),
        ("بهرام نیکخواه پیش از این با سالم الحارثی دیدار کرده بود.", "background"),
        ("بهرام نیکخواه باید با سالم الحارثی دیدار کند.", "hypothetical"),
    ],
)
def test_how_it_stands(sentence: str, status: str) -> None:
    (event,) = events(sentence)
    if sentence.startswith("قرار"):
        assert event.status in ("planned", "hypothetical")
    else:
        assert event.status == status


@pytest.mark.parametrize(
    ("when", "status"),
    [
        ("سال ۱۳۸۵", "historical"),
        ("مهر ۱۳۸۵", "historical"),
        ("۱۵ تا ۲۵ مهر ۱۳۹۶", "happened"),
        ("پانزدهم مهر ۱۳۹۶", "happened"),  # which may be the day of the report
        ("سه سال پیش", "historical"),
        ("سه هفته پیش", "background"),
        ("دیروز", "happened"),
        ("۳۱ مهر", "happened"),  # no such day
    ],
)
def test_what_is_past_tells_itself_without_a_publication_day(when: str, status: str) -> None:
    text = f"گزارش\n{when} بهرام نیکخواه وزیر نیرو با سالم الحارثی وزیر برق عمان دیدار کرد."
    (event,) = READER.read(read_text(text)).events
    assert event.status == status


def test_several_tellings_are_one_event() -> None:
    (event,) = events(
        "بهرام نیکخواه با سالم الحارثی دیدار کرد.", "دیدار بهرام نیکخواه با سالم الحارثی کوتاه بود."
    )
    assert len(event.mentions) == 2


def test_what_only_a_speaker_tells_is_claimed_by_the_statement() -> None:
    whole = record("مینا روشن سخنگوی شهرداری گفت: دولت عمان از ارمنستان حمایت کرد.")
    (event,) = whole.events
    assert event.claimed_by == whole.statements[0].id


def test_an_interview_is_no_event() -> None:
    assert events("بهرام نیکخواه وزیر نیرو در گفت‌وگو با خبرنگار پیک از راه تازه گفت.") == ()


def test_explain_tells_what_fired_and_why_others_did_not() -> None:
    lines = READER.explain("بهرام نیکخواه وزیر نیرو از دولت عمان انتقاد کرد و به سرعت دیدار کرد.")
    assert any("ACCUSE/disapprove" in line and ": yes" in line for line in lines)
    assert any("CONSULT" in line and ": no, " in line for line in lines)


def test_explain_says_so_where_no_frame_has_a_word() -> None:
    (line,) = READER.explain("هوا در سراسر کشور امروز آفتابی است.")
    assert line.startswith("No word of any frame")


def test_every_frame_can_be_reached() -> None:
    reached = {frame.number for entry in compounds().values() for frame in entry.nouns}
    reached |= {
        frame.number for entry in compounds().values() for each in entry.verbs.values() for frame, _ in each
    }
    simple = {frame.number for frame in frames() for verb in frame.verbs if " " not in verb}
    assert {frame.number for frame in frames()} == reached | simple


WORDS = """
ایران عمان با به از را دیدار کرد حمله محکوم شد که و ، . تهدید پلیس سارقان دیروز مورد قرار گرفت
خواستار
"""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        min_size=4,
        max_size=24,
    )
)
def test_offsets_hold_on_any_order_of_words(words: list[str]) -> None:
    whole = record(" ".join(["بهرام نیکخواه وزیر نیرو", *words]))
    for event in whole.events:
        assert whole.text[event.start : event.end] == event.text
        assert all(whole.text[each.start : each.end] == each.text for each in event.mentions)
        assert event.source


def test_a_deed_and_its_answer_are_two() -> None:
    found = events("اسرائیل به ایران حمله کرد. ایران به اسرائیل حمله کرد.")
    assert [(event.source, event.target) for event in found] == [("اسرائیل", "ایران"), ("ایران", "اسرائیل")]


def test_deeds_of_different_days_are_two() -> None:
    found = events(
        "بهرام نیکخواه وزیر نیرو فردا با سالم الحارثی وزیر برق عمان دیدار می‌کند.",
        "بهرام نیکخواه سه سال پیش با سالم الحارثی دیدار کرد.",
    )
    assert [event.status for event in found] == ["planned", "historical"]


@pytest.mark.parametrize(
    "text",
    [
        "ارتش ترکیه مورد حمله شورشیان قرار گرفت.",
        "دولت عمان اقدام دولت ترکیه را مورد انتقاد قرار داد.",
        "رهبر معظم انقلاب از بهرام نیکخواه تقدیر کرد.",
        "وزیر نیرو در زمان کوتاهی با سالم الحارثی دیدار کرد.",
    ],
)
def test_what_only_sounds_planned_or_old_happened(text: str) -> None:
    (event,) = events(text)
    assert event.status == "happened"


def test_somebody_in_general_is_no_party() -> None:
    assert not events("برخی به مسکو حمله کردند و مردم ناراحت شدند.")


def test_words_of_two_tell_a_mode() -> None:
    (event,) = events("بهرام نیکخواه با سلاح سرد به پلیس حمله کرد.")
    assert (event.type, event.mode) == ("ASSAULT", "primitive")


def test_every_verb_of_the_frames_can_be_met() -> None:
    known = {verb.infinitive for verb in verbs()} | set(SUPPORTING_VERBS)
    dead = {verb for frame in frames() for verb in frame.verbs if verb.split()[-1] not in known}
    assert not dead
