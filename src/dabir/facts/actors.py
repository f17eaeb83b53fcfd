"""Actors: country, sectors, post and institution of a person or a party, from the words by which the report knows them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dabir.facts.lexicon import institutions, posts
from dabir.facts.phrases import PhraseIndex
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import Role
from dabir.script.letters import squeeze


class Actor(NamedTuple):
    """What is known of an actor beside the name: PLOVER sectors, the post's head, and the institution's words."""

    sectors: tuple[str, ...]
    post: str | None
    institution: str | None


def actor_of(reading: Reading, roles: Sequence[Role], name: Range | None = None) -> Actor:
    """Read the posts of a person, or the phrase of a party (`name`, where no list knows it)."""
    ranges = [role.range for role in roles] or ([name] if name else [])
    sectors: dict[str, None] = {}
    for role in roles:
        sectors.update(dict.fromkeys(_walks(role, reading)))
    for words in ranges:
        sectors.update(dict.fromkeys(_told(reading, words)))
    held = next((role for role in roles if role.kind == "post"), None)
    return Actor(
        tuple(sectors),
        _text(reading, _head(reading, held)) if held else None,
        _institution(reading, held) if held else None,
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("dabir.facts").joinpath("data/sectors.toml").read_text("utf-8"))


@cache
def _words() -> PhraseIndex[str]:
    """Words that tell a sector, by phrase."""
    return PhraseIndex((word, sector) for sector, words in _data()["words"].items() for word in words)


@cache
def _seats() -> Mapping[str, str]:
    return {squeeze(post): seat for post, seat in _data()["seats"].items()}


def _walks(role: Role, reading: Reading) -> Sequence[str]:
    """The sectors of a walk of life; a country acts through its government."""
    if role.kind == "country":
        return ("GOV",)
    walk = role.sector
    if walk is None:
        listed = institutions().match(reading.keys, role.range.first)
        walk = listed[1].sector if listed else None
    found: Sequence[str] = _data()["walks"].get(walk, ())
    return found


def _told(reading: Reading, words: Range) -> list[str]:
    """The sectors that the words of a phrase tell, its head first."""
    found = (_words().match(reading.keys, index) for index in range(*words))
    return [match[1] for match in found if match and match[0] <= words.last]


def _head(reading: Reading, role: Role) -> Range:
    """The words of a post's head («وزیر», «سرمربی»)."""
    first, last = role.range
    found = posts().match(reading.keys, first)
    stop = min(found[0], last) if found else first + 1
    for index in range(first + 1, stop):  # «رئیس | سازمان محیط زیست»
        listed = institutions().match(reading.keys, index)
        if listed and stop < last:
            return Range(first, index)
    return Range(first, stop)


def _institution(reading: Reading, role: Role) -> str | None:
    """The institution in which a post is held: named in its phrase, or the one that its head leads («وزارت دفاع …»)."""
    head = _head(reading, role)
    rest = Range(head.last, role.range.last)
    for index in range(*rest):
        listed = institutions().match(reading.keys, index)
        if listed and listed[0] <= rest.last:
            return _text(reading, Range(index, rest.last))
    seat = _seats().get(reading.phrase(head))
    return f"{seat} {_text(reading, rest)}" if seat and rest.last > rest.first else None


def _text(reading: Reading, words: Range) -> str:
    return " ".join(reading.text(words).split())
