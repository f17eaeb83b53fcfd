"""Bynames: what a question calls otherwise than reports do, put into the words of reports.

Readers ask for «توپچی‌ها», «خانه ملت» or «طلای سیاه»; reports mostly say «آرسنال», «مجلس» and «نفت». The embedder is small
and knows little of the world: it does not see that these are the same. So before the meaning of a question is compared,
its bynames make way for what reports say (`data/bynames.tsv`). Its words are searched as they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeAlias

from dabir.archive.words.analysis import Term, terms
from dabir.script.letters import HALF_SPACE, squeeze

# The search keys of a byname, and whether its last word is in the plural.
_Byname: TypeAlias = tuple[tuple[str, ...], bool]

_PLURAL = ("ها", "های", "هایی")
# By so many letters names are looked up first: to analyse all of them takes longer than to embed a question.
_START = 2


class _Found(NamedTuple):
    """A byname in a text: how many of its words it takes, and what reports say."""

    length: int
    usual: str


def usual(text: str) -> str:
    """A text in the words of reports: each byname, the longest first, is replaced; all else stays as it is."""
    words = terms(text)
    names = _possible(text, words)
    parts: list[str] = []
    at = done = 0
    while at < len(words):
        if found := _at(text, words[at:], names):
            parts += [text[done : words[at].start], found.usual]
            done = words[at + found.length - 1].end
        at += found.length if found else 1
    return "".join(parts) + text[done:]


def _at(text: str, words: Sequence[Term], names: Mapping[_Byname, str]) -> _Found | None:
    """The longest byname that begins with the first of some words of a text."""
    longest = max((len(keys) for keys, _ in names), default=0)
    for length in range(min(longest, len(words)), 0, -1):
        start, end = words[0].start, words[length - 1].end
        keys = tuple(word.key for word in words[:length])
        plural = squeeze(text[start:end]).endswith(_PLURAL)
        name = names.get((keys, plural)) or names.get((keys, False))
        if name and not _joined(text[:start][-1:]) and not _joined(text[end:][:1]):
            return _Found(length, name)
    return None


def _joined(sign: str) -> bool:
    """Whether what stands beside a byname makes it part of a longer word («پارلمان‌نشینی»)."""
    return sign == HALF_SPACE or sign.isalnum()


def _possible(text: str, words: Sequence[Term]) -> dict[_Byname, str]:
    """What reports say for each of the bynames that begin as a word of a text does."""
    starts = {key[:_START] for word in words for key in (word.key, squeeze(text[word.start : word.end]))}
    return {_byname(name): said for start in starts for name, said in _listed().get(start, ())}


@cache
def _listed() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The bynames with what reports say for them, by their first letters."""
    data = files("dabir.archive").joinpath("data", "bynames.tsv").read_text("utf-8")
    listed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in data.splitlines():
        if not line.startswith("#"):
            said, *names = line.split("\t")
            for name in names:
                listed[squeeze(name)[:_START]].append((name, said))
    return listed


@cache
def _byname(name: str) -> _Byname:
    return tuple(term.key for term in terms(name)), squeeze(name).endswith("ها")
