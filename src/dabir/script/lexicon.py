"""The lexicon of half-spaces: how words are written, counted in well-written text, and the rules of endings.

The lists `halfspace_words.txt`, `halfspace_affixes.txt` and `plain_words.txt` in `data/` are made by
`training/halfspace_lexicon.py`; `halfspace_rules.toml` names the endings of the grammar, `whole_names.txt`
names («جهانگیری») that look like compounds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dabir.script.letters import HALF_SPACE
from dabir.script.verbs import written

NON_JOINING = frozenset("اآأدذرزژوؤء")
LONGEST = 40  # letters of a word; what is longer is no word and is left alone
NAME_ENDING = "اف"  # «حسن اف»
_ONGOING = frozenset(("می", "نمی"))
_PERSONAL = ("م", "ی", "د", "ه", "ت")


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
        if len(key) > LONGEST:
            return word
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
        if suffix in rules()["after_heh"]:
            return known and stem[-1] == "ه" and len(stem) > 2
        if suffix == "های" and not known and f"{stem}ه" in self.plain:
            return False  # «کوچهای» is «کوچه‌ای»
        if suffix in rules()["plurals_of_any"]:
            return known or len(stem) > 2
        return known and suffix in self.suffixes and (len(stem) > 2 or suffix == "ها")

    def merge(self, word: str, after: str) -> str | None:
        """The one word that two words with a space between them are; None where they are two."""
        key = word.replace(HALF_SPACE, "") + after.replace(HALF_SPACE, "")
        if len(key) > LONGEST:
            return None
        if key in self.spaced:
            return self.spaced[key]
        if word.endswith("می") or (after in rules()["after_heh"] and word[-1] == "ه"):
            form = _verb(key)
            if form:
                return form
        if self._belong(word, after):
            return word + ("" if word[-1] in NON_JOINING else HALF_SPACE) + after
        return None

    def _belong(self, word: str, after: str) -> bool:
        """Whether the second word is a suffix of the first, or the first a prefix of the second."""
        if word in _ONGOING:
            return self._may_be_verb(after)
        if len(word) < 3:
            return self._belong_to_short(word, after)
        if after == "ای":
            return self._has_silent_heh(word)
        if after in rules()["never_alone"] or after == NAME_ENDING:
            return True
        return after in self.suffixes_apart and word.replace(HALF_SPACE, "") in self.plain

    def _belong_to_short(self, word: str, after: str) -> bool:
        """The same for a first word of two letters, which may be a prefix («بی کیفیت»)."""
        if word in self.prefixes_apart and after in self.plain and len(after) > 2:
            return after not in rules()["not_after_prefix"]
        return len(word) == 2 and after in rules()["never_alone"]

    def _may_be_verb(self, word: str) -> bool:
        """Whether an unknown word ends like a verb, so that «می» before it is no wine."""
        return word.endswith(_PERSONAL) and len(word) > 2 and word not in _ONGOING and word not in self.plain

    def _has_silent_heh(self, word: str) -> bool:
        ends_so = word[-1] == "ه" and word[-2] != "ا"
        return ends_so and word in self.plain and word not in rules()["no_silent_heh"]


def _verb(key: str) -> str | None:
    """The writing of a verb form of one word with half-spaces, by its letters alone."""
    found = written().get(key)
    return found[0] if found and HALF_SPACE in found[0] and " " not in found[0] else None


@cache
def lexicon() -> Lexicon:
    """The lists in `data/`."""
    joined, spaced, names = {}, {}, frozenset(_lines("whole_names.txt"))
    for line in _lines("halfspace_words.txt"):
        word, _, only = line.partition(" ")
        key = word.replace(HALF_SPACE, "")
        if only != "spaced" and key not in names:
            joined[key] = word
        if only != "joined":
            spaced[key] = word
    return Lexicon(joined, spaced, names.union(_lines("plain_words.txt")), *_affixes())


def _affixes() -> Iterator[frozenset[str]]:
    """Suffixes and prefixes, then those of them that are joined on across a space."""
    rows = [line.partition(" ") for line in _lines("halfspace_affixes.txt")]
    for other in ("spaced", "joined"):
        affixes = [affix for affix, _, only in rows if only != other]
        yield frozenset(affix[1:] for affix in affixes if affix.startswith("-"))
        yield frozenset(affix[:-1] for affix in affixes if affix.endswith("-"))


def _lines(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if not line.startswith("#")]


@cache
def rules() -> dict[str, frozenset[str]]:
    """The lists of `halfspace_rules.toml` by their names."""
    return {name: frozenset(words) for name, words in tomllib.loads(_read("halfspace_rules.toml")).items()}


def _read(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text("utf-8")
