"""A statement on its way: what was said and by which words, before it is known who spoke."""

from __future__ import annotations

from dataclasses import dataclass

from dabir.facts.cues import Cue
from dabir.facts.mentions import Found
from dabir.facts.ranges import Range
from dabir.record import Form

Content = tuple[Range, Form]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is known: word ranges of content and cue, and the mention beside the cue."""

    content: Range
    form: Form
    cue: Cue | None
    mention: Found | None
    addressee: Found | None = None
    parent: Draft | None = None
