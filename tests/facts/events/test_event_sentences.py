"""Invented sentences of every PLOVER type and mode, and near misses, read by rules alone and with the model."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dabir import Header, Reader, Record
from dabir.evaluation.names import same_speaker
from dabir.sources import read_text

FILE = Path(__file__).with_name("sentences.toml")
DATA: dict[str, list[dict[str, str]]] = tomllib.loads(FILE.read_text("utf-8"))
# Of the sentences: so many are read with their type and parties, and with the mode besides.
PARTIES, MODES = 187, 182
# With the model, so many have their type and parties, and so many near misses do not fire.
SEEN, QUIET = 171, 72


@cache
def records(*, fast: bool = True) -> dict[str, Record]:
    texts = [each["text"] for part in DATA.values() for each in part]
    header = Header(published="2018-04-17", published_jalali="1397-01-28")
    reports = [read_text(f"گزارش کوتاه\n{text}", id=text, header=header) for text in texts]
    return {record.id: record for record in Reader(fast=fast).read_together(reports)}


def told(sentence: dict[str, str], *, fast: bool = True) -> list[Any]:
    """The events of a sentence that have its type and its parties, whichever side they stand on."""
    record = records(fast=fast)[sentence["text"]]
    names = {one.id: one.name for one in (*record.people, *record.parties)}
    found = []
    for event in record.events:
        sides = [[names[key] for key in ids] for ids in (event.source_ids, event.target_ids)]
        wanted = [sentence["actor"], sentence["recipient"]]
        if event.type == sentence["type"] and (fits(sides, wanted) or fits(sides[::-1], wanted)):
            found.append(event)
    return found


def fits(sides: list[list[str]], wanted: list[str]) -> bool:
    return all(
        any(same_speaker(name, want) for name in side) if want else not side
        for side, want in zip(sides, wanted, strict=True)
    )


def right(sentence: dict[str, str]) -> bool:
    return any(event.mode == sentence.get("mode") for event in told(sentence))


def fires(miss: dict[str, str], *, fast: bool = True) -> bool:
    return any(
        event.type == miss["type"] and event.mode == (miss.get("mode") or event.mode)
        for event in records(fast=fast)[miss["text"]].events
        if event.status != "hypothetical"
    )


def test_every_type_and_mode_has_three_sentences_and_a_near_miss() -> None:
    sentences = Counter((each["type"], each.get("mode")) for each in DATA["sentence"])
    misses = Counter((each["type"], each.get("mode")) for each in DATA["miss"])
    assert set(sentences.values()) == {3}
    assert misses.keys() == sentences.keys()


def kinds() -> list[tuple[str, str | None]]:
    return sorted({(each["type"], each.get("mode")) for each in DATA["sentence"]}, key=str)


@pytest.mark.parametrize(("kind", "mode"), kinds())
def test_two_sentences_at_least_are_read_right(kind: str, mode: str | None) -> None:
    own = [each for each in DATA["sentence"] if (each["type"], each.get("mode")) == (kind, mode)]
    assert sum(map(right, own)) >= 2


def test_so_many_sentences_are_read_right() -> None:
    assert sum(bool(told(each)) for each in DATA["sentence"]) >= PARTIES
    assert sum(map(right, DATA["sentence"])) >= MODES


@pytest.mark.parametrize("miss", DATA["miss"], ids=lambda miss: f"{miss['type']} {miss.get('mode', '')}")
def test_a_near_miss_does_not_fire(miss: dict[str, str]) -> None:
    assert not fires(miss)


def test_the_model_reads_so_many_and_lets_so_many_near_misses_be() -> None:
    assert sum(bool(told(each, fast=False)) for each in DATA["sentence"]) >= SEEN
    assert sum(not fires(each, fast=False) for each in DATA["miss"]) >= QUIET
