"""Boundaries: where words stand in a text that an editor has written down, not always as the text writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dabir.script.letters import squeeze
from dabir.script.words import Token, tokens

# Words that are shown of the beginning and of the end of a statement.
SHOWN = 5


def ends_of(words: str) -> tuple[str, str]:
    """The first and the last words of a statement."""
    every = words.split()
    return " ".join(every[:SHOWN]), " ".join(every[-SHOWN:])


def stretch(text: str, begins: str, ends: str, near: tuple[int, int]) -> tuple[int, int] | None:
    """Where the stretch stands that begins and ends with some words; None if there is none.

    Args:
        text: The text.
        begins: The first words; letters, half-spaces and spaces may be others.
        ends: The last words.
        near: Where it stood before: of several places the next is meant.
    """
    letters = _Letters.of(text)
    starts = [first.start for first, _ in letters.find(begins)]
    start = min(starts, key=lambda at: abs(at - near[0]), default=None)
    if start is None:
        return None
    stops = [last.end for first, last in letters.find(ends) if first.start >= start]
    end = min(stops, key=lambda at: abs(at - near[1]), default=None)
    return None if end is None else (start, end)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a text without the gaps between them, and the words that begin and end at them."""

    letters: str
    beginning: dict[int, Token]
    ending: dict[int, Token]

    @classmethod
    def of(cls, text: str) -> _Letters:
        keys, beginning, ending, at = list[str](), dict[int, Token](), dict[int, Token](), 0
        for token in tokens(text):
            key = squeeze(token.text)
            if not key:
                continue
            keys.append(key)
            beginning[at] = token
            at += len(key)
            ending[at] = token
        return cls("".join(keys), beginning, ending)

    def find(self, words: str) -> Iterator[tuple[Token, Token]]:
        """The first and the last word of every stretch of whole words that has these letters."""
        key = "".join(squeeze(token.text) for token in tokens(words))
        at = self.letters.find(key) if key else -1
        while at >= 0:
            if at in self.beginning and at + len(key) in self.ending:
                yield self.beginning[at], self.ending[at + len(key)]
            at = self.letters.find(key, at + 1)
