"""Half-spaces: put back what pages and keyboards lose («می شود», «میشود», «کردهایم», «حوزه ها»).

A word is mended by what was counted in well-written text (the lists in `data/`, made by
`training/halfspace_lexicon.py`), by the forms of the verbs, and by affixes that stand after a half-space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from dabir.script.alignment import Alignment
from dabir.script.letters import HALF_SPACE, Folded
from dabir.script.verbs import written
from dabir.script.words import Token, tokens

NON_JOINING = frozenset("اآأدذرزژوؤء")
_PLURALS = (
    "هایشان", "هایمان", "هایتان", "هایش", "هایم", "هایت", "هایی", "های", "ها",
)  # fmt: skip
_PLURALS_OF_ANY = frozenset(("هایشان", "هایمان", "هایش", "هایی", "های"))  # also of words nobody listed
_ALWAYS_APART = frozenset((*_PLURALS, "ترین", "ترینهای"))  # words that are never words of their own
_AFTER_HEH = frozenset(("ام", "ات", "اش", "ایم", "اید", "اند", "ای"))
_ONGOING = ("می", "نمی")
_PERSONAL = ("م", "ی", "د", "ه", "ت")
_NO_SILENT_HEH = frozenset(  # words in -ه after which «ای» is no suffix
    (
        "به",
        "که",
        "چه",
        "نه",
        "سه",
        "ده",
        "همه",
        "البته",
        "اگرچه",
        "بله",
        "گروه",
        "کوه",
        "انبوه",
        "شکوه",
        "توجه",
    )
)
_AUXILIARIES = frozenset(
    (
        "است",
        "نیست",
        "بود",
        "بودم",
        "بودیم",
        "بودند",
        "نبود",
        "باشد",
        "باشند",
        "باشیم",
        "شد",
        "شود",
        "اند",
        "ام",
        "ایم",
    )
)
_PRONOUNS = frozenset(("آنکه", "این", "اینکه", "هیچ"))  # «بی آنکه»
_LETTER_NAMES = frozenset(("بی", "ای", "ام", "آی", "تی", "سی", "دی", "وی", "اس", "ال"))
_NAME_ENDING = "اف"  # «حسن اف», but «جنگنده اف ۱۶» and «اف بی آی»


@dataclass(frozen=True)
class Lexicon:
    """What was counted in well-written text.

    Attributes:
        joined: The right writing of a word that may have lost its half-spaces, by its letters alone.
        spaced: The right writing of words that may have a space for a half-space, by their letters alone.
        plain: Words without half-spaces, which stay as they are and are stems of other words.
        suffixes: Last parts that stand after a half-space.
        prefixes: First parts that stand before one.
        suffixes_apart: Suffixes that are joined on when a space stands before them.
        prefixes_apart: Prefixes that are joined on when a space stands after them.
    """

    joined: dict[str, str] = field(default_factory=dict)
    spaced: dict[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    suffixes_apart: frozenset[str] = frozenset()
    prefixes_apart: frozenset[str] = frozenset()

    def mend(self, word: str) -> str:
        """The word with its half-spaces; the word itself where nothing certain is known."""
        key = word.replace(HALF_SPACE, "")
        if key in self.joined:
            return self.joined[key]
        if key in self.plain and key == word:
            return word
        # «پرداختهای» is rather «پرداخت‌های» than «پرداخته‌ای».
        form = None if key.endswith("های") else _verb(key)
        if form:
            return form
        return word if key != word else self._split(word)

    def _split(self, word: str) -> str:
        """Cut off the longest affix, if what stays is a word."""
        for cut in range(2, len(word) - 1):
            first, last = word[:cut], word[cut:]
            if first[-1] in NON_JOINING:
                continue
            if self._takes_suffix(first, last):
                return self.joined.get(first, first) + HALF_SPACE + last
            if first in self.prefixes and last in self.plain and len(last) > 2:
                return first + HALF_SPACE + last
        return word

    def _takes_suffix(self, stem: str, suffix: str) -> bool:
        known = stem in self.plain or stem in self.joined
        if suffix in _AFTER_HEH:
            return known and stem[-1] == "ه" and len(stem) > 2
        if suffix == "های" and not known and f"{stem}ه" in self.plain:
            return False  # «کوچهای» is «کوچه‌ای»
        if suffix in _PLURALS_OF_ANY:
            return known or len(stem) > 2
        return known and suffix in self.suffixes and (len(stem) > 2 or suffix == "ها")

    def merge(self, word: str, after: str) -> str | None:
        """The one word that two words with a space between them are; None where they are two."""
        key = word.replace(HALF_SPACE, "") + after.replace(HALF_SPACE, "")
        if key in self.spaced:
            return self.spaced[key]
        if word.endswith("می") or (after in _AFTER_HEH and word[-1] == "ه"):
            form = _verb(key)
            if form:
                return form
        if self._belong(word, after):
            return word + ("" if word[-1] in NON_JOINING else HALF_SPACE) + after
        return None

    def _belong(self, word: str, after: str) -> bool:
        """Whether the second word is a suffix of the first, or the first a prefix of the second."""
        if len(word) < 2:
            return False
        if word in _ONGOING:
            return (
                after.endswith(_PERSONAL)
                and len(after) > 2
                and not (after in _ONGOING or after in self.plain)
            )
        if after == "ای":
            return word[-1] == "ه" and word[-2] != "ا" and word in self.plain and word not in _NO_SILENT_HEH
        if after in _ALWAYS_APART or (after == _NAME_ENDING and len(word) > 2):
            return True
        if word in self.prefixes_apart and after in self.plain and len(after) > 2:
            return after not in _PRONOUNS
        return len(word) > 2 and after in self.suffixes_apart and word.replace(HALF_SPACE, "") in self.plain


def _verb(key: str) -> str | None:
    """The writing of a verb form of one word with half-spaces, by its letters alone."""
    found = written().get(key)
    return found[0] if found and HALF_SPACE in found[0] and " " not in found[0] else None


@cache
def lexicon() -> Lexicon:
    """The lists in `data/`."""
    joined, spaced = {}, {}
    for line in _lines("halfspace_words.txt"):
        word, _, only = line.partition(" ")
        key = word.replace(HALF_SPACE, "")
        if only != "spaced":
            joined[key] = word
        if only != "joined":
            spaced[key] = word
    return Lexicon(joined, spaced, frozenset(_lines("plain_words.txt")), *_affixes())


def _affixes() -> Iterator[frozenset[str]]:
    """Suffixes and prefixes, then those of them that are joined on across a space."""
    rows = [line.partition(" ") for line in _lines("halfspace_affixes.txt")]
    for other in ("spaced", "joined"):
        affixes = [affix for affix, _, only in rows if only != other]
        yield frozenset(affix[1:] for affix in affixes if affix.startswith("-"))
        yield frozenset(affix[:-1] for affix in affixes if affix.endswith("-"))


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


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
            _join(row, parts[index : index + 2])
    yield from row


def _join(row: list[tuple[int, int, str]], parts: Sequence[Token]) -> None:
    """Join the last words of a row as far as they are one; `parts` are its last token and the one after."""
    while len(row) > 1:
        start, _, word = row[-2]
        merged = _merged(word, row[-1][2])
        if merged is None or _goes_on(parts):
            return
        row[-2:] = [(start, row[-1][1], merged)]


def _goes_on(parts: Sequence[Token]) -> bool:
    """Whether a word belongs to the one after it rather than to the one before.

    «ثبت شده است» is a verb, though «ثبت‌شده» is a word; «اف ۱۶» is no ending of a name.
    """
    if len(parts) < 2:
        return False
    word, after = parts
    if word.text == _NAME_ENDING:
        return after.kind in ("number", "latin") or after.text in _LETTER_NAMES
    return word.text.endswith("ه") and after.text in _AUXILIARIES


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
