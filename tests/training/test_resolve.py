"""Annotations in words become offsets; what does not stand in the report is told."""

from __future__ import annotations

from typing import Any

import pytest

from training.annotation.resolve import SheetError, resolved

TEXT = (
    "آغاز کاشت زعفران در فریمان\n"
    "مدیر جهاد کشاورزی فریمان گفت: کاشت زعفران آغاز شد و تا آبان ادامه دارد.\n"
    "به گفته ناصر دلیری، باران به‌موقع بارید. دلیری افزود: باران ادامه دارد."
)


def _statement(**changes: Any) -> dict[str, Any]:
    known = {
        "p": 1,
        "from": "کاشت زعفران آغاز",
        "to": "ادامه دارد",
        "cue": "گفت",
        "mention": "",
        "form": "direct",
    }
    return {**known, "speaker": "ناصر دلیری", **changes}


def _resolved(*statements: dict[str, Any]) -> dict[str, Any]:
    people = [{"name": "ناصر دلیری", "role": "مدیر جهاد کشاورزی فریمان"}]
    return resolved("x", TEXT, {"statements": list(statements), "people": people})


def _words(span: list[int]) -> str:
    return TEXT[span[0] : span[1]]


def test_words_become_offsets() -> None:
    result = _resolved(_statement())
    (statement,) = result["statements"]
    assert TEXT[statement["start"] : statement["end"]] == "کاشت زعفران آغاز شد و تا آبان ادامه دارد"
    assert _words(statement["cue"]) == "گفت"
    assert statement["mention"] is None
    assert _words(statement["speaker"]) == "ناصر دلیری"
    assert _words(result["people"][0]["role"]) == "مدیر جهاد کشاورزی فریمان"


def test_a_speaker_who_does_not_stand_there_as_he_is_keeps_his_name() -> None:
    (statement,) = _resolved(_statement(speaker="ناصر و علی دلیری"))["statements"]
    assert statement["speaker"] == "ناصر و علی دلیری"


def test_the_nearest_of_several_mentions_is_meant() -> None:
    late = _statement(p=2, to="باران ادامه دارد", cue="افزود", mention="دلیری", **{"from": "باران ادامه"})
    (statement,) = _resolved(late)["statements"]
    assert statement["mention"] == [TEXT.rindex("دلیری"), TEXT.rindex("دلیری") + 5]


def test_a_word_is_not_looked_for_within_another() -> None:
    text = "خبر\nدر گفت‌وگو با ما گفت: باران بارید."
    statement = _statement(cue="گفت", to="بارید", **{"from": "باران"})
    (found,) = resolved("x", text, {"statements": [statement], "people": []})["statements"]
    assert found["cue"] == [text.index("گفت:"), text.index(":")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"p": 9}, "part 9"),
        ({"from": "گندم"}, "«گندم»"),
        ({"from": "ا"}, "twice"),
        ({"to": "گندم"}, "behind"),
        ({"cue": "نوشت"}, "«نوشت»"),
        ({"form": "quoted"}, "'quoted'"),
    ],
)
def test_what_does_not_stand_there_is_told(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(SheetError, match=said):
        _resolved(_statement(**changes))
