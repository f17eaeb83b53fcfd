import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.report import Report
from dabir.sources import UnreadableError, jsonlist
from dabir.sources.jsonlist import read_list
from dabir.sources.outcome import Outcome
from dabir.sources.stream import Stream
from website import LINES


def listed(data: str | bytes) -> list[Outcome]:
    raw = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_list(Stream(raw, rewound=True), "a.json"))


def errors(outcomes: list[Outcome]) -> list[str]:
    return [str(outcome) for outcome in outcomes if isinstance(outcome, UnreadableError)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("indent", [None, 2])
def test_items_are_reports(encoding: str, indent: int | None) -> None:
    items = [{"id": name, "text": LINES[0]} for name in "abc"]
    text = json.dumps(items, indent=indent, ensure_ascii=False)
    outcomes = listed(text.encode(encoding))
    assert [outcome.id for outcome in outcomes if isinstance(outcome, Report)] == ["a", "b", "c"]


def test_bad_items_are_named_by_their_number() -> None:
    outcomes = listed(json.dumps([1, {"text": LINES[0]}, {"id": "x"}, None]))
    assert [type(outcome) for outcome in outcomes] == [
        UnreadableError,
        Report,
        UnreadableError,
        UnreadableError,
    ]
    assert (
        errors(outcomes)[1]
        == 'a.json, item 3: no "text", "headline" or "body" in it; give the report\'s text.'
    )


@pytest.mark.parametrize(
    ("tail", "number"),
    [
        ('{"id": "b", oops}]', 2),
        ('{"text": "پل', 2),
        ('{"id": "b"} {}]', 3),
        ("", 2),
        ("]", 2),
        ("[" * 5000, 2),
    ],
)
def test_broken_json_ends_the_reading_and_is_told(tail: str, number: int) -> None:
    outcomes = listed(json.dumps([{"id": "a", "text": LINES[0]}])[:-1] + "," + tail)
    assert isinstance(outcomes[0], Report)
    assert errors(outcomes)[-1].startswith(f"a.json, item {number}: not JSON (")


def test_an_empty_list() -> None:
    assert errors(listed(" [ ] ")) == ["a.json holds an empty list: give one JSON object a report."]
    assert errors(listed("["))[0].startswith("a.json, item 1: not JSON")


def test_an_item_without_end_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlist, "_LONGEST_ITEM", 1000)
    monkeypatch.setattr(jsonlist, "_CHUNK", 100)
    assert "one item is longer" in errors(listed('[{"text": "' + "پل " * 10_000))[0]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=6), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_a_window_of_any_size_gives_the_same_items(
    values: list[Any], chunk: int, indent: int | None, ascii_: bool
) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=ascii_)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonlist, "_CHUNK", chunk)
        items = list(jsonlist._Items(io.StringIO(text)))
    assert json.dumps(items) == json.dumps(values)


@given(st.text(alphabet='[]{},:"\\ا1 -e.tu', max_size=60), st.integers(1, 40))
def test_any_text_is_a_list_or_refused(text: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonlist, "_CHUNK", chunk)
        assert listed("[" + text)
