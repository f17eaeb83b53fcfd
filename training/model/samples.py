"""What the network learns from: words with the labels that each head may give them.

A head's labels for a word are a set of bits: one bit where the corpus tells the label, several where it leaves some
open (ParsTwiNER has no dates, the gold reports tell people from everything else and no more), all where it is silent.
The loss is the mass that the network puts outside the set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir import Report
from dabir.facts.mentions import find_mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading, lay_out
from dabir.model.labels import CLASSES, DEEDS, begin, size
from dabir.script.letters import HALF_SPACE, squeeze
from dabir.script.words import tokens
from dabir.sources import read_text
from training.model.sources import Annotated, Tagged

# A statement's offsets and its act.
Act = tuple[int, int, str]

EVERYTHING = {head: (1 << size(head)) - 1 for head in (*CLASSES, *DEEDS)}


class Arc(NamedTuple):
    """A party to the deed that a word states: which words of its sentence (`scope`) name it, in one of the `ROLES`."""

    trigger: int
    role: int
    scope: range
    words: frozenset[int]


@dataclass(slots=True)
class Sample:
    """Words in paragraphs (ranges of word numbers), and for each head the labels allowed for each word.

    `soft` is what a teacher says: words × the labels of all heads, side by side in the order of `CLASSES`. `arcs` are the
    parties of deeds that are known.
    """

    words: list[str]
    paragraphs: list[range]
    allowed: dict[str, list[int]] = field(default_factory=dict)
    soft: NDArray[np.float16] | None = None
    arcs: list[Arc] = field(default_factory=list)


def named(sentences: Sequence[Tagged], classes: Mapping[str, Sequence[str]]) -> Sample:
    """A sample of consecutive sentences; `classes` tells which of our classes (or `O`) a tag may stand for."""
    words: list[str] = []
    allowed: list[int] = []
    for sentence in sentences:
        for token, tag in zip(sentence.tokens, sentence.tags, strict=True):
            words.append(token.replace(" ", HALF_SPACE))
            allowed.append(_bits(tag, classes))
    return Sample(words, [range(len(words))], {"names": allowed})


def _bits(tag: str, classes: Mapping[str, Sequence[str]]) -> int:
    place, _, name = tag.partition("-")
    bits = 0
    for known in classes[name or "O"]:
        if known == "O":
            bits |= 1
        elif place == "O":  # a corpus without this class says O where it stands
            bits |= 0b11 << begin("names", known)
        else:
            bits |= 1 << begin("names", known) + (place == "I")
    return bits


PEYMA: Mapping[str, Sequence[str]] = {"O": ["O"], **{name: [name] for name in CLASSES["names"]}}
PARSTWINER: Mapping[str, Sequence[str]] = {
    "O": ["O", "DAT", "TIM", "MON", "PCT"],
    "PER": ["PER"],
    "ORG": ["ORG"],
    "LOC": ["LOC"],
    "NAT": ["O", "LOC", "ORG"],
    "POG": ["O", "ORG"],
    "EVE": ["O", "ORG", "DAT", "LOC"],
}


def groups(sentences: Sequence[Tagged], sizes: Iterator[int]) -> Iterator[list[Tagged]]:
    """Consecutive sentences in groups."""
    rest = iter(sentences)
    while group := list(islice(rest, next(sizes))):
        yield group


def reported(annotated: Annotated) -> Sample:
    """A sample of an annotated report: parts of speech, people and posts."""
    reading = laid_out(annotated.text)
    spans = Spans(reading)
    gold = annotated.gold
    labels: dict[str, list[int]] = {head: [1] * len(reading.words) for head in CLASSES if head != "names"}
    statements = [(spans.words(each["start"], each["end"]), each) for each in gold["statements"]]
    for words, each in statements:
        inside = any(_within(words, other) for other, _ in statements)
        if each.get("optional"):
            _leave_open(labels, words, "inner" if inside else "outer")
        elif inside:
            _mark(labels["inner"], words, "inner", "speech")
        else:
            _mark(labels["outer"], words, "outer", each["form"])
        for head, field_name in (("cue", "cue"), ("source", "mention")):
            if each[field_name]:
                _mark(labels[head], spans.words(*each[field_name]), head, head)
    labels["names"] = _people(reading, [person["name"] for person in gold["people"]])
    labels["post"] = _posts(reading, [person["role"] for person in gold["people"]])
    return Sample(
        [word.text for word in reading.words], [range(*each.range) for each in reading.paragraphs], labels
    )


def done(text: str, line: Mapping[str, Any]) -> Sample:
    """A sample of a report annotated for deeds: the words that state them, their parties, and the acts of its statements."""
    draft = _Draft(text)
    draft.acts(line["acts"])
    for deed in line["deeds"]:
        for telling in deed["words"]:
            trigger = draft.spans.words(*telling)
            draft.tell(trigger, deed["type"], deed["status"])
            for role, side in enumerate(("sources", "targets")):
                parties = [draft.spans.words(*span) for span in deed[side] if not isinstance(span, str)]
                # Of a party that is named elsewhere, or by other words here, nothing is known in this sentence.
                if len(parties) == len(deed[side]) and all(draft.beside(trigger, each) for each in parties):
                    draft.joined(trigger, role, parties)
    return draft.sample


def told(line: Mapping[str, Any]) -> Sample:
    """A sample of sentences annotated telling by telling (`training/annotation/tellings.py`)."""
    draft = _Draft(line["text"])
    draft.acts(line["acts"])
    for each in line["tellings"]:
        trigger = draft.spans.words(*each["words"])
        draft.tell(trigger, each["type"], each["status"], sure=True)
        for role, side in enumerate(("sources", "targets")):
            draft.joined(trigger, role, [draft.spans.words(*span) for span in each[side] if span])
    return draft.sample


def spoken(text: str, acts: Sequence[Mapping[str, Any]]) -> Sample:
    """A sample of a report of which only the acts of statements are known."""
    draft = _Draft(text)
    draft.acts(acts)
    return Sample(draft.sample.words, draft.sample.paragraphs, {"act": draft.sample.allowed["act"]})


class _Draft:
    """A sample of deeds in the making."""

    def __init__(self, text: str) -> None:
        self.reading = laid_out(text)
        self.spans = Spans(self.reading)
        count = len(self.reading.words)
        self.sample = Sample(
            [word.text for word in self.reading.words],
            [range(*each.range) for each in self.reading.paragraphs],
            {
                "act": [EVERYTHING["act"]] * count,
                "event": [1] * count,
                "status": [EVERYTHING["status"]] * count,
            },
        )

    def acts(self, acts: Sequence[Mapping[str, Any]]) -> None:
        """Keep the acts of statements."""
        found = [(each["start"], each["end"], each["act"]) for each in acts]
        self.sample.allowed["act"] = _acts(self.reading, self.spans, found)

    def tell(self, trigger: Range, kind: str, status: str, *, sure: bool = False) -> None:
        """Mark a trigger; whether a hypothetical deed is marked is left open unless annotators were bound to."""
        if status == "hypothetical" and not sure:
            _leave_open(self.sample.allowed, trigger, "event")
        else:
            _mark(self.sample.allowed["event"], trigger, "event", kind)
        _mark(self.sample.allowed["status"], trigger, "status", status)

    def beside(self, trigger: Range, party: Range) -> bool:
        """Whether a party is named in a trigger's sentence."""
        sentence = self.reading.sentences[self.reading.sentence_of[trigger.first]]
        return sentence.first <= party.first < party.last <= sentence.last

    def joined(self, trigger: Range, role: int, parties: Sequence[Range]) -> None:
        """Mark the words that name the parties of one role."""
        if trigger.last:
            sentence = self.reading.sentences[self.reading.sentence_of[trigger.first]]
            words = frozenset(n for party in parties for n in range(*party) if n in range(*sentence))
            self.sample.arcs.append(Arc(trigger.first, role, range(*sentence), words))


def _acts(reading: Reading, spans: Spans, acts: Sequence[Act]) -> list[int]:
    """Bits for the acts head: the act of every statement on its words, the shorter of two last; silence elsewhere."""
    bits = [EVERYTHING["act"]] * len(reading.words)
    for start, end, act in sorted(acts, key=lambda each: each[0] - each[1]):
        if act in DEEDS["act"]:
            words = spans.words(start, end)
            for index in range(*words):
                bits[index] = 1 << begin("act", act) + (index > words.first)
    return bits


def stretches(head: str, allowed: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Spans of deeds, or of acts, that are labelled with certainty: their first word, the word behind them, their class."""
    for first, bits in enumerate(allowed):
        label = bits.bit_length() - 1
        if label > 0 and bits == 1 << label and label % 2:
            last = first + 1
            while last < len(allowed) and allowed[last] == bits << 1:
                last += 1
            yield first, last, DEEDS[head][label // 2]


def laid_out(text: str) -> Reading:
    """A report's text as the reader lays it out."""
    report: Report = read_text(text)
    return lay_out(report)


class Spans:
    """Spans of the original text as ranges of words."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def words(self, start: int, end: int) -> Range:
        """The words that lie in a span, at least in part."""
        low, high = self.reading.restored.alignment.to_target(start, end)
        inside = [n for n, word in enumerate(self.reading.words) if word.end > low and word.start < high]
        return Range(inside[0], inside[-1] + 1) if inside else Range(0, 0)


def _within(words: Range, other: Range) -> bool:
    return words != other and other.first <= words.first and words.last <= other.last


def _mark(labels: list[int], words: Range, head: str, name: str) -> None:
    for index in range(*words):
        labels[index] = 1 << begin(head, name) + (index > words.first)


def _leave_open(labels: Mapping[str, list[int]], words: Range, head: str) -> None:
    for index in range(*words):
        labels[head][index] = EVERYTHING[head]


def _people(reading: Reading, names: Sequence[str]) -> list[int]:
    """Bits for the names head: people where they are named, in full or in part, everything else elsewhere."""
    person = 0b11 << begin("names", "PER")
    bits = [EVERYTHING["names"] & ~person] * len(reading.words)
    wholes = [[squeeze(token.text) for token in tokens(name)] for name in names]
    parts = {key for whole in wholes for key in whole if len(key) > 2}
    surnames = {whole[-1] for whole in wholes if whole}
    parts |= {key.removeprefix("ال") for key in parts if len(key) > 5}
    known = [index for index, key in enumerate(reading.keys) if key in parts]
    for index in known:
        bits[index] = EVERYTHING["names"]  # a first name alone may be another's: nothing is said of it
    for index in known:
        if reading.keys[index] in surnames:
            bits[index] = person
    for whole in sorted(wholes, key=len):
        for index in range(len(reading.keys) - len(whole) + 1):
            if whole and reading.keys[index : index + len(whole)] == whole:
                _mark(bits, Range(index, index + len(whole)), "names", "PER")
    return bits


def _posts(reading: Reading, roles: Sequence[str]) -> list[int]:
    """Bits for the post head: the posts of the annotated people, silence where the rules see others."""
    bits = [1] * len(reading.words)
    for mention in find_mentions(reading).all:
        if mention.role is not None and mention.role.kind == "post":
            for index in range(*mention.role.range):
                bits[index] = EVERYTHING["post"]
    for role in sorted(roles, key=len):
        keys = [squeeze(token.text) for token in tokens(role)]
        for index in range(len(reading.keys) - len(keys) + 1):
            if keys and reading.keys[index : index + len(keys)] == keys:
                _mark(bits, Range(index, index + len(keys)), "post", "post")
    return bits
