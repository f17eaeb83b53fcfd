"""The report with which Dabir began: two ministers of defence, what they did and what they said."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dabir import Header, Reader, Record
from dabir.record import Event
from dabir.sources import read_text

REPORT = Path(__file__).parents[2] / "shared/reports/000_fca3cd6499d7d6ee.txt"
IRAN, AZERBAIJAN = "امیر حاتمی", "ذاکر حسن‌اف"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the first report (../shared) is not here")


@cache
def record(published: str | None = "2018-04-17") -> Record:
    return Reader().read(read_text(REPORT.read_text("utf-8"), header=Header(published=published)))


def names(ids: tuple[str, ...]) -> set[str]:
    return {one.name for one in (*record().people, *record().parties) if one.id in ids}


def between(kind: str, some: str, others: str) -> list[Event]:
    """The events of a type with one on each side, whichever side."""
    return [
        event
        for event in record().events
        if event.type == kind
        and (
            (some in names(event.source_ids) and others in names(event.target_ids))
            or (others in names(event.source_ids) and some in names(event.target_ids))
        )
    ]


def test_the_ministers_met_today() -> None:
    (meeting,) = between("CONSULT", IRAN, AZERBAIJAN)
    assert (meeting.status, meeting.date) == ("happened", "2018-04-17")
    assert len(meeting.mentions) > 1


def test_the_delegation_met_the_president() -> None:
    (meeting,) = between("CONSULT", IRAN, "رئیس جمهوری آذربایجان")
    assert (meeting.status, meeting.date) == ("happened", "2018-04-17")


def test_they_decided_to_widen_their_cooperation_in_training() -> None:
    (decision,) = between("AGREE", IRAN, AZERBAIJAN)
    (commitment,) = (each for each in record().commitments if each.statement_id == decision.claimed_by)
    assert commitment.event_id == decision.id
    assert names((*commitment.source_ids, *commitment.target_ids)) >= {IRAN, AZERBAIJAN}
    (said,) = (each for each in record().statements if each.id == decision.claimed_by)
    assert said.act == "promise"
    assert "آموزش نظامی" in said.text


@pytest.mark.parametrize("speaker", [IRAN, AZERBAIJAN])
def test_both_sides_hold_to_territorial_integrity(speaker: str) -> None:
    held = [
        said.act
        for said in record().statements
        if said.speaker == speaker and ("تمامیت ارضی" in said.text or "این سیاست پایبند" in said.text)
    ]
    assert "position" in held


def test_tehran_and_baku_are_governments() -> None:
    mentions = {(party.country, one.text) for party in record().parties for one in party.mentions}
    assert {("IRN", "تهران"), ("AZE", "باکو")} <= mentions
    assert "تهران" not in {place.name for place in record().places}


def test_today_is_a_day_where_the_publication_is_known() -> None:
    assert {time.value for time in record().times if time.text == "امروز"} == {"2018-04-17"}
    unknown = [time for time in record(None).times if time.text == "امروز"]
    assert unknown
    assert all(time.value is None and time.unresolved == "no_publication_time" for time in unknown)
