"""Marks: what the record knows, marked in the text, however its facts cross and whatever they are called."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.news import MEETING, record_of
from dabir.desk.report.marks import KINDS, Kind, chosen, marked
from dabir.desk.report.writing import written
from dabir.exports.markup import Block
from dabir.record import Event, Mention, Person, Place, Record, Span, Statement, Time
from dabir.report import Header
from dabir.script.writing import restore

SIGNS = st.text(alphabet="ابيكمی <>&\"'=/\n‌\0\r\x0b\u2028\U0001f600", max_size=50)
SPANS = st.lists(st.tuples(st.integers(-3, 55), st.integers(-3, 55)), max_size=5)
NAMES = st.sampled_from(["p1", "s1", "", '"><script>', "' onclick=", "content", "p 1"])


class Words(HTMLParser):
    """The words of a line, the classes around each, and the attributes that were met; its tags nest."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()
        self.ids, self.classes = list[str](), list[frozenset[str]]()
        self.feed(str(block.html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert tag == "span"
        assert set(names) <= {"class", "data-lit", "data-lights", "data-n", "id"}
        assert len(names) == len(set(names))
        self.open.append(dict(attrs)["class"] or "")
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert tag == "span"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.classes += [frozenset(name.split()[0] for name in self.open)] * len(data)


def hostile(text: str, names: list[str], spans: list[list[tuple[int, int]]]) -> Record:
    """A record whose facts lie anywhere, and outside of the text as well."""
    some, other, third = names
    people, statements, mentions, events, times = spans

    def cut(span: tuple[int, int]) -> Span:
        return Span(*span, text[slice(*span)])

    return Record(
        "r", text, restore(text).text, Header(), (),
        (Person(some, other, third, "IRN", tuple(Mention(a, b, text[a:b], "name") for a, b in people)),), (),
        tuple(
            Statement(other, a, b, text[a:b], some, some, cut((b, a)), cut((a, a + 3)), None, "direct", None, 0.5)
            for a, b in statements
        ),
        tuple(
            Event(third, other, None, (), some, "", (some,), (), None, None, None, None, "happened", None, a, b, text[a:b],
                  (cut((a + 1, b)),), 0.5)
            for a, b in events
        ),
        tuple(Time(a, b, text[a:b], some, "DATE", None, None, None, None) for a, b in times),
        (Place(other, some, "city", "IRN", None, None, None, tuple(map(cut, mentions))),),
    )  # fmt: skip


@settings(deadline=None)
@given(SIGNS, st.lists(NAMES, min_size=3, max_size=3), st.lists(SPANS, min_size=5, max_size=5), st.booleans())
def test_hostile_words_stay_words(
    text: str, names: list[str], spans: list[list[tuple[int, int]]], restored: bool
) -> None:
    record = hostile(text, names, spans)
    shown = written(record, "restored" if restored else "original")
    lines = [(block, Words(block)) for block in marked(record, shown)]
    for block, words in lines:
        assert words.text == shown.text[block.start : block.start + len(words.text)]
    ids = [name for _, words in lines for name in words.ids]
    assert len(ids) == len(set(ids))
    assert " ".join(words.text for _, words in lines).split() == shown.text.split()
    for start, end in spans[1]:  # every word of a statement is marked as one
        low, high = shown.here(start, end)
        for block, words in lines:
            for offset, classes in enumerate(words.classes, block.start):
                assert not low <= offset < high or "said" in classes


def test_facts_of_a_report() -> None:
    record = record_of(MEETING, "meeting", published="2018-04-17T10:00:00+04:30")
    text = written(record, "restored")
    html = "".join(str(block.html) for block in marked(record, text, lambda number: f"({number})"))
    said = record.statements[0]
    assert (
        f'data-lit="{said.id} {said.speaker_id}" data-lights="{said.id}" data-n="(1)" id="{said.id}"' in html
    )
    for kind in (
        'class="cue c0"',
        'class="by c0"',
        'class="who ',
        'class="place"',
        'class="time"',
        'class="deed"',
    ):
        assert kind in html


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (None, KINDS),
        ([""], ()),
        (["", "times", "people"], ("people", "times")),
        (["times,people,<b>"], ("people", "times")),
    ],
)
def test_kinds_that_are_asked_for(asked: list[str] | None, kinds: tuple[Kind, ...]) -> None:
    assert chosen(asked) == kinds
