"""When two names are the same name, and when two speakers are the same speaker.

The rules are those of the annotated sets' own scorer, so that figures can be compared. They are looser than
the reader's joining of names, and deliberately apart from it: a measure must not move with what it measures.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

# Kept apart from dabir.script.letters on purpose: mending the reader's folding must not change its marks.
_LETTERS = str.maketrans("يكةأإؤئۀٱى", "یکهااویهای")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_WORD = re.compile(r"\w+")

_SUFFIX_LEAST = 4  # a name must be longer than this to be recognised as another name's end
_NAME_MOST = 3  # words in a personal name; longer phrases are institutions or posts
_SHARED_LEAST = 0.75


def words(name: str | None) -> list[str]:
    """The words of a name in Persian letters, split at half-spaces too, without marks and punctuation."""
    return _WORD.findall(_MARKS.sub("", (name or "").translate(_LETTERS)).replace("\u200c", " "))


@lru_cache(maxsize=4096)
def full_name(name: str | None) -> str:
    """The key by which full names are compared: the words without titles, run together.

    Titles stay where dropping them would leave less than two words: «امیر» is a title and a given name.
    """
    every = words(name)
    bare = [word for word in every if word not in _words_apart("titles")]
    return "".join(bare if len(bare) > 1 else every)


def same_speaker(one: str | None, other: str | None) -> bool:
    """Whether two names can stand for the same speaker: equal, or the shorter contained in the longer.

    A surname matches a full name that holds it; phrases match where three quarters of the shorter one's words
    are shared; a post never matches a name.
    """
    keys = sorted((full_name(one), full_name(other)), key=len)
    if not keys[0]:
        return False
    if keys[0] == keys[1]:
        return True
    small, large = sorted((_telling_words(one), _telling_words(other)), key=len)
    posts = _words_apart("posts")
    if not small or bool(small & posts) != bool(large & posts):
        return False
    return _ends_name(keys, large.isdisjoint(posts), len(large)) or _contained(small, large)


def _telling_words(name: str | None) -> set[str]:
    """The words that tell a party from others: no common words, and no titles where others are left."""
    every = set(words(name)) - _words_apart("common")
    return every - _words_apart("titles") or every


def _ends_name(keys: list[str], personal: bool, size: int) -> bool:
    """Whether the short key ends the long one («حسن اف», «ذاکر حسن‌اف») and both are personal names."""
    short, long = keys
    return personal and size <= _NAME_MOST and len(short) > _SUFFIX_LEAST and long.endswith(short)


def _contained(small: set[str], large: set[str]) -> bool:
    if len(small) == 1:
        return len(large) <= _NAME_MOST and small <= large
    return len(small & large) / len(small) >= _SHARED_LEAST


@cache
def _words_apart(kind: str) -> frozenset[str]:
    text = files("dabir.evaluation").joinpath("data/words.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[kind])
