"""An index of phrases that finds the longest one at a place in a text, however its words are parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import zip_longest
from typing import TypeVar

from dabir.script.letters import squeeze

T = TypeVar("T")


class _Further(Enum):
    """What stands behind a beginning of phrases that is no phrase itself."""

    FURTHER = auto()


_FURTHER = _Further.FURTHER


class PhraseIndex(Mapping[str, T]):
    """Values by squeezed phrase; finds the longest phrase that begins at a given token."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Index `(phrase, value)` pairs, no value None; of two phrases that squeeze to the same key, the first stays."""
        entries = tuple(entries)
        self._values: dict[str, T] = {}
        self._steps: dict[str, T | _Further] = {}
        for key, (_, value) in zip(squeeze_all([phrase for phrase, _ in entries]), entries, strict=True):
            self._values.setdefault(key, value)
        for key in self._values:
            self._steps.update((key[:size], _FURTHER) for size in range(1, len(key)))
        self._steps.update(self._values)

    def __getitem__(self, key: str) -> T:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every beginning of every phrase, the whole phrase included."""
        return frozenset(self._steps)

    def match(self, keys: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase made of whole tokens from token `i` on.

        Args:
            keys: The squeezed tokens; one without letters is "" and ends every phrase.
            i: Where the phrase must begin.

        Returns:
            The index after the phrase's last token, and the phrase's value; None if no phrase begins there.
        """
        steps, found, phrase, last = self._steps, None, "", len(keys)
        while i < last and (key := keys[i]):
            phrase += key
            step = steps.get(phrase)
            if step is None:
                break
            i += 1
            if step is not _FURTHER:
                found = i, step
        return found

    def places(self, keys: Sequence[str], first: int, last: int) -> list[int]:
        """Where `match` finds a phrase, of the tokens from `first` up to `last`: much faster than asking one by one."""
        steps, values = self._steps, self._values
        pairs = zip_longest(keys[first:last], keys[first + 1 : last + 1], fillvalue="")
        return [
            i
            for i, (key, after) in enumerate(pairs, first)
            if key in values or (key in steps and key + after in steps and self.match(keys, i) is not None)
        ]


def squeeze_all(phrases: Sequence[str]) -> list[str]:
    """The squeezed forms of phrases (which hold no `|`), made in one go: a fraction of the time."""
    return squeeze("|".join(phrases)).split("|") if phrases else []
