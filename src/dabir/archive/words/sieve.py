"""The sieve: which words of a text may have one of some search keys, told from their letters without working out any key.

Whatever endings are taken off a word and whatever lists say of it, letters of its key, or of a form of it that a list
holds, are left in the word: its roots here. A text without them cannot have the key.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate

from dabir.archive.words.analysis import search_keys
from dabir.archive.words.inflection import groups
from dabir.archive.words.stems import ENDINGS, key, stems
from dabir.archive.words.vocabulary import vocabulary
from dabir.script.letters import bare

# Letters that keys hold as the text does, but for what `bare` changes; signs of other kinds may become any.
_PLAIN = re.compile("[^\x00-\x7f\xa0«»\u0600-\u06ff\u2000-\u206f]|[\u0653-\u0655]")
# The last figures of a number stand side by side, whatever parts its thousands.
_FIGURES = 3


def may_hold(text: str, keys: Collection[str]) -> bool:
    """Whether a text may have a word with one of some keys; that it may not is certain."""
    letters = _letters(text)
    return letters is None or any(root in letters for wanted in keys for root in roots(wanted))


def may_hold_all(text: str, keys: Collection[str]) -> bool:
    """Whether a text may have words with each of some keys; that it may not is certain."""
    letters = _letters(text)
    return letters is None or all(any(root in letters for root in roots(wanted)) for wanted in keys)


def holds_all(text: str, keys: frozenset[str]) -> bool:
    """Whether a text has words with each of some keys."""
    return may_hold_all(text, keys) and keys <= frozenset(search_keys(text))


def holders(text: str, keys: Collection[str]) -> list[int] | None:
    """The places of those pieces of a text, in order, of which words with one of some keys may be made.

    Args:
        text: A text; its pieces are what stands between white space.
        keys: Search keys.

    Returns:
        The places, from 0; None where the letters do not tell it. A word of several pieces is found by at least one.
    """
    pieces = _pieces(text)
    if pieces is None or len(pieces) != len(text.split()):
        return None
    letters = "".join(pieces)
    held = {root for wanted in keys for root in roots(wanted) if root in letters}
    if not held:
        return []
    starts = list(accumulate(map(len, pieces), initial=0))
    found: set[int] = set()
    for root in held:
        for start in _places(letters, root):
            first = bisect_right(starts, start) - 1
            found.update(range(first, bisect_right(starts, start + len(root) - 1)))
    return sorted(found)


def _places(text: str, root: str) -> Iterator[int]:
    start = text.find(root)
    while start >= 0:
        yield start
        start = text.find(root, start + 1)


def _letters(text: str) -> str | None:
    """The letters of a text in one run, as roots are written; None where they do not tell the keys."""
    pieces = _pieces(text)
    return None if pieces is None else "".join(pieces)


def _pieces(text: str) -> list[str] | None:
    """The letters of what stands between white space."""
    if _PLAIN.search(text) or not unicodedata.is_normalized("NFC", text):
        return None
    return bare(text, spaces=True).lower().replace("آ", "ا").split()


@lru_cache(maxsize=1 << 12)
def roots(wanted: str) -> tuple[str, ...]:
    """Letters of which at least one run stands in every word, or group of words, that has a key.

    They stand there when half-spaces, spaces, marks and hamzas are left out and every آ is ا.
    """
    if wanted.isdecimal():
        return (wanted[-_FIGURES:],)
    forms = (wanted, *_verb_forms().get(wanted, ()), *_irregular().get(wanted, ()))
    return _least(letters for form in forms for letters in _variants(form))


def _variants(form: str) -> Iterator[str]:
    """A form with what becomes of its last letter before endings («نماینده», «نمایندگان»)."""
    letters = form.replace("آ", "ا")
    yield letters
    if letters.endswith("ه"):
        yield letters[:-1] + "گ"


def _least(found: Iterable[str]) -> tuple[str, ...]:
    """Those of some letters in which no others of them stand."""
    least: list[str] = []
    for letters in sorted(set(found), key=lambda letters: (len(letters), letters)):
        if not any(shorter in letters for shorter in least):
            least.append(letters)
    return tuple(least)


@cache
def _verb_forms() -> dict[str, list[str]]:
    """The forms of verbs, in one word or in several, by their infinitives."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for forms in (vocabulary().verbs, groups().keys):
        for form, infinitive in forms.items():
            found[infinitive].append(form)
    return found


@cache
def _irregular() -> dict[str, list[str]]:
    """Other forms that stand in lists, by the keys that words with them may have."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form, given in _given():
        found[given].append(form)
    return found


def _given() -> Iterator[tuple[str, str]]:
    lists = vocabulary()
    yield from ((form, key(form)) for form in lists.forms)
    for written, parts in lists.compounds.items():
        yield from _of_parts(written, parts)
    for table in (lists.behind_any, lists.behind_known, lists.behind_names):
        for written, part in table.items():
            yield from _of_parts(written, (part,))


def _of_parts(written: str, parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What is written in one, with the keys of those parts that do not stand in it by their own letters («بعنوان»)."""
    letters = written.replace("آ", "ا")
    for part in parts[:-1]:
        if part.replace("آ", "ا") not in letters:
            yield from ((written, stem.key) for stem in stems(part))
    if not letters.endswith(parts[-1].replace("آ", "ا")):
        yield from ((written, stem.key) for ending in ENDINGS for stem in stems(parts[-1] + ending))
