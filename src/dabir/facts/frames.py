"""Event frames: the data of `data/frames.toml`, ready for lookup by noun and verb."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dabir.script.letters import squeeze


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of stating an event; see the head of `data/frames.toml` for the fields."""

    type: str
    mode: str | None
    nouns: frozenset[str]
    verbs: frozenset[str]
    marker: str
    symmetric: bool


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, their nouns squeezed and their verbs by infinitive."""
    data = tomllib.loads(files("dabir.facts").joinpath("data/frames.toml").read_text("utf-8"))
    return tuple(
        Frame(
            entry["type"],
            entry.get("mode"),
            frozenset(map(squeeze, entry["nouns"])),
            frozenset(entry["verbs"]),
            entry["marker"],
            entry.get("symmetric", False),
        )
        for entry in data["frame"]
    )


@cache
def frames_by_noun() -> Mapping[str, tuple[Frame, ...]]:
    """The frames that a noun may belong to; "" leads to those of simple verbs."""
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames():
        for noun in frame.nouns:
            found[noun] = (*found.get(noun, ()), frame)
    return found
