"""Rulings: what editors have decided about somebody, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dabir.archive.answers.subject import entity_names
from dabir.archive.people import decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dabir.archive.people.ledger import Decision, Kind
    from dabir.desk.language import Interface
    from dabir.desk.person.portrait import Portrait


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it is shown.

    Attributes:
        id: Its number.
        at: When it was taken, ISO 8601 in UTC.
        kind: What it is.
        undone: When it was taken back, ISO 8601 in UTC; None while it holds.
        words: What was decided.
        text: A note's own words; "" for others.
        report: The report that it is about, if it is about one.
    """

    id: int
    at: str
    kind: Kind
    undone: str | None
    words: str
    text: str = ""
    report: str | None = None


def rulings(known: Portrait) -> tuple[Ruling, ...]:
    """What was decided about somebody and those who were merged into him, the newest first, with what was taken back."""
    archive = known.visit.archive
    every = {
        one.id: one for member in known.entity.members for one in decisions.history(archive, entity=member)
    }
    found = [every[number] for number in sorted(every, reverse=True)]
    with archive.reading() as connection:
        names = entity_names(connection, _entities(found))
    return tuple(_ruling(one, names, known.visit.words) for one in found)


def _entities(found: Iterable[Decision]) -> list[int]:
    told = (one.payload.get(key) for one in found for key in ("entity", "into"))
    return [entity for entity in told if isinstance(entity, int)]


def _ruling(one: Decision, names: Mapping[int, str], t: Interface) -> Ruling:
    payload = one.payload
    name = names.get(payload.get("entity") or 0, "")
    values: dict[str, object] = {
        "merge": {"name": name, "other": names.get(payload.get("into") or 0, "")},
        "split": {"name": payload.get("name", ""), "other": name, "number": len(payload.get("reports", ()))},
        "rename": {"name": payload.get("new", ""), "other": payload.get("old", "")},
        "reattribute": {"name": payload.get("speaker") or t("deciding.nobody")},
    }.get(one.kind, {})
    return Ruling(
        one.id,
        one.at,
        one.kind,
        one.undone,
        t(f"deciding.told_{one.kind}", **values),
        payload["text"] if one.kind == "note" else "",
        payload.get("report"),
    )
