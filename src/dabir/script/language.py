"""Language: whether a text is Persian, and if not, what it is.

Sister languages of the Arabic script are told by the letters that only they have, Arabic and Azeri by their
commonest words (`data/language_words.tsv`) and by spellings that no Persian word has. Only the first letters of
a long text are looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dabir.script.letters import squeeze

SAMPLE = 30_000
"""How many code points of a text are looked at."""

_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_KEYBOARD = str.maketrans("يك", "یک")
_PERSIAN_LETTERS = frozenset("پچژگ")
_OWN_LETTERS = {  # letters of one language, and the share of letters at which it is that language
    "Urdu": (frozenset("ٹڈڑںے"), 0.015),
    "Pashto": (frozenset("ټډړږښڼۍځڅ"), 0.015),
    "Kurdish": (frozenset("ێڵڕەۆڤ"), 0.03),
}
# Vowels after a first consonant («دئدی», «گؤره»), and endings («ایشچیلرین», «سیندن», «آیریلیب», «چاتاجاق»).
_AZERI = re.compile(
    r"(?!ائتلاف|ائمه)[ابتجچخدسقکگلمنوی]?ئ[بتجچدرزسشکگلمنی]|[ابتچدسکگ]ؤ(?!ا)"
    r"|\w{2,}(?:لا?ر(?:ین(?:ه|ده|دن|ا|دا|دان|ین)?|ده|دن|دا|دان|یمیز)|\w{2}لره"
    r"|[سی]ین(?:ده|دن|دا|دان|ین)|[یو](?:لیب|ریب|نیب)|ونون|اجاق|ه?\u200cجک|\u200cدیر|[لن]میش(?:دیر)?)$"
)
_ARABIC = re.compile("[وفبکل]?[أإ]")
_TRUST = 1.5  # how much more speaks against Persian than for it before a text is refused
_BORROWED = ("الله", "الاسلام", "العظمی", "الملل", "المسلمین", "السلام", "القدس", "الدین")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which language a text is in: true where it is Persian.

    `language` is an English name («Persian», «Arabic», «Kurdish», «Azeri», «Urdu», «Pashto», «English»,
    «Turkish», «Tajik»), else «another language», «no text» (no letter in it) or «binary data».
    """

    language: str

    def __bool__(self) -> bool:
        return self.language == "Persian"


def is_persian(text: str) -> Verdict:
    """Tell the language of a text from its beginning; a text that nothing speaks against is Persian."""
    sample = text[:SAMPLE]
    if is_binary(sample):
        return Verdict("binary data")
    letters = Counter(filter(str.isalpha, sample))
    arabic = Counter({letter: number for letter, number in letters.items() if _is_arabic(letter)})
    if not letters:
        return Verdict("no text")
    if arabic.total() < 0.2 * letters.total():
        return Verdict(_other_script(sample, letters))
    return Verdict(_own_letters(arabic) or _by_words(sample, arabic))


def is_binary(text: str) -> bool:
    """Whether control characters and undecodable bytes take a part in a text's beginning that no text gives them."""
    sample = text[:SAMPLE]
    odd = sum(
        number for char, number in Counter(sample).items() if unicodedata.category(char) in ("Cc", "Cs")
    )
    odd += sample.count("\ufffd") - sum(map(sample.count, "\t\n\r\f\v\x1a\x1b\x85"))
    return odd > 0.03 * len(sample)


def _is_arabic(letter: str) -> bool:
    return "\u0620" <= letter <= "\u077f" or "\ufb50" <= letter <= "\ufefc"


def _own_letters(letters: Counter[str]) -> str | None:
    """The language whose own letters the text has."""
    shares = {
        language: sum(letters[letter] for letter in own) / letters.total() / enough
        for language, (own, enough) in _OWN_LETTERS.items()
    }
    language = max(shares, key=lambda name: shares[name])
    return language if shares[language] >= 1 else None


def _by_words(sample: str, letters: Counter[str]) -> str:
    """Persian, Arabic or Azeri, by the commonest words of each and a few spellings."""
    written = _WORD.findall(sample.translate(_KEYBOARD))
    words = [squeeze(word) for word in written]
    found = {language: _known(words, language) for language in ("Persian", "Arabic", "Azeri")}
    found["Persian"] += _TRUST
    found["Azeri"] = 2 * (found["Azeri"] + sum(bool(_AZERI.match(word)) for word in written))
    found["Arabic"] += letters["ة"] + sum(bool(_ARABIC.match(word)) for word in written)
    found["Arabic"] += 0.5 * sum(map(_has_article, words))
    found["Arabic"] -= 0.3 * sum(letters[letter] for letter in _PERSIAN_LETTERS)  # which Azeri has, too
    return max(found, key=lambda name: found[name])


def _other_script(sample: str, letters: Counter[str]) -> str:
    """The language of a text that is not in the Arabic script."""
    words = [word.lower() for word in _WORD.findall(sample)]
    found = {
        language: _known(words, language) for language in ("English", "Azeri (Latin)", "Turkish", "Tajik")
    }
    found["Azeri (Latin)"] += letters["ə"] + letters["Ə"]
    language = max(found, key=lambda name: found[name])
    return language.removesuffix(" (Latin)") if found[language] >= 0.03 * len(words) else "another language"


def _known(words: list[str], language: str) -> float:
    own = _common_words()[language]
    return float(sum(word in own for word in words))


def _has_article(word: str) -> bool:
    """Whether a word has the Arabic article, and is none of the names and terms that Persian has with it."""
    return word.startswith("ال") and len(word) > 4 and not word.endswith(_BORROWED)


@cache
def _common_words() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("data/language_words.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {language: frozenset(squeeze(word) for word in words.split()) for language, words in rows}
