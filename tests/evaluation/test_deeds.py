"""Deeds, times and acts compared with an annotation."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.evaluation.deed_sets import evaluate_deeds, load_deeds
from dabir.evaluation.deeds import Act, Deed, Deeds, Extent, When, count_deeds, value_of
from dabir.reader import Reader
from dabir.report import Header
from dabir.sources import read_text


def deed(kind: str = "CONSULT", status: str = "happened", **sides: str) -> Deed:
    return Deed(
        kind,
        (sides.get("source", "رضا پاکدل"),),
        (sides.get("target", "وزیر نیروی عمان"),),
        status,
        (Extent(10, 15),),
    )


def f1(gold: Deeds, found: Deeds) -> tuple[float, float, float]:
    counts = count_deeds(gold, found)
    return counts.parties.f1, counts.triggers.f1, counts.figures()["status"]


def test_the_same_deed_is_right() -> None:
    assert f1(Deeds((deed(),)), Deeds((deed(),))) == (1.0, 1.0, 1.0)


def test_sides_may_stand_the_other_way_round() -> None:
    other = deed(source="وزیر نیروی عمان", target="پاکدل")
    assert f1(Deeds((deed(),)), Deeds((other,)))[0] == 1.0


def test_another_party_leaves_the_words_right() -> None:
    assert f1(Deeds((deed(),)), Deeds((deed(target="وزیر راه"),)))[:2] == (0.0, 1.0)


def test_a_country_is_the_same_by_any_of_its_names() -> None:
    gold = deed(source="هندوستان", target="تهران")
    assert f1(Deeds((gold,)), Deeds((deed(source="هند", target="ایران"),)))[0] == 1.0
    assert f1(Deeds((gold,)), Deeds((deed(source="هند", target="عراق"),)))[0] == 0.0


def test_another_type_or_status_is_wrong() -> None:
    assert f1(Deeds((deed(),)), Deeds((deed("AGREE"),)))[:2] == (0.0, 0.0)
    assert f1(Deeds((deed(),)), Deeds((deed(status="planned"),))) == (1.0, 1.0, 0.0)


def test_what_is_hypothetical_is_neither_asked_for_nor_held_against_a_reader() -> None:
    loose = deed("THREATEN", "hypothetical")
    assert f1(Deeds((deed(), loose)), Deeds((deed(),))) == (1.0, 1.0, 1.0)
    assert f1(Deeds((deed(),)), Deeds((deed(), loose)))[0] == 1.0


@pytest.mark.parametrize(
    ("annotated", "value"),
    [
        ("J1397-01-28", "2018-04-17/2018-04-17"),
        ("J1397-01", "2018-03-21/2018-04-20"),
        ("G2018", "2018-01-01/2018-12-31"),
        ("J1397-01-15/J1397-01-20", "2018-04-04/2018-04-09"),
        ("T10:00", "T10:00"),
        ("P3D", "P3D"),
        ("NOW", "PRESENT_REF"),
        ("?", None),
    ],
)
def test_values_are_compared_in_one_form(annotated: str, value: str | None) -> None:
    assert value_of(annotated) == value


def test_times_need_their_words_and_their_value() -> None:
    gold = Deeds(times=(When(Extent(0, 10), "2018-04-17/2018-04-17"), When(Extent(20, 30), None)))
    right = Deeds(times=(When(Extent(2, 10), "2018-04-17/2018-04-17"),))
    assert count_deeds(gold, right).times.f1 == 1.0
    wrong = Deeds(times=(When(Extent(2, 10), "2018-04-18/2018-04-18"),))
    assert count_deeds(gold, wrong).times.f1 == 0.0


def test_acts_are_averaged_over_the_acts() -> None:
    gold = Deeds(
        acts=(Act(Extent(0, 9), "report"), Act(Extent(10, 19), "denial"), Act(Extent(20, 29), "none"))
    )
    found = Deeds(acts=(Act(Extent(0, 9), "report"), Act(Extent(10, 19), "report")))
    figures = count_deeds(gold, found).figures()
    assert figures["acts"] == pytest.approx((2 / 3 + 0) / 2, abs=1e-3)


@given(st.lists(st.sampled_from(["CONSULT", "AGREE", "ACCUSE"]), max_size=6))
def test_a_reading_agrees_with_itself(kinds: list[str]) -> None:
    deeds = Deeds(tuple(deed(kind, source=f"گوینده{n}") for n, kind in enumerate(kinds)))
    counts = count_deeds(deeds, deeds)
    assert counts.parties.hits == counts.parties.gold == counts.parties.predicted == len(kinds)


TEXT = "سفر دو وزیر\nبهرام نیکخواه وزیر نیرو دیروز در مسقط با سالم الحارثی وزیر برق عمان دیدار کرد."


def _line(**changes: Any) -> dict[str, Any]:
    start = TEXT.index("دیدار کرد")
    known = {
        "id": "a",
        "sha": sha256(TEXT.encode()).hexdigest()[:16],
        "published": "1397-01-28",
        "deeds": [
            {
                "type": "CONSULT",
                "mode": None,
                "sources": ["بهرام نیکخواه"],
                "targets": [[TEXT.index("سالم"), TEXT.index(" وزیر برق")]],
                "status": "happened",
                "words": [[start, start + 5]],
            }
        ],
        "times": [
            {
                "start": TEXT.index("دیروز"),
                "end": TEXT.index(" در مسقط"),
                "type": "DATE",
                "value": "J1397-01-27",
            }
        ],
        "acts": [],
    }
    return {**known, **changes}


def test_a_set_is_compared_with_records_by_id(tmp_path: Path) -> None:
    record = Reader(fast=True).read(read_text(TEXT, id="a", header=Header(published="2018-04-17")))
    path = tmp_path / "deeds.jsonl"
    path.write_text(json.dumps(_line()) + "\n" + json.dumps(_line(id="b")) + "\n", "utf-8")
    gold = load_deeds(path)
    assert gold is not None
    evaluation = evaluate_deeds(gold, {"a": record})
    assert evaluation.unread == ("b",)
    assert (evaluation.counts.parties.f1, evaluation.counts.times.f1) == (1.0, 1.0)


def test_the_worst_reports_say_what_went_wrong() -> None:
    record = Reader(fast=True).read(read_text(TEXT, id="a", header=Header(published="2018-04-17")))
    line = _line()
    missed = {**line["deeds"][0], "type": "ASSAULT"}
    wrong = _line(deeds=[missed], times=[{**line["times"][0], "value": "J1397-01-20"}])
    assert evaluate_deeds([line], {"a": record}).worst(3) == []
    (worst,) = evaluate_deeds([wrong], {"a": record}).worst(3)
    lines = list(worst.lines())
    assert lines[0] == "a: 0 deeds of 1, 0 times of 1"
    assert [fault.split(":")[0].strip() for fault in lines[1:]] == ["missed", "spurious", "time"]
    assert "2018-04-09/2018-04-09, not 2018-04-16/2018-04-16" in lines[3]


def test_other_parties_and_another_status_are_told() -> None:
    record = Reader(fast=True).read(read_text(TEXT, id="a", header=Header(published="2018-04-17")))
    line = _line()
    other = {**line["deeds"][0], "targets": ["وزیر راه"], "status": "planned"}
    (worst,) = evaluate_deeds([_line(deeds=[other])], {"a": record}).worst(1)
    assert [fault.split(":")[0] for fault in worst.faults] == ["parties", "status"]


def test_another_text_than_the_annotated_one_is_refused() -> None:
    record = Reader(fast=True).read(read_text(TEXT + " پایان.", id="a"))
    with pytest.raises(ValueError, match="a"):
        evaluate_deeds([_line()], {"a": record})


def test_a_file_of_another_kind_is_none(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "statements": []}\n', "utf-8")
    assert load_deeds(path) is None
    with pytest.raises(ValueError, match="cannot be read"):
        load_deeds(tmp_path / "nothing.jsonl")
