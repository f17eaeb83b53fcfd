"""Annotated reports as samples: what is told is marked, and what is left to choice stays open."""

from __future__ import annotations

from typing import Any

from dabir.model.labels import begin
from training.model.samples import EVERYTHING, Sample, reported
from training.model.sources import Annotated

OUTER, INNER = "مدیر مدرسه گفت که درس فردا آغاز می‌شود", "درس فردا آغاز می‌شود"
TEXT = f"آغاز درس در نیشابور\nنادر پاک‌دل افزود: {OUTER}."


def _sample(*, optional: bool) -> Sample:
    def statement(words: str, form: str, **more: Any) -> dict[str, Any]:
        start = TEXT.index(words)
        return {
            "start": start, "end": start + len(words), "form": form, "cue": None, "mention": None, **more
        }  # fmt: skip

    statements = [statement(OUTER, "direct"), statement(INNER, "indirect", optional=optional)]
    people = [{"name": "نادر پاک‌دل", "role": ""}]
    return reported(Annotated("x", TEXT, {"statements": statements, "people": people}))


def _bits(sample: Sample, head: str, words: str) -> list[int]:
    wanted = words.split()
    at = next(n for n in range(len(sample.words)) if sample.words[n : n + len(wanted)] == wanted)
    return sample.allowed[head][at : at + len(wanted)]


def test_speech_inside_speech_is_marked_in_a_head_of_its_own() -> None:
    first, *rest = _bits(_sample(optional=False), "inner", INNER)
    assert first == 1 << begin("inner", "speech")
    assert set(rest) == {1 << begin("inner", "speech") + 1}
    assert 1 not in _bits(_sample(optional=False), "outer", OUTER)


def test_an_optional_statement_is_left_open() -> None:
    assert set(_bits(_sample(optional=True), "inner", INNER)) == {EVERYTHING["inner"]}


def test_a_person_is_marked_and_everybody_else_is_nobody() -> None:
    sample = _sample(optional=False)
    person = begin("names", "PER")
    assert _bits(sample, "names", "نادر پاک‌دل") == [1 << person, 1 << person + 1]
    assert not any(bits & 1 << person for bits in _bits(sample, "names", INNER))
