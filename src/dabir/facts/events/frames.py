"""Event frames: the data of `data/frames.toml`, ready for lookup by the words that state an event.

The head of that file says what every field means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dabir.facts.phrases import PhraseIndex, squeeze_all
from dabir.script.letters import squeeze

# Verbs that may stand for one another in a compound, and what makes a passive of it.
MAKING = frozenset({"کردن", "نمودن", "ساختن", "ورزیدن"})
BECOMING = frozenset({"شدن", "گردیدن", "گشتن"})
PUTTING, FALLING = frozenset({"دادن"}), frozenset({"گرفتن"})
# Endings with which a noun of action is found: plural, indefinite, possessed.
ENDINGS = (
    "",
    "ها",
    "های",
    "هایی",
    "ی",
    "ای",
    "ش",
    "اش",
    "شان",
    "هایش",
    "هایشان",
    "‌ی",
    "ات",
    "ات‌ی",
    "اتی",
    "یی",
)
# Broken plurals of nouns of action.
PLURALS: Mapping[str, Sequence[str]] = {
    "حمله": ("حملات", "حملاتی"),
    "مذاکره": ("مذاکرات", "مذاکراتی"),
    "ملاقات": ("ملاقات‌ها",),
    "اقدام": ("اقدامات",),
    "تهدید": ("تهدیدات", "تهدیداتی"),
    "اتهام": ("اتهامات", "اتهاماتی"),
    "انتقاد": ("انتقادات", "انتقاداتی"),
    "اعتراض": ("اعتراضات", "اعتراضاتی"),
    "درگیری": ("درگیری‌ها",),
    "جنایت": ("جنایات", "جنایاتی"),
    "تجاوز": ("تجاوزات",),
    "جلسه": ("جلسات",),
    "توافق": ("توافقات",),
    "تحقیق": ("تحقیقات",),
    "مطالبه": ("مطالبات",),
}


# What both sides do, so that either may be called the source.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of stating an event; see the head of `data/frames.toml` for the fields. Words are squeezed."""

    number: int
    type: str
    mode: str | None
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool
    complement: bool
    alone: bool
    negated: str | None
    lasting: bool
    country: bool
    together: bool
    beside: frozenset[str]
    never: frozenset[str]
    nowhere: frozenset[str]
    modes: Mapping[str, frozenset[str]]

    @property
    def name(self) -> str:
        """What the frame is called in explanations: its type, its mode, its number in the file."""
        return f"{self.type}{f'/{self.mode}' if self.mode else ''} #{self.number}"

    @property
    def markers(self) -> tuple[str, ...]:
        """The prepositions that mark the recipient."""
        return tuple(marker for marker in self.recipient if marker not in ("را", EZAFE))


EZAFE = "ezafe"


@dataclass(slots=True)
class Entry:
    """The frames of one word or phrase: those that it states as a noun, and those with each of the verbs it goes with.

    `verbs` maps an infinitive to the frames whose compound it makes, and whether as a passive.
    """

    nouns: list[Frame] = field(default_factory=list)
    verbs: dict[str, list[tuple[Frame, bool]]] = field(default_factory=dict)


@cache
def any_frame(kind: str) -> Frame:
    """A frame of a type without words of its own, for what no frame of the file states."""
    alone = any(frame.alone for frame in frames() if frame.type == kind)
    return _frame(0, {"type": kind, "symmetric": kind in MUTUAL, "alone": alone})


@cache
def frames() -> tuple[Frame, ...]:
    """All frames in the order of the file."""
    data = tomllib.loads(files("dabir.facts").joinpath("data/frames.toml").read_text("utf-8"))
    return tuple(_frame(number, entry) for number, entry in enumerate(data["frame"], 1))


def _frame(number: int, entry: Mapping[str, Any]) -> Frame:
    return Frame(
        number=number,
        type=entry["type"],
        mode=entry.get("mode"),
        nouns=tuple(entry.get("nouns", ())),
        verbs=tuple(entry.get("verbs", ())),
        recipient=tuple(squeeze(word) if word != EZAFE else word for word in entry.get("recipient", ())),
        symmetric=entry.get("symmetric", False),
        complement=entry.get("complement", False),
        alone=entry.get("alone", False),
        negated=entry.get("negated"),
        lasting=entry.get("lasting", False),
        country=entry.get("to") == "country",
        together=entry.get("together", False),
        beside=frozenset(squeeze_all(entry.get("beside", []))),
        never=frozenset(squeeze_all(entry.get("never", []))),
        nowhere=frozenset(squeeze_all(entry.get("nowhere", []))),
        modes={mode: frozenset(squeeze_all(words)) for mode, words in entry.get("modes", {}).items()},
    )


@cache
def compounds() -> PhraseIndex[Entry]:
    """Nouns of action, and the words that make verbs of events with another one, by every form they are found in."""
    entries: dict[str, Entry] = {}
    for frame in frames():
        for noun in frame.nouns:
            for form in _forms(noun):
                entries.setdefault(squeeze(form), Entry()).nouns.append(frame)
        for verb in frame.verbs:
            *words, light = verb.split()
            if words:
                for infinitive, passive in voices(light):
                    entry = entries.setdefault(squeeze(" ".join(words)), Entry())
                    entry.verbs.setdefault(infinitive, []).append((frame, passive))
    return PhraseIndex(entries.items())


@cache
def simple_verbs() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of verbs of one word («کشتن»), by infinitive."""
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames():
        for verb in frame.verbs:
            if " " not in verb:
                found[verb] = (*found.get(verb, ()), frame)
    return found


def voices(light: str) -> Iterator[tuple[str, bool]]:
    """The verbs as which a compound's verb is found, each with whether it then is a passive."""
    if light in MAKING:
        yield from ((verb, False) for verb in sorted(MAKING))
        yield from ((verb, True) for verb in sorted(BECOMING))
    elif light in PUTTING:
        yield light, False
        yield "گرفتن", True  # «مورد حمله قرار داد», «مورد حمله قرار گرفت»
    elif light in BECOMING:
        yield from ((verb, False) for verb in sorted(BECOMING))
    else:
        yield light, False


def _forms(noun: str) -> Iterator[str]:
    """A noun of action with its endings; of several words the first or the last may have one."""
    head, *rest = noun.split(" ")
    tail = "".join(f" {word}" for word in rest)
    for plural in ("", *PLURALS.get(head, ())):
        first = plural or head
        for ending in ENDINGS if not plural else ("", "ی"):
            yield first + ending + tail
    if rest:
        yield noun + "ی"
        yield noun + "‌ای"


def inflections(words: Sequence[str]) -> frozenset[str]:
    """Squeezed words with the endings in which they are found beside a trigger."""
    return frozenset(squeeze(word + ending) for word in words for ending in ENDINGS)
