"""Where posts end, as the reading model marks them.

A rule takes a post's phrase as far as its words can belong to it, which is too far where an object or an adverb
follows («معاون وزیر پاسخ نامه را داد»). The model has learnt where the posts of people end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dabir.facts.ranges import Range

if TYPE_CHECKING:
    from dabir.facts.roles import Role
    from dabir.model.tags import Tags

# The least trust at which the model's end of a post is taken.
SEEN = 0.6


def cut(roles: Sequence[Role], tags: Tags) -> list[Role]:
    """The posts cut where the model, which sees a post begin at the same word, sees it end before the rules do."""
    ends = {span.first: span.last for span in tags.of("post") if span.trust >= SEEN}
    return [
        replace(role, range=Range(role.range.first, min(role.range.last, ends[role.range.first])))
        if role.kind == "post" and role.range.first in ends
        else role
        for role in roles
    ]
