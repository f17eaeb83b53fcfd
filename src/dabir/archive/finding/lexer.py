"""Lexer: the parts of a query: operators, brackets, words, phrases and fields.

Nothing is an error here: a quote that is not closed ends with the text, signs that are no part of anything are passed over,
and a colon behind anything but a field's name belongs to the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dabir.archive.finding.days import stretch
from dabir.script.letters import squeeze

Kind = Literal["and", "or", "not", "(", ")", "words", "prefix", "phrase", "field"]

# The names of fields, in English and in Persian.
_FIELDS = {
    "speaker": "speaker", "گوینده": "speaker",
    "about": "about", "درباره": "about",
    "agency": "agency", "خبرگزاری": "agency",
    "desk": "desk", "گروه": "desk",
    "place": "place", "جا": "place",
    "type": "type", "نوع": "type",
    "act": "act", "کنش": "act",
    "after": "after", "از": "after",
    "before": "before", "تا": "before",
    "on": "on", "روز": "on",
}  # fmt: skip
DAYS = frozenset({"after", "before", "on"})
_WORDS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}
_SIGNS: dict[str, Kind] = {
    "&&": "and",
    "||": "or",
    "|": "or",
    "-": "not",
    "(": "(",
    ")": ")",
}
_SIGN = re.compile(r"&&|\|\|?|[()]|(?:(?<=[\s(|])|^)-(?=[^\s-])")
_QUOTES = '«»‹›"“”„‟＂'
_QUOTED = re.compile('«([^»]*)»?|‹([^›]*)›?|["“”„‟＂]([^"“”„‟＂]*)["“”„‟＂]?')
_HONORIFIC = re.compile("\\((?:ع|ص|س|ره|رض|عج|صلی\u200c?الله|قدس\u200c?سره|علیه\u200c?السلام)\\)")
_NAME = re.compile(r"([^\W\d_][\w\u200c\u064b-\u0655]*)[:：]\s*")
_CHUNK = re.compile(rf"(?:(?!&&)[^\s()|{_QUOTES}])+")
_FURTHER = re.compile(rf"\s+[^\s()|{_QUOTES}]{{1,12}}(?![^\s()|{_QUOTES}])")
_EDGES = " *،,؛;:!؟?…-–—."


class Token(NamedTuple):
    """A part of a query; `text` is what is written in it, without quotes and on one line; `name` is a field's."""

    kind: Kind
    text: str = ""
    name: str = ""


_Found = tuple[Token, int] | None


def lexed(query: str) -> Iterator[Token]:
    """The parts of a query in order, words in a row as one."""
    row: list[str] = []
    for token in _single(query):
        if token.kind == "words":
            row.append(token.text)
            continue
        if row:
            yield Token("words", " ".join(row))
            row.clear()
        yield token
    if row:
        yield Token("words", " ".join(row))


def is_field(word: str) -> bool:
    """Whether a word would be read as a field with its value."""
    return _name(_NAME.match(word)) != ""


def field_value(name: str, written: str) -> str:
    """What is written as the value of a field, on one line and without the signs around it; «_» joins words."""
    return _on_one_line(written.replace("_", " ")).strip(_EDGES[:-1] if name in DAYS else _EDGES)


def _single(query: str) -> Iterator[Token]:
    """The parts of a query, every word by itself."""
    at = 0
    while at < len(query):
        honorific = _HONORIFIC.match(query, at)
        if honorific:
            at = honorific.end()
            continue
        readers = (_sign, _phrase, _field, _word)
        found = next((found for reader in readers if (found := reader(query, at))), None)
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def _sign(query: str, at: int) -> _Found:
    match = _SIGN.match(query, at)
    return (Token(_SIGNS[match[0]]), match.end()) if match else None


def _phrase(query: str, at: int) -> _Found:
    match = _QUOTED.match(query, at)
    return (Token("phrase", _on_one_line(match[0])), match.end()) if match else None


def _on_one_line(text: str) -> str:
    return " ".join("".join(" " if sign in _QUOTES else sign for sign in text).split())


def _field(query: str, at: int) -> _Found:
    """A field with its value; with none where brackets follow, or nothing."""
    match = _NAME.match(query, at)
    name = _name(match)
    if match is None or not name:
        return None
    at = match.end()
    value = _QUOTED.match(query, at) or _CHUNK.match(query, at)
    end = value.end() if value else at
    if value and name in DAYS:
        end = _day_end(query, at, end)
    return Token("field", field_value(name, query[at:end]), name), end


def _name(match: re.Match[str] | None) -> str:
    return _FIELDS.get(squeeze(match[1].casefold()), "") if match else ""


def _day_end(query: str, start: int, end: int) -> int:
    """Where a day ends that is written in several words («27 فروردین 1397»)."""
    ends: list[int] = []
    while len(ends) < 2 and (further := _FURTHER.match(query, ends[-1] if ends else end)):
        ends.append(further.end())
    return next((stop for stop in reversed(ends) if stretch(query[start:stop].strip(_EDGES))), end)


def _word(query: str, at: int) -> _Found:
    match = _CHUNK.match(query, at) if query[at].isalnum() else None
    if not match:
        return None
    if match[0] in _WORDS:
        return Token(_WORDS[match[0]]), match.end()
    begun = match[0].rstrip(_EDGES.replace("*", ""))
    if begun.endswith("*"):
        return Token("prefix", begun.rstrip("*")), match.end()
    return Token("words", match[0]), match.end()
