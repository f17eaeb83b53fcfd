"""The reading model that ships: whole, the same for a report in any company, and of use on invented reports."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir import Reader
from dabir.facts.reading import Reading
from dabir.model import manifest
from dabir.model.reading import load
from dabir.model.tagger import Tagger, Words
from dabir.sources import read_text
from readings import reading_of
from reports import ALL

LONGEST = " ".join(["وی گفت باران بارید و سیل آمد و راه بسته شد"] * 80)


def words(reading: Reading) -> Words:
    return Words([word.text for word in reading.words], [range(*each.range) for each in reading.paragraphs])


REPORTS = [words(reading_of(*report.text.split("\n"))) for report in ALL.values()] + [
    words(reading_of(LONGEST)),
    words(reading_of("سلام")),
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load(threads=1)


def test_the_files_are_those_that_are_listed() -> None:
    manifest.verify()
    assert sum(entry.bytes for entry in manifest.entries().values()) < 40_000_000


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, len(REPORTS) - 1), min_size=2, max_size=5))
def test_a_report_is_tagged_alike_in_any_company(tagger: Tagger, chosen: list[int]) -> None:
    together = tagger.tag([REPORTS[number] for number in chosen])
    for number, tags in zip(chosen, together, strict=True):
        (alone,) = tagger.tag([REPORTS[number]])
        assert tags.spans == alone.spans
        assert tags.probabilities.keys() == alone.probabilities.keys()
        for head, scores in alone.probabilities.items():
            assert np.abs(tags.probabilities[head] - scores).max() < 1e-5
        assert tags.pairs.keys() == alone.pairs.keys()
        for word, (seen, shares) in alone.pairs.items():
            assert tags.pairs[word][0] == seen
            assert np.abs(tags.pairs[word][1] - shares).max() < 1e-5


def test_threads_change_nothing(tagger: Tagger) -> None:
    (one,), (two,) = tagger.tag(REPORTS[:1]), load(threads=2).tag(REPORTS[:1])
    assert one.spans == two.spans


def test_probabilities_are_probabilities(tagger: Tagger) -> None:
    for tags in tagger.tag(REPORTS):
        for scores in tags.probabilities.values():
            assert np.allclose(scores.sum(axis=1), 1, atol=1e-4)


def test_names_and_parts_of_speech_are_seen(tagger: Tagger) -> None:
    reading = reading_of("بهروز نیک‌نام، شهردار تهران، روز گذشته گفت: ساخت پل تازه شهر پایان یافته است.")
    (tags,) = tagger.tag([words(reading)])
    people = [
        " ".join(word.text for word in reading.words[s.first : s.last]) for s in tags.of("names", "PER")
    ]
    assert people == ["بهروز نیک‌نام"]
    (content,) = tags.of("outer")
    assert content.name == "direct"
    assert reading.words[content.first].text == "ساخت"
    assert [reading.words[span.first].text for span in tags.of("cue")] == ["گفت"]


def test_reports_are_read_together_as_alone() -> None:
    reader = Reader(threads=1)
    reports = [read_text(report.text, id=name) for name, report in list(ALL.items())[:4]]
    assert reader.read_together(reports) == [reader.read(report) for report in reports]


def test_a_file_cut_short_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "reading.onnx").write_bytes(b"half")
    monkeypatch.setattr(manifest, "FOLDER", tmp_path)
    with pytest.raises(
        manifest.DamagedError, match=r"reading\.onnx is missing or damaged: install dabir again"
    ):
        load()
