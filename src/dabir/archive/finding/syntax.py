"""Syntax: the tree of a query, and how it is written.

Every node written as text (`str`) is a query that is parsed to the same node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from dabir.archive.finding.days import whole
from dabir.archive.words.analysis import STOP


@dataclass(frozen=True, slots=True)
class Word:
    """One written word: its keys stand side by side; with `prefix`, what begins with the last of them will do.

    `text` is the word as it was written; it says nothing that the keys do not say, and is not compared.
    """

    keys: tuple[str, ...]
    prefix: bool = False
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return (self.text or "\u200c".join(self.keys)) + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, in this order; `text` as for a word."""

    keys: tuple[str, ...]
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f'"{self.text or " ".join(self.keys)}"'


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked of a part of the record.

    `name` is `speaker`, `about`, `agency`, `desk`, `place`, `type` or `act`. `value` is what was written, on one line, and
    `keys` its keys; for a `type` and an `act` it is what the record has («CONSULT», «promise»), and there are no keys.
    """

    name: str
    value: str
    keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}:{self.value}" if self.value.isalnum() else f'{self.name}:"{self.value}"'


@dataclass(frozen=True, slots=True)
class Between:
    """A time of publication: from the first to the last day, both inclusive; None leaves one of the ends open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        if self.first is None:
            return f"before:{self.last}"
        if self.last is None:
            return f"after:{self.first}"
        if self.first == self.last:
            return f"on:{self.first}"
        return f"on:{whole(self.first, self.last) or f'{self.first}..{self.last}'}"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " AND ".join(f"({part})" if isinstance(part, And | Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more parts."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """All but this."""

    part: Node

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, And | Or) else f"NOT {self.part}"


@dataclass(frozen=True, slots=True)
class Everything:
    """What an empty query asks for."""

    def __str__(self) -> str:
        return ""


Node: TypeAlias = Word | Phrase | Field | Between | And | Or | Not | Everything


def positive_keys(node: Node) -> tuple[str, ...]:
    """The keys of the words and phrases that are wanted, each once, for ranking and for snippets.

    Those of fields and of what stands under a NOT are left out. The beginning of keys ends in an asterisk.
    """
    found: list[str] = []
    for part in _wanted(node):
        found += part.keys[:-1]
        found.append(part.keys[-1] + ("*" if isinstance(part, Word) and part.prefix else ""))
    return tuple(dict.fromkeys(found))


def telling_keys(node: Node) -> frozenset[str]:
    """Those of the positive keys that a snippet marks: words of no matter («از») in phrases and on their own alone."""
    keys = frozenset(positive_keys(node))
    phrased = {key for part in _wanted(node) if isinstance(part, Phrase) for key in part.keys}
    return frozenset(key for key in keys if key not in STOP or key in phrased) or keys


def plain_text(node: Node) -> str:
    """The words and phrases that are wanted, as they were written: the question without its fields and operators."""
    return " ".join(part.text or " ".join(part.keys) for part in _wanted(node))


def _wanted(node: Node) -> list[Word | Phrase]:
    if isinstance(node, Word | Phrase):
        return [node]
    if isinstance(node, And | Or):
        return [found for part in node.parts for found in _wanted(part)]
    return []
