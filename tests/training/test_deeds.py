"""Annotated deeds and tellings become offsets; what does not stand in the text is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from training.annotation.deeds import _Resolver
from training.annotation.resolve import SheetError
from training.annotation.tellings import Sheet, main
from training.model.samples import done, spoken, told
from training.model.sources import Raw, spaced

TEXT = (
    "سفر وزیر نیرو به مسقط\n"
    "بهرام نیکخواه وزیر نیرو دیروز با وزیر برق عمان دیدار کرد. وی گفت: همکاری ادامه دارد.\n"
    "دیدار بعدی در تهران است."
)


def _words(span: list[int]) -> str:
    return TEXT[slice(*span)]


def _answer(**changes: Any) -> dict[str, Any]:
    event = {
        "type": "CONSULT",
        "mode": "visit",
        "actors": ["بهرام نیکخواه"],
        "recipients": ["وزیر برق عمان"],
        "status": "happened",
        "words": [[1, "دیدار"]],
        "place": "مسقط",
        "time": "دیروز",
        **changes,
    }
    times = [{"p": 1, "text": "دیروز", "type": "DATE", "value": "J1397-01-27"}]
    return {"events": [event], "times": times, "acts": {"s1": "report"}}


def _line(**changes: Any) -> dict[str, Any]:
    start = TEXT.index("همکاری")
    resolver = _Resolver(Raw("x", TEXT, "economy", "1397-01-28"), [[start, start + 18]])
    return resolver.line(_answer(**changes))


def test_an_answer_becomes_offsets() -> None:
    line = _line()
    (event,) = line["deeds"]
    assert [_words(span) for span in event["words"]] == ["دیدار"]
    assert _words(event["words"][0]) == "دیدار"
    assert (_words(event["sources"][0]), _words(event["targets"][0])) == ("بهرام نیکخواه", "وزیر برق عمان")
    assert (_words(event["place"]), _words(event["time"])) == ("مسقط", "دیروز")
    assert line["times"][0]["value"] == "J1397-01-27"
    assert line["acts"][0]["act"] == "report"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": "MEET"}, "MEET"),
        ({"mode": "arrest"}, "mode of CONSULT"),
        ({"status": "done"}, "status"),
        ({"recipients": []}, "lacks an actor or a recipient"),
        ({"words": [[1, "ملاقات"]]}, "does not stand in part 1"),
        ({"words": [[9, "دیدار"]]}, "no part 9"),
        ({"actors": ["احمد نیکخواه"]}, "the report has no «احمد»"),
    ],
)
def test_what_cannot_be_resolved_is_told(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(SheetError, match=said):
        _line(**changes)


def _telling(**changes: Any) -> dict[str, Any]:
    known = {
        "p": 1,
        "w": "دیدار",
        "type": "CONSULT",
        "mode": None,
        "status": "happened",
        "a": [["بهرام نیکخواه"]],
        "r": [["وزیر برق عمان"]],
        "e": 1,
    }
    return {**known, **changes}


def test_a_telling_keeps_the_words_that_name_its_parties() -> None:
    telling = Sheet(TEXT.split("\n")).telling(_telling(r=[["", "سلطان عمان"]]))
    assert _words(telling["words"]) == "دیدار"
    assert _words(telling["sources"][0]) == "بهرام نیکخواه"
    assert telling["targets"] == [None]


@pytest.mark.parametrize("changes", [{"w": "سفر"}, {"a": []}, {"type": "X"}, {"a": [["کسی"]]}, {"p": 7}])
def test_a_telling_that_does_not_fit_is_told(changes: dict[str, Any]) -> None:
    with pytest.raises((SheetError, IndexError)):
        Sheet(TEXT.split("\n")).telling(_telling(**changes))


def test_a_folder_of_sheets_becomes_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(TEXT.split("\n")), "utf-8")
    answers = [json.dumps(_telling()), json.dumps(_telling(w="سفر")), "{"]
    (tmp_path / "a.ans").write_text("\n".join(answers), "utf-8")
    (tmp_path / "a.acts").write_text('{"p": 1, "w": "همکاری ادامه دارد", "act": "position"}', "utf-8")
    out = tmp_path / "out.jsonl"
    assert main(tmp_path, out) == 1
    line = json.loads(out.read_text("utf-8"))
    assert (line["text"], len(line["tellings"]), line["acts"][0]["act"]) == (TEXT, 1, "position")
    assert capsys.readouterr().err.count("a.ans, line") == 2


def test_tellings_become_labels_and_arcs() -> None:
    sheet = Sheet(TEXT.split("\n"))
    sample = told({"text": TEXT, "tellings": [sheet.telling(_telling())], "acts": []})
    (trigger,) = [n for n, bits in enumerate(sample.allowed["event"]) if bits != 1]
    assert sample.words[trigger] == "دیدار"
    actor, recipient = sample.arcs
    assert (actor.trigger, actor.role, recipient.role) == (trigger, 0, 1)
    assert [sample.words[n] for n in sorted(actor.words)] == ["بهرام", "نیکخواه"]
    assert [sample.words[n] for n in sorted(recipient.words)] == ["وزیر", "برق", "عمان"]
    assert sample.words[actor.scope.stop - 1] == "."


def test_a_report_of_deeds_tells_parties_of_its_own_sentence_only() -> None:
    line = _line(recipients=["تهران"])
    sample = done(TEXT, line)
    assert [arc.role for arc in sample.arcs] == [0]


def test_a_report_of_acts_tells_nothing_of_events() -> None:
    start = TEXT.index("همکاری")
    sample = spoken(TEXT, [{"start": start, "end": start + 17, "act": "promise"}])
    assert sample.allowed.keys() == {"act"}
    assert len(set(sample.allowed["act"])) == 3


def test_a_tokenised_sentence_is_written_as_people_write_it() -> None:
    assert spaced(["وي", "گفت", ":", "«", "كار", "مي شود", "»", "."]) == "وی گفت: «کار می‌شود»."
