"""Speakers: people, and the parties without a personal name; and how one was found to speak."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from dabir.facts.lexicon import institutions
from dabir.facts.mentions import Found
from dabir.facts.people import Somebody
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import Role

# By what a speaker was told: the mention's own name or surname; somebody who holds its post (`holder`), is brought in by
# name later (`introduced`, `ahead`) or spoke before and is free for it (`given`); a pronoun or a paraphrase for who spoke
# last (`pronoun`), headed a sentence since (`headed`) or was named last (`named`); a subject that is dropped (`before`) or
# taken up again by «این …» (`again`); an interview (`asked`), a message (`document`), several together (`together`); a
# party of its own, spoken of before (`known`) or not (`new`).
Way = Literal[
    "name",
    "surname",
    "holder",
    "introduced",
    "ahead",
    "given",
    "pronoun",
    "headed",
    "named",
    "before",
    "again",
    "asked",
    "document",
    "together",
    "known",
    "new",
]


@dataclass(slots=True, eq=False)
class Organ:
    """A speaker without a personal name: an institution, an outlet, a country, or somebody known by a post alone.

    `members` are those who speak together («X و Y گفتند»); `person` is whose post it was found to be later.
    """

    role: Role | None
    name: Range
    mentions: list[Found] = field(default_factory=list)
    members: tuple[Speaker, ...] = ()
    person: Somebody | None = None


Speaker = Somebody | Organ


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks a draft, and by what that was told."""

    speaker: Speaker | None
    way: Way

    @property
    def kind(self) -> str:
        """Whether the speaker is a named `person` or a `party`, which is the right one less often."""
        return "person" if isinstance(self.speaker, Somebody) else "party"

    @property
    def confidence(self) -> float:
        """How probable it is that the speaker is the right one: how often it was, where it was told in the same way."""
        return _shares()[self.kind][self.way]


@cache
def _shares() -> Mapping[str, Mapping[str, float]]:
    """How often each way of telling the speaker is right, counted by `training/attributions.py`."""
    text = files("dabir.facts").joinpath("data/attributions.toml").read_text("utf-8")
    return tomllib.loads(text)


def called(reading: Reading, name: Range, role: Role | None) -> Range:
    """The words of a party's name: of an outlet its name alone («روزنامه واشنگتن پست», «پایگاه «X»»)."""
    if role is None or role.kind != "outlet":
        return name
    first, last = name
    opening = next((index for index in range(first, last) if reading.opens_quote(index)), last)
    if opening < last - 2 and reading.is_quote(last - 1):
        return Range(opening + 1, last - 1)
    for index in range(first, last):
        listed = institutions().match(reading.keys, index)
        if listed and listed[0] == last and listed[1].outlet and not listed[1].head:
            return Range(index, last)
    return name


def is_personal(speaker: Speaker | None) -> bool:
    """Whether a speaker is somebody, by name or by post, so that «وی» can mean them."""
    if isinstance(speaker, Organ):
        return speaker.role is not None and speaker.role.kind == "post"
    return speaker is not None


def known_as(speaker: Speaker | None) -> Speaker | None:
    """The person behind a party known by a post, where one was found; the same for those who speak together."""
    if not isinstance(speaker, Organ):
        return speaker
    speaker.members = tuple(
        member.person or member if isinstance(member, Organ) else member for member in speaker.members
    )
    return speaker.person or speaker
