"""Identity: by what an actor of one report is known again in another. Careful: whom the keys do not join, an editor may.

- A person with a full name is that name. Of a given name with one of the most common surnames the sector is part,
  too: the member of parliament and the footballer of that name are two. Of one name in two countries two people are
  made (`entities`).
- A person known by one word only («ظریف») is that word with the post and the country.
- A country, its capital and the seat of its government are one: the government.
- An institution or an outlet is its name; a post its words, where they name an institution or a country. Groups are
  nobody in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from dabir.facts.lexicon import countries
from dabir.record import Party, Person
from dabir.script.letters import fold, squeeze

# What stands before a name and is no part of it.
_TITLES = frozenset({"سید", "سیده", "حاج", "حاجی", "شیخ", "ملا", "میرزا", "استاد", "دکتر", "مهندس"})
_ALIKE = str.maketrans(
    {"آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه", "ۀ": "ه", "ء": None, "ّ": None}
)
_LONG_I = re.compile("یی+")


def name_key(name: str) -> str:
    """What two ways to write one name share: letters, half-spaces, hamza, titles before it do not count."""
    return "".join(_words(name))


def last_key(name: str) -> str:
    """The key of a name's last word: the surname, or its last part."""
    words = _words(name)
    return words[-1] if words else ""


def surname_key(name: str) -> str:
    """The key of a full name's last written word, with all between its half-spaces («کی‌روش»); "" for a name of one word."""
    words = _written(name)
    return words[-1] if len(words) > 1 else ""


def alone_key(name: str) -> str:
    """The key of a name that is one written word, half-spaces in it or not; "" for another."""
    words = _written(name)
    return words[0] if len(words) == 1 else ""


def is_common(name: str) -> bool:
    """Whether a surname is one of those that so many share that even a full name does not tell one of them from another."""
    return name_key(name) in _common()


def _written(name: str) -> list[str]:
    words = [_folded(word.replace("\u200c", "")) for word in fold(name).text.split()]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    return words


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    words = [_folded(word) for word in fold(name).text.replace("\u200c", " ").split()]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    return tuple(words)


def _folded(word: str) -> str:
    return _LONG_I.sub("ی", squeeze(word).translate(_ALIKE))


def entity_key(actor: Person | Party) -> str | None:
    """By what an actor is known in other reports; None for who is nobody in particular."""
    if isinstance(actor, Person):
        return _person_key(actor)
    if actor.kind == "group":
        return None
    found = countries().get(squeeze(actor.name))
    if found is not None and found.code == actor.country:
        return f"country:{found.code}"
    if actor.kind == "post":
        return f"post:{name_key(actor.name)}" if actor.institution or actor.country else None
    return f"{actor.kind}:{name_key(actor.name)}"


def _person_key(person: Person) -> str | None:
    words = _words(person.name)
    if not words:
        return None
    if len(words) == 1:
        return f"short:{words[0]}:{name_key(person.role)}:{person.country or ''}"
    key = f"person:{''.join(words)}"
    return (
        f"{key}:{person.sectors[0] if person.sectors else ''}"
        if len(words) == 2 and words[-1] in _common()
        else key
    )


@cache
def _common() -> frozenset[str]:
    lines = files("dabir.archive").joinpath("data/common_surnames.txt").read_text("utf-8").splitlines()
    return frozenset(_folded(line) for line in _entries(lines))


def _entries(lines: list[str]) -> Iterator[str]:
    return (line.replace("\u200c", "") for line in lines if not line.startswith("#"))
