"""Letters: one spelling for every Persian letter, whatever keyboard, font or page a text came from.

`fold` mends a text and keeps the way back to its offsets; `squeeze` makes the key under which a word is
looked up. What is folded, and into what, follows the Academy of Persian Language's orthography.

- Arabic, Pashto, Urdu and Kurdish shapes of yeh, kaf and heh become ی, ک, ه, and so does ة (ه).
- آ أ ؤ ئ ء ۀ are letters of Persian spelling and stay (also when typed as letter and combining mark); the
  Arabic إ and ٱ become ا.
- Presentation forms and ligatures become plain letters; kashida, vowel marks, bidi controls, BOM go.
- Every odd space becomes a space; every line break becomes one newline.
- U+200C stays only between two letters or digits, and not after a letter that never joins. What is used in
  its stead there (U+200B, U+200D, the soft hyphen, «¬») becomes it: Persian words are not hyphenated, so a
  soft hyphen in one is a half-space.
- Arabic digits become Persian ones in a text; a key has ASCII digits only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dabir.script.alignment import Alignment

HALF_SPACE = "\u200c"

_SWAPS = {
    **dict.fromkeys("يىېۍێےۑؽؾؿ", "ی"),
    **dict.fromkeys("كڪګڭ", "ک"),
    **dict.fromkeys("ةەہھۃ", "ه"),
    **dict.fromkeys("إٱٲٳ", "ا"),
    "ۂ": "ۀ",
    "ۓ": "ئ",
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", strict=True)),
    **dict.fromkeys("\t\x1f\u00a0\u1680\u202f\u205f\u3000\u2800", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
}
_KASHIDA = "\u0640"
_MARKS = "".join(map(chr, [*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD)])) + (
    "".join(map(chr, [*range(0x6DF, 0x6E5), 0x6E7, 0x6E8, *range(0x6EA, 0x6EE), *range(0x8D3, 0x8E2)]))
    + "".join(map(chr, range(0x8E3, 0x900)))
)
_INVISIBLE = "\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# Marks of direction too: some editors write them for half-spaces («برنامه‎های»).
_STAND_INS = "\u200b\u200d\u200e\u200f\u00ad¬"
_COMPOSED = {"ا\u0653": "آ", "ا\u0654": "أ", "و\u0654": "ؤ", "ی\u0654": "ئ", "ه\u0654": "ۀ"}


def _presentation_forms() -> dict[str, str]:
    """What every Arabic presentation form stands for; marks standing alone stand for nothing."""
    plain = str.maketrans({**_SWAPS, **dict.fromkeys(_MARKS + _KASHIDA, "")})
    forms = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        letter = chr(code)
        expansion = unicodedata.normalize("NFKC", letter)
        if expansion != letter:
            forms[letter] = expansion.translate(plain).strip()
    return forms


_FORMS = _presentation_forms()
_LIGATURES = {form: plain for form, plain in _FORMS.items() if len(plain) > 1}
_NON_JOINING = frozenset("اآأدذرزژوؤ") | {
    form for form, plain in _LIGATURES.items() if plain[-1] in "اآأدذرزژوؤ"
}
_LONE_MARKS = "".join(form for form, plain in _FORMS.items() if not plain)
_LETTERS = str.maketrans(_SWAPS | {form: plain for form, plain in _FORMS.items() if len(plain) == 1})
_DROPPED = _MARKS + _LONE_MARKS + _INVISIBLE + _KASHIDA
_ODD = re.compile(
    rf"(?P<run>[{_DROPPED}{_STAND_INS}{HALF_SPACE}]+)|(?P<ligature>[{''.join(_LIGATURES)}])|\r\n?",
)
_TO_SWAP = re.compile(f"[{re.escape(''.join(map(chr, _LETTERS)))}]")
_KEY = str.maketrans(
    {
        **_SWAPS,
        **_FORMS,
        **dict.fromkeys("أ", "ا"),
        "ؤ": "و",
        **dict.fromkeys("ئۓ", "ی"),
        **dict.fromkeys("ۀۂ", "ه"),
        **dict(zip("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2, strict=True)),
        **dict.fromkeys("ء" + _DROPPED + _STAND_INS + HALF_SPACE, ""),
        **{space: "" for space, plain in _SWAPS.items() if plain in " \n"},
        **dict.fromkeys(" \n\r", ""),
        # The spelling of these forms is that of their letters, ء أ ؤ ئ included.
        **{
            form: re.sub("[ء ]", "", plain).translate(str.maketrans("أؤئۀ", "اویه"))
            for form, plain in _FORMS.items()
        },
    }
)
_SPACED_KEY = {sign: letters for sign, letters in _KEY.items() if not chr(sign).isspace()}


@dataclass(frozen=True)
class Folded:
    """A mended text and the correspondence from the text as it came in to it."""

    text: str
    alignment: Alignment


def fold(text: str) -> Folded:
    """Mend the letters, marks, digits, spaces and half-spaces of a text; folding twice changes no more."""
    plain = text.translate(_LETTERS) if _TO_SWAP.search(text) else text
    pieces: list[str] = []
    edits: list[tuple[int, int, int]] = []
    done = 0
    for match in _ODD.finditer(plain):
        start, new = _replacement(plain, match)
        if new is None:
            continue
        pieces += (plain[done:start], new)
        done = match.end()
        edits.append((start, done, len(new)))
    if edits:
        plain = "".join(pieces) + plain[done:]
    folded = Folded(plain, Alignment.of(len(text), edits))
    return folded if unicodedata.is_normalized("NFC", plain) else _composed(folded)


def _replacement(text: str, match: re.Match[str]) -> tuple[int, str | None]:
    """Where the change begins, and what stands there afterwards (None: the text is right as it is)."""
    start, end = match.span()
    if match.lastgroup == "run":
        return _run(text, start, end)
    return start, _LIGATURES.get(match[0], "\n")


def _run(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Mend a run of characters that are no letters, given with the letters beside it."""
    run = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    inside = before.isalnum() and after.isalnum() and before not in _NON_JOINING
    if run == HALF_SPACE and inside:
        return start, None
    if not inside and "¬" in run:
        return (start, None) if run == "¬" else (start, "¬")
    letter = next((_COMPOSED[before + mark] for mark in run if before + mark in _COMPOSED), "")
    half_space = HALF_SPACE if inside and not set(run).isdisjoint(_STAND_INS + HALF_SPACE) else ""
    if _KASHIDA in run and not (before.isalnum() or after.isalnum()):
        return start, "–"  # a kashida on its own serves as a dash
    return start - len(letter), letter + half_space


def _composed(folded: Folded) -> Folded:
    """Bring every word into Unicode's composed form (NFC), which may change its length."""
    text, pieces, edits, done = folded.text, [], [], 0
    for match in re.finditer(r"\S+", text):
        word = unicodedata.normalize("NFC", match[0])
        if word == match[0]:
            continue
        pieces += [text[done : match.start()], word]
        done = match.end()
        if len(word) != done - match.start():
            edits.append((match.start(), done, len(word)))
    alignment = Alignment.of(len(text), edits)
    return Folded("".join(pieces) + text[done:], folded.alignment.then(alignment))


@lru_cache(maxsize=1 << 16)
def squeeze(word: str) -> str:
    """The lookup key of a word or a phrase: folded, without spaces, half-spaces, marks and hamzas.

    «می‌گوید», «می گوید» and «ميگويد» share a key, and so do «رئیس» and «رییس», «تأکید» and «تاکید»; آ stays.
    Digits become ASCII.
    """
    if "\u0653" in word or "\u0654" in word or not unicodedata.is_normalized("NFC", word):
        word = fold(word.replace(_KASHIDA, "")).text
    return unicodedata.normalize("NFC", bare(word))


def bare(text: str, *, spaces: bool = False) -> str:
    """What `squeeze` leaves of letters that are composed already: without half-spaces, marks and hamzas.

    Args:
        text: The letters.
        spaces: Whether white space stays; it goes otherwise.
    """
    return text.translate(_SPACED_KEY if spaces else _KEY)
