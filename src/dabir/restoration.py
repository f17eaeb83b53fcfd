"""Restoration: a text as it should be written, what was changed in it, and the way back to the text as it came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from dabir.script.alignment import Alignment
from dabir.script.letters import HALF_SPACE, Folded
from dabir.script.style import Style, loosened
from dabir.script.writing import restore_all as mended

_ROUNDS = 4  # of restoring and loosening until nothing changes; one nearly always does


class Change(NamedTuple):
    """A change: `original[start:end]`, which was `before`, is now `after`.

    `kind`: `half_space` (one was put in, or taken out), `space` (words were taken apart or joined), `letters` (letters,
    digits, marks and signs that one cannot see).
    """

    start: int
    end: int
    before: str
    after: str
    kind: Literal["half_space", "space", "letters"]


@dataclass(frozen=True)
class Restored:
    """A restored text.

    Attributes:
        original: The text as it came in.
        text: The restored one.
        alignment: Which part of the one came from which of the other; `alignment.to_source` maps spans of `text` back.
    """

    original: str
    text: str
    alignment: Alignment

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, in order."""
        return tuple(_changes(self))

    def __str__(self) -> str:
        return self.text


def restore(text: str, style: Style = "academy") -> Restored:
    """Restore the writing of a Persian text: letters of other keyboards, and half-spaces that were lost.

    Half-spaces come back whether they were deleted («میشود»), turned into spaces («می شود») or half lost; words
    written together or apart by mistake are mended where that is certain. What is restored depends on what the
    text has lost: half-spaces of a text that has kept them are left alone. Addresses, tags, code and verse are, too.
    Restoring a restored text changes nothing.

    Args:
        text: The text, a sentence or a book; time and memory grow with its length and no faster.
        style: `academy`, as the Academy of Persian Language writes, or `loose`, with no half-space between the parts of
            compounds («سیاستگذاری»).

    Raises:
        ValueError: There is no such style.
    """
    return restore_all([text], style)[0]


def restore_all(texts: Sequence[str], style: Style = "academy") -> list[Restored]:
    """Restore several texts, which takes less time than one by one; see `restore`."""
    if style not in get_args(Style):
        raise ValueError(f"there is no style {style!r}: choose one of {', '.join(get_args(Style))}")
    found = mended(texts)
    if style == "loose":
        found = [_loose(one) for one in found]
    return [Restored(text, one.text, one.alignment) for text, one in zip(texts, found, strict=True)]


def _loose(folded: Folded) -> Folded:
    """A restored text with its compounds loosened, until restoring and loosening it again changes nothing."""
    folded = _then(folded, loosened(folded.text))
    for _ in range(_ROUNDS):
        again = mended([folded.text])[0]
        again = _then(again, loosened(again.text))
        if again.text == folded.text:
            break
        folded = _then(folded, again)
    return folded


def _then(first: Folded, second: Folded) -> Folded:
    return Folded(second.text, first.alignment.then(second.alignment))


def _changes(restored: Restored) -> Iterator[Change]:
    """The edits of the alignment, and between them the letters that were exchanged one for one."""
    source = target = 0
    for start, end, length in restored.alignment.edits:
        yield from _letters(restored, source, target, start)
        target += start - source
        after = restored.text[target : target + length]
        if after != restored.original[start:end]:  # as it is where a step was undone by the next
            yield _change(restored.original, start, end, after)
        source, target = end, target + length
    yield from _letters(restored, source, target, len(restored.original))


def _letters(restored: Restored, source: int, target: int, stop: int) -> Iterator[Change]:
    """Runs of letters that differ in two stretches of one length."""
    old, new = restored.original[source:stop], restored.text[target : target + stop - source]
    if old == new:
        return
    at = 0
    while at < len(old):
        begin = at
        while at < len(old) and old[at] != new[at]:
            at += 1
        if at > begin:
            yield _change(restored.original, source + begin, source + at, new[begin:at])
        at += 1


def _change(original: str, start: int, end: int, after: str) -> Change:
    before = original[start:end]
    gaps = f" {HALF_SPACE}"
    if before.strip(gaps) or after.strip(gaps):
        return Change(start, end, before, after, "letters")
    return Change(start, end, before, after, "half_space" if HALF_SPACE in before + after else "space")
