"""Refining: the parts of a question, the question without one of them, and the question with one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dabir.archive.finding.query import QueryError, parsed
from dabir.archive.finding.syntax import And, Between, Everything, Field, Node, Not, Or, Phrase, Word

# Any field will do to see whether what was typed can go on with one.
_ANY = Field("agency", "ایسنا")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question that must be met beside the others.

    Attributes:
        node: What it asks.
        without: The question without it.
    """

    node: Node
    without: str

    @property
    def binds(self) -> bool:
        """Whether it is a field, days, or what is left out, and no word to be looked for."""
        return isinstance(self.node, Field | Between | Not)


class Refining:
    """A question, taken apart once."""

    def __init__(self, question: str) -> None:
        """Take this question.

        Raises:
            QueryError: A field of it has no such value.
        """
        self._nodes = _parts(parsed(question))
        self._typed = question.strip() if self._goes_on(question) else written(self._nodes)

    def parts(self) -> list[Part]:
        """The parts that must all be met; alternatives alone are a single part, and nothing has none."""
        nodes = self._nodes
        return [Part(node, written([*nodes[:at], *nodes[at + 1 :]])) for at, node in enumerate(nodes)]

    def asks(self, part: Field) -> bool:
        """Whether it asks for a field already."""
        return (part.name, part.value) in _values(self._nodes)

    def narrowed(self, part: Field | Between) -> str:
        """The question with a part more; days take the place of others that they lie in."""
        kept = [node for node in self._nodes if not _covers(node, part)]
        question = self._typed if len(kept) == len(self._nodes) else written(kept)
        return f"{question} {part}".strip()

    def _goes_on(self, question: str) -> bool:
        """Whether a part that is written behind a question is one more to be met: no quote or bracket takes it in."""
        try:
            longer = _parts(parsed(f"{question.strip()} {_ANY}"))
        except QueryError:  # too long by now
            return False
        return _values(longer) == [*_values(self._nodes), *_values([_ANY])]


def written(nodes: Sequence[Node]) -> str:
    """Parts that must all be met as one question."""
    plain = " ".join(map(_in_row, nodes))
    if _values(_parts(parsed(plain))) == _values(nodes):
        return plain
    return str(And(tuple(nodes)))  # of words that would be one, if they stood side by side


def _parts(node: Node) -> list[Node]:
    if isinstance(node, And):
        return list(node.parts)
    return [] if node == Everything() else [node]


def _in_row(node: Node) -> str:
    """A part as it is written beside others."""
    if isinstance(node, And | Or):
        return f"({node})"
    if isinstance(node, Not) and isinstance(node.part, Word | Phrase | Field):
        return f"-{node.part}"
    return str(node)


def _values(nodes: Sequence[Node]) -> list[object]:
    """Parts so that fields are the same whose values are."""
    return [(node.name, node.value) if isinstance(node, Field) else node for node in nodes]


def _covers(node: Node, part: Field | Between) -> bool:
    """Whether days hold all that other days let through."""
    if not isinstance(node, Between) or not isinstance(part, Between):
        return False
    begins = node.first is None or (part.first is not None and node.first <= part.first)
    ends = node.last is None or (part.last is not None and part.last <= node.last)
    return begins and ends
