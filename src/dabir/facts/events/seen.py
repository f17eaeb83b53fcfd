"""What the reading model sees of deeds: the words that state them, how they stand, and the words that name their parties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, cast

from dabir.facts.ranges import Range
from dabir.model.labels import DEEDS
from dabir.record import Status

if TYPE_CHECKING:
    from dabir.model.decode import Labelled
    from dabir.model.tags import Tags

# From which probability on words state a deed, a word names a party, and a word that rules take for a trigger states a deed;
# all chosen on annotated reports that the model had not learnt from.
SEES, NAMES, STATES = 0.75, 0.3, 0.03


class Seen:
    """The deeds of a report as the model sees them."""

    def __init__(self, tags: Tags) -> None:
        """Take what the model says; it must have the heads of deeds."""
        self.tags = tags

    def sights(self) -> list[Labelled]:
        """The words that state deeds, with the type of each, in order."""
        return [span for span in self.tags.of("event") if span.trust >= SEES]

    def doubts(self, words: Range) -> bool:
        """Whether words hardly state any deed."""
        return float(self.tags.probabilities["event"][words.first : words.last, 0].min()) > 1.0 - STATES

    def status(self, word: int) -> Status:
        """How the deed stands that a word states."""
        shares = self.tags.probabilities["status"][word]
        best = int((shares[1::2] + shares[2::2]).argmax())
        return cast(Status, DEEDS["status"][best])

    def named(self, trigger: int, role: int, sentence: Range) -> Iterator[Range]:
        """The runs of words of a sentence that name who has a role in what a word states."""
        shares = self.tags.naming(trigger, *sentence)[role]
        for named, run in groupby(range(len(shares)), lambda at: bool(shares[at] >= NAMES)):
            places = list(run)
            if named:
                yield Range(sentence.first + places[0], sentence.first + places[-1] + 1)


def seen(tags: Tags | None) -> Seen | None:
    """What a model sees, if there is one that was taught to."""
    return Seen(tags) if tags is not None and tags.knows("event") else None
