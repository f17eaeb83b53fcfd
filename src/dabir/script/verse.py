"""Verse and other stretches in which gaps mean something else, and which are left as they are.

Addresses, tags, marks of code and verse: a poet's «می» is wine more often than not, and nobody lost half-spaces
in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = ("#", "@", "`", "<", "://", "www.")
_SIGNED = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|[#@][\w\u200c]+|(?<![\w.-])[\w.-]++@[\w.-]+|`[^`\n]*`|<[^<>\n]{1,200}>",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"^[ \t]*+([^/*\n«»]{8,80}?)[ \t]{0,9}(?:/|\*{1,9})[ \t]{0,9}([^/*\n«»]{8,80}?)[ \t]{0,9}$", re.MULTILINE
)
_QUOTED_HALVES = re.compile(r"«([^«»/\n]{8,80}?) ?/ ?([^«»/\n]{8,80}?)»")
_LINE = re.compile(r"^[ \t]*+([^\n.:؛!؟?0-9۰-۹«»()]{12,60}?)،?[ \t]{0,9}$", re.MULTILINE)
_SHORTEST_POEM = 4  # lines
_WORDS = range(3, 10)  # words of half a verse


def protected(text: str) -> list[tuple[int, int]]:
    """The spans of a text whose gaps are left alone, in order; they do not overlap."""
    found = [match.span() for match in _SIGNED.finditer(text)] if any(sign in text for sign in _SIGNS) else []
    if "/" in text or "*" in text:
        found += _halved(text)
    found += _poems(text)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _halved(text: str) -> Iterator[tuple[int, int]]:
    """Verses whose halves have a mark between them; on lines of their own several, or one that rhymes."""
    for match in _QUOTED_HALVES.finditer(text):
        if _balanced(match[1], match[2]):
            yield match.span()
    lines = [match for match in _HALVES.finditer(text) if _balanced(match[1], match[2])]
    for at, match in enumerate(lines):
        near = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
        beside = any(
            text[min(match.end(), other.end()) : max(match.start(), other.start())] == "\n" for other in near
        )
        if beside or _rhyme(match[1], match[2]):
            yield match.span()


def _poems(text: str) -> Iterator[tuple[int, int]]:
    """Runs of short lines of one length of which every second rhymes."""
    run: list[re.Match[str]] = []
    for match in _LINE.finditer(text):
        if run and (match.start() != run[-1].end() + 1 or not _balanced(run[-1][1], match[1])):
            yield from _poem(run)
            run = []
        run.append(match)
    yield from _poem(run)


def _poem(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if len(run) < _SHORTEST_POEM or any(len(match[1].split()) not in _WORDS for match in run):
        return
    rhymes = [_rhyme(first[1], second[1]) for first, second in zip(run, run[2:], strict=False)]
    couplets = [_rhyme(first[1], second[1]) for first, second in zip(run[::2], run[1::2], strict=False)]
    if all(rhymes[1::2]) or all(couplets):
        yield run[0].start(), run[-1].end()


def _balanced(first: str, second: str) -> bool:
    """Whether two pieces may be the halves of a verse: of few words, and of about one length."""
    short, long = sorted((len(first), len(second)))
    return short >= 0.7 * long and len(first.split()) in _WORDS and len(second.split()) in _WORDS


def _rhyme(first: str, second: str) -> bool:
    return first.rstrip()[-2:] == second.rstrip()[-2:]
