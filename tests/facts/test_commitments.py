"""Commitments: promises and agreements, with who is bound, towards whom and by when."""

from __future__ import annotations

from dabir import Header, Reader, Record
from dabir.sources import read_text

READER = Reader(fast=True)


def record(*paragraphs: str, published: str | None = "2018-04-17") -> Record:
    text = "\n".join(["گزارش یک روز کاری", *paragraphs])
    return READER.read(read_text(text, header=Header(published=published)))


def test_a_promise_binds_its_speaker_towards_whom_he_addresses() -> None:
    whole = record("بهرام نیکخواه وزیر نیرو به وزارت کشور گفت: متعهد هستیم سد را تا ۲۰ خرداد بسازیم.")
    (found,) = whole.commitments
    (said,) = whole.statements
    assert (found.id, found.kind, found.statement_id, found.event_id) == ("c1", "promise", said.id, None)
    assert found.source_ids == (said.speaker_id,)
    assert (found.start, found.end, found.text) == (said.start, said.end, said.text)
    (time,) = [time for time in whole.times if time.id == found.time_id]
    assert time.jalali == "1397-03-20"


def test_an_agreement_binds_both_sides() -> None:
    whole = record("ایران و ارمنستان دیروز در ایروان به توافق رسیدند. باران بارید.")
    (found,) = whole.commitments
    (event,) = whole.events
    assert (found.kind, found.event_id) == ("agreement", event.id)
    assert {*found.source_ids, *found.target_ids} == {*event.source_ids, *event.target_ids}
    assert found.text == "ایران و ارمنستان دیروز در ایروان به توافق رسیدند."
    assert whole.text[found.start : found.end] == found.text
    assert found.time_id is None  # yesterday is no time by which anything is due


def test_what_is_only_possible_binds_nobody() -> None:
    assert not record("ایران و ارمنستان شاید به توافق برسند.").commitments


def test_without_a_publication_time_nothing_is_due() -> None:
    (found,) = record("بهرام نیکخواه گفت: متعهد هستیم سد را تا فردا بسازیم.", published=None).commitments
    assert found.time_id is None


def test_a_promise_that_tells_others_agreement_stays_a_promise() -> None:
    whole = record(
        "بهرام نیکخواه وزیر نیرو گفت: ایران و ارمنستان به توافق رسیدند و ما متعهد هستیم سد را بسازیم."
    )
    kinds = [each.kind for each in whole.commitments]
    assert sorted(kinds) == ["agreement", "promise"]
