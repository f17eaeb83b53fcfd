"""Half-spaces: put back what pages and keyboards lose («می شود», «میشود», «کردهایم», «حوزه ها»).

A word is mended by what was counted in well-written text, by the forms of the verbs, and by affixes that
stand at a half-space; see `dabir.script.lexicon`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dabir.script.alignment import Alignment
from dabir.script.letters import HALF_SPACE, Folded
from dabir.script.lexicon import NAME_ENDING, lexicon, rules
from dabir.script.words import Token, tokens


@lru_cache(maxsize=1 << 16)
def _mended(word: str) -> str:
    return lexicon().mend(word)


@lru_cache(maxsize=1 << 18)
def _merged(word: str, after: str) -> str | None:
    return lexicon().merge(word, after)


def restore_halfspaces(text: str) -> Folded:
    """Put half-spaces back into a text whose letters were folded; doing so twice changes no more."""
    pieces: list[str] = []
    edits: list[tuple[int, int, int]] = []
    done = 0
    for start, end, word in _words(text, tokens(text)):
        if word != text[start:end]:
            pieces += (text[done:start], word)
            edits += _edits(text, start, word)
            done = end
    return Folded("".join(pieces) + text[done:], Alignment.of(len(text), edits))


def _words(text: str, parts: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Every word as it should be written, and where it stands now."""
    row: list[tuple[int, int, str]] = []  # words with one space between them
    for index, (start, end, text_of, kind) in enumerate(parts):
        if row and (kind != "word" or text[row[-1][1] : start] != " "):
            yield from row
            row = []
        if kind == "word":
            row.append((start, end, _mended(text_of)))
            _join(row, parts, index)
    yield from row


def _join(row: list[tuple[int, int, str]], parts: Sequence[Token], index: int) -> None:
    """Join the last words of a row as far as they are one; its last is `parts[index]`."""
    while len(row) > 1:
        start, _, word = row[-2]
        merged = _merged(word, row[-1][2])
        if merged is None or _goes_on(parts[index : index + 2]):
            return
        row[-2:] = [(start, row[-1][1], merged)]


def _goes_on(parts: Sequence[Token]) -> bool:
    """Whether a word belongs to the one after it rather than to the one before.

    «ثبت شده است» is a verb, though «ثبت‌شده» is a word; «اف ۱۶» is no ending of a name.
    """
    if len(parts) < 2:
        return False
    word, after = parts
    if word.text == NAME_ENDING:
        return after.kind in ("number", "latin") or after.text in rules()["letter_names"]
    return word.text.endswith("ه") and after.text in rules()["auxiliaries"]


def _edits(text: str, at: int, word: str) -> Iterator[tuple[int, int, int]]:
    """The gaps between letters in which a text and a mended word differ."""
    gap = f" {HALF_SPACE}"
    place = 0
    while place < len(word):
        begin = at
        while text[at] in gap:
            at += 1
        new = place
        while word[place] in gap:
            place += 1
        if text[begin:at] != word[new:place]:
            yield begin, at, place - new
        at += 1
        place += 1
