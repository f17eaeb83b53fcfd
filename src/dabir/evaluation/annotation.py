"""What an annotator or a reader found in a report: the common form in which the two are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dabir.record import Record


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its content's offsets, its speaker and form, and whether it may be left out."""

    start: int
    end: int
    speaker: str
    form: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """One person: the fullest name and the fullest post ("" if none)."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Done:
    """One event: its type and the two parties."""

    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One report's statements, people and events; `events` is None where nobody looked for events."""

    id: str
    statements: tuple[Said, ...] = ()
    people: tuple[Named, ...] = ()
    events: tuple[Done, ...] | None = None

    @classmethod
    def of_record(cls, record: Record) -> Annotation:
        """What the reader found, in the form of an annotation."""
        return cls(
            record.id,
            tuple(Said(s.start, s.end, s.speaker, s.form) for s in record.statements),
            tuple(Named(p.name, p.role) for p in record.people),
            tuple(Done(e.type, e.source, e.target) for e in record.events),
        )

    @classmethod
    def of_json(cls, fields: Mapping[str, Any]) -> Annotation:
        """An annotation or a record from its JSON object.

        Raises:
            ValueError: A field that every annotation has is missing.
        """
        try:
            events = fields.get("events")
            return cls(
                fields["id"],
                tuple(_said(statement) for statement in fields.get("statements", ())),
                tuple(Named(p["name"], p.get("role") or "") for p in fields.get("people", ())),
                None if events is None else tuple(_done(event) for event in events),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not an annotated report: {error!r}") from error


def load(path: Path) -> list[Annotation]:
    """Read a JSON Lines file of annotations or records.

    Raises:
        ValueError: A line is not an annotation; the message names the file and the line's number.
    """
    annotations = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                annotations.append(Annotation.of_json(json.loads(line)))
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
    return annotations


def _said(fields: Mapping[str, Any]) -> Said:
    return Said(
        fields["start"],
        fields["end"],
        fields.get("speaker") or "",
        fields.get("form") or "",
        bool(fields.get("optional")),
    )


def _done(fields: Mapping[str, Any]) -> Done:
    return Done(fields["type"], fields.get("source") or "", fields.get("target") or "")
