"""Writing: a report's text as it came in or as it should be written, and the way from the one's offsets to the other's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dabir.record import Record
from dabir.report import Part
from dabir.script.alignment import Alignment
from dabir.script.retracing import retraced
from dabir.script.writing import restore

Writing = Literal["restored", "original"]


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a record in one of the two writings.

    Attributes:
        text: The text as it is shown.
        whole: The record's own text; as long as `alignment.source_length`.
        alignment: The way from the one to the other.
    """

    text: str
    whole: str
    alignment: Alignment

    def here(self, start: int, end: int) -> tuple[int, int]:
        """Where words of the record's text stand in the text that is shown; what lies outside of it is nowhere."""
        last = len(self.whole)
        start = min(max(start, 0), last)
        return self.alignment.to_target(start, min(max(end, start), last))

    def there(self, start: int, end: int) -> tuple[int, int]:
        """Where words of the text that is shown stand in the record's.

        Raises:
            ValueError: They lie outside of it.
        """
        return self.alignment.to_source(start, end)

    def words(self, start: int, end: int) -> str:
        """Words of the record, as they are shown, on one line."""
        low, high = self.here(start, end)
        return " ".join(self.text[low:high].split())


def written(record: Record, writing: Writing) -> Written:
    """The text of a record in a writing."""
    if writing == "original":
        return Written(_visible(record.text), record.text, Alignment(len(record.text)))
    alignment = retraced(record.text, record.restored)
    if alignment is not None:
        return Written(_visible(record.restored), record.text, alignment)
    restored = restore(record.text)  # a reader of other rules has restored it
    return Written(_visible(restored.text), record.text, restored.alignment)


def shown(record: Record, text: Written) -> Record:
    """The record's text and parts as they are shown, for `exports.markup`; all else stays where it was."""
    return replace(record, text=text.text, parts=tuple(_parts(record, text)))


def _parts(record: Record, text: Written) -> Iterator[Part]:
    """The parts; where a change reaches over the border of two, its words belong to the first."""
    done = 0
    for part in record.parts:
        start, end = text.here(part.start, part.end)
        start = max(start, done)
        done = max(start, end)
        yield Part(part.kind, start, done)


def _visible(text: str) -> str:
    """A text as browsers take it; they would drop a zero and join line breaks, and offsets would no longer fit."""
    return text.replace("\0", "\ufffd").replace("\r", " ")
