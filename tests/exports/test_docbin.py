import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat
from typing import Any

import pytest
from hypothesis import given, settings

from dabir.exports.docbin import GROUPS, doc_of, docbins
from dabir.record import Record, Span, Time
from exporting import TROUBLE, a_record, bare_record
from readings import record_of
from reports import GOVERNOR, SUMMIT

spacy = pytest.importorskip("spacy")
BLANK = spacy.blank("fa").vocab


def loaded(*records: Record, **options: Any) -> list[Any]:
    """The documents, as spaCy reads them back."""
    vocabulary = spacy.blank("fa").vocab
    pieces = docbins(records, **options)
    return [
        doc
        for piece in pieces
        for doc in spacy.tokens.DocBin(store_user_data=True).from_bytes(piece).get_docs(vocabulary)
    ]


def test_a_document_is_the_report_and_its_spans_are_the_records() -> None:
    reports = [record_of(*report.text.splitlines()) for report in (SUMMIT, GOVERNOR)]
    for record, doc in zip([a_record(), *reports], loaded(a_record(), *reports), strict=True):
        assert doc.text == record.text
        assert doc.user_data["id"] == record.id
        for name in ("statements", "events", "commitments", "times"):
            facts = getattr(record, name)
            assert [span.text for span in doc.spans[name]] == [fact.text for fact in facts]
            assert [span.start_char for span in doc.spans[name]] == [fact.start for fact in facts]
            assert [span.id_ for span in doc.spans[name]] == [fact.id for fact in facts]
        mentions = [mention for person in record.people for mention in person.mentions]
        assert [span.text for span in doc.spans["people"]] == [mention.text for mention in mentions]
        assert [span.label_ for span in doc.spans["people"]] == [mention.kind for mention in mentions]
        cues = [statement.cue.text for statement in record.statements if statement.cue]
        assert [span.text for span in doc.spans["cues"]] == cues
        assert set(doc.spans) == set(GROUPS)


def test_entities_are_names_and_times() -> None:
    (doc,) = loaded(a_record())
    assert [(entity.text, entity.label_, entity.id_) for entity in doc.ents] == [
        ("آرش کهن‌مهر", "PER", "p1"),
        ("دیروز", "DATE", "t1"),
        ("تفلیس", "LOC", "l1"),
        ("نینو گلادزه", "PER", "p2"),
        ("کهن‌مهر", "PER", "p1"),
        ("پایان سال", "DATE", "t2"),
        ("گرجستان", "LOC", "o2"),
        ("وزارت نیرو", "ORG", "o1"),
    ]


def test_of_entities_that_overlap_the_longest_is_kept() -> None:
    record = a_record()
    start = record.people[0].mentions[0].start
    clash = Time(start, start + 3, "آرش", "t9", "DATE", None, None, None, None)
    (doc,) = loaded(replace(record, times=(clash,)))
    assert (doc.ents[0].text, doc.ents[0].label_) == ("آرش کهن‌مهر", "PER")
    assert [span.text for span in doc.spans["times"]] == ["آرش"]


def test_labels_say_what_a_span_is() -> None:
    (doc,) = loaded(a_record())
    assert [span.label_ for span in doc.spans["statements"]] == ["direct", "indirect", "indirect", "indirect"]
    assert [span.label_ for span in doc.spans["events"]] == ["CONSULT", "AGREE"]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["addressees"]] == [
        ("به خبرنگاران", "addressee", "s1")
    ]
    assert [span.text for span in doc.spans["tellings"]] == ["دیدار کرد", "تفاهم‌نامه امضا می‌کنند"]


def test_words_are_those_of_the_reader_with_spaces_at_their_ends() -> None:
    (doc,) = loaded(a_record())
    assert [token.text for token in doc[:6]] == ["آرش", "کهن‌مهر", "وزیر", "نیروی", "ایران", "دیروز"]
    assert [token.whitespace_ for token in doc[:6]] == [" "] * 6
    assert not [token for token in doc if token.text == " "]


@given(TROUBLE, TROUBLE)
@settings(max_examples=80, deadline=None)
def test_no_text_is_lost(before: str, after: str) -> None:
    record = a_record(before, after)
    doc = doc_of(record, BLANK)
    assert doc.text == record.text
    assert [span.text for span in doc.spans["statements"]] == [s.text for s in record.statements]
    assert [span.text for span in doc.spans["places"]] == ["تفلیس", "گرجستان"]


def test_spans_may_begin_and_end_anywhere() -> None:
    text = " سد  بزرگ\n ساخته شد "
    spans = [
        Span(start, end, text[start:end]) for start in range(len(text)) for end in range(start, len(text) + 1)
    ]
    times = tuple(
        Time(span.start, span.end, span.text, f"t{number}", "DATE", None, None, None, None)
        for number, span in enumerate(spans)
    )
    doc = doc_of(replace(bare_record(), text=text, times=times), BLANK)
    assert doc.text == text
    assert [span.text for span in doc.spans["times"]] == [span.text for span in spans if span.text]


def test_a_file_holds_as_many_as_asked_for_and_is_made_when_they_have_come() -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        for record in repeat(a_record()):
            taken += 1
            yield record

    pieces = list(islice(docbins(endless(), size=3), 2))
    assert taken == 6
    assert [len(spacy.tokens.DocBin().from_bytes(piece)) for piece in pieces] == [3, 3]


def test_nothing_makes_no_file_and_an_empty_report_an_empty_document() -> None:
    assert list(docbins([])) == []
    (doc,) = loaded(bare_record())
    assert (doc.text, len(doc), len(doc.spans["statements"])) == ("", 0, 0)


def test_a_record_that_cannot_be_written_does_not_cost_the_others() -> None:
    faults: list[str] = []
    found = loaded(
        a_record("\ud800", key="r2"),
        a_record(),
        on_error=lambda record, error: faults.append(f"{record.id} {error}"),
    )
    assert [doc.user_data["id"] for doc in found] == ["r1"]
    assert faults[0].startswith("r2 it holds half a character (U+D800)")


def test_wrong_wishes_and_a_missing_library_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="0 records holds none"):
        docbins([], size=0)
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ValueError, match=r"^A spaCy export needs spacy: pip install 'dabir\[spacy\]'$"):
        docbins([])
