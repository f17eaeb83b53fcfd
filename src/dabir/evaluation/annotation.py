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
            ValueError: A field that every annotation has is missing, or no such field at all.
        """
        try:
            events = fields.get("events")
            return cls(
                fields["id"],
                tuple(_said(statement) for statement in fields["statements"]),
                tuple(Named(p["name"], p.get("role") or "") for p in fields.get("people", ())),
                None if events is None else tuple(_done(event) for event in events),
            )
        except KeyError as error:
            raise ValueError(f'it has no "{error.args[0]}"') from error
        except (TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error


def load(path: Path) -> list[Annotation]:
    """Read a JSON Lines file of annotations or records.

    Raises:
        ValueError: The file holds none or cannot be opened, or a line is none; the message names the file and
            the line's number.
    """
    try:
        with path.open("rb") as lines:
            annotations = [
                _annotation(line, f"{path}, line {number}")
                for number, line in enumerate(lines, 1)
                if line.strip()
            ]
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror or error}): check the name.") from error
    if not annotations:
        raise ValueError(f"{path} is empty: give annotated reports, one JSON object a line.")
    return annotations


def _annotation(line: bytes, name: str) -> Annotation:
    try:
        return Annotation.of_json(json.loads(line.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        reason = "it is no JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else error
        raise ValueError(
            f'{name} is not an annotated report: {reason}; give a JSON object with "id" and "statements".'
        ) from error


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
