"""Fragments: a text cut into words at spaces and half-spaces alike, each fragment with its search keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain, islice, repeat
from typing import NamedTuple

from dabir.archive.words.inflection import groups, plain
from dabir.archive.words.stems import LONGEST, stems
from dabir.script.words import tokens

# White space is a piece of its own.
_SPACE = re.compile(r"(\s+)")
_RUN = re.compile(r"[^\W_]+")
_PART = re.compile("[^\u200c\u200d\u00ad.]+")
_DIGITS = re.compile(r"\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,٬،]\d{3})+")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_STRETCH = "ـ"  # stretches letters of any script, and is none
_SILENT = frozenset({"punct", "honorific"})
_REMEMBERED = 100  # letters between white space at most whose fragments are remembered

# Endings that are written apart, and what the fragment before them must end in ("": in anything).
_PLURALS = "ها های هایی هایش هایشان هایم هایت هایمان هایتان هاست ترین ترینها ترینهای"
_BEHIND_ANY = "ی اش ات شان مان تان تر تری ترها ترهای اند اید ایم"
_ENDINGS = {
    **dict.fromkeys(_PLURALS.split() + _BEHIND_ANY.split(), ""),
    **dict.fromkeys(("ای", "یی"), "هاوی"),
    "ام": "ه0123456789",
    "گان": "ه",
}


class Fragment(NamedTuple):
    """Letters between spaces and half-spaces.

    Attributes:
        start: Where they begin, in code points of a text, or of what stands between white space.
        end: Where they end.
        letters: The letters, as the lists know them.
        keys: The keys with their offsets in the fragment.
        plain: The key of most: those that have one and belong to no other fragment; "" for others.
        opens: Whether it may begin a word of several fragments.
        ends: What the fragment before it must end in if this is an ending that stands apart (None: it is none).
    """

    start: int
    end: int
    letters: str
    keys: tuple[tuple[str, int, int], ...]
    plain: str = ""
    opens: bool = False
    ends: str | None = None


class Placed(NamedTuple):
    """The fragments of a text in order, and for each the offset from which its own are counted."""

    fragments: list[Fragment]
    bases: list[int]

    def start(self, at: int) -> int:
        """Where a fragment begins in the text, in code points."""
        return self.bases[at] + self.fragments[at].start

    def end(self, at: int) -> int:
        """Where a fragment ends in the text, in code points."""
        return self.bases[at] + self.fragments[at].end


def fragments(text: str) -> Placed:
    """The fragments of a text. No token reaches across white space, so that what stands between is remembered whole."""
    pieces = _SPACE.split(text)
    written = pieces[::2]  # white space between them
    short = max(map(len, written)) < _REMEMBERED
    found = list(map(_of_piece if short else _of_piece.__wrapped__, written))
    starts = islice(accumulate(map(len, pieces), initial=0), 0, None, 2)
    # In functions of C throughout: every word that an archive holds has come this way.
    bases = chain.from_iterable(map(repeat, starts, map(len, found)))
    return Placed(list(chain.from_iterable(found)), list(bases))


@lru_cache(maxsize=1 << 16)
def opens(piece: str) -> bool:
    """Whether a word of several pieces may begin in one, which stands between white space; without its keys."""
    runs = (_RUN.findall(plain(part)) for part in _PART.findall(piece))
    return not groups().openers.isdisjoint(chain.from_iterable(runs))


@lru_cache(maxsize=1 << 17)
def _of_piece(piece: str) -> tuple[Fragment, ...]:
    """The fragments of what stands between white space, their offsets counted from its beginning."""
    return tuple(
        fragment._replace(start=start + fragment.start, end=start + fragment.end)
        for start, _, token, kind in tokens(piece)
        if kind not in _SILENT
        for fragment in _of_token(token)
    )


def _of_token(token: str) -> tuple[Fragment, ...]:
    """The fragments of a token with their keys."""
    if token[0].isdecimal():
        return tuple(_numbers(token))
    found = (_PART if _ARABIC.match(token) else _RUN).finditer(token)
    parts = (_fragment(match[0], match.start()) for match in found)
    return tuple(part for part in parts if part.letters)


def _fragment(run: str, start: int) -> Fragment:
    end = start + len(run)
    if not _ARABIC.match(run.lstrip(_STRETCH)):
        letters = _latin(run)
        return Fragment(start, end, letters, ((letters[:LONGEST], 0, len(run)),), letters[:LONGEST])
    letters = plain(run)
    opens, ends = letters in groups().openers, _ENDINGS.get(letters)
    # Where marks stand between the letters, each key stands for the whole fragment.
    whole = len(letters) != len(run)
    keys = tuple(
        (key, 0, len(run)) if whole else (key, first, last) for key, first, last in stems(letters) if key
    )
    alone = keys[0][0] if len(keys) == 1 and not opens and ends is None else ""
    return Fragment(start, end, letters, keys, alone, opens, ends)


def _latin(run: str) -> str:
    """Letters of other scripts than the Arabic without their marks, in lower case."""
    # Signs such as «℡» only become letters, and those may be large.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", run).casefold())
    return "".join(letter for letter in letters if letter.isalnum() and letter != _STRETCH)


def _numbers(token: str) -> Iterator[Fragment]:
    """The numbers in a token: «۱۳۹۷/۰۱/۲۷» are three; marks of thousands and zeros before them do not count."""
    whole = _THOUSANDS.fullmatch(token)
    for start, end in [(0, len(token))] if whole else [match.span() for match in _DIGITS.finditer(token)]:
        digits = "".join(str(unicodedata.digit(sign)) for sign in token[start:end] if sign.isdecimal())
        number = digits.lstrip("0") or "0"
        yield Fragment(start, end, number, ((number[:LONGEST], 0, end - start),), number[:LONGEST])
