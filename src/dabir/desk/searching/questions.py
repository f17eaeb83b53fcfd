"""Questions: what a visitor asks for, put together from the fields of a page, and what is wrong with it in his language."""

from __future__ import annotations

from dabir.archive import QueryError
from dabir.desk.language import Interface

# Under which keys the words of the pages name the values of a field.
_KEYS = {"type": "event", "act": "act"}


def question_of(q: str, after: str = "", before: str = "") -> str:
    """A query with the days that stand in fields of their own; alternatives in it stay together."""
    days = [f'{name}:"{_plain(day)}"' for name, day in (("after", after), ("before", before)) if day.strip()]
    if not days:
        return q
    return " ".join([*days, f"({q})" if q.strip() else ""]).strip()


def told(fault: QueryError, t: Interface) -> str:
    """What is wrong with a query."""
    facts = dict(fault.facts)
    field = facts.get("field")
    if t.language == "fa" and field:
        facts["field"] = t(f"search.field_{field}")
    if t.language == "fa" and "known" in facts:
        known = str(facts["known"]).split(", ")
        facts["known"] = "، ".join(t(f"terms.{_KEYS[str(field)]}_{value}") for value in known)
    return t(f"search.fault_{fault.kind}", **facts)


def _plain(day: str) -> str:
    """A day without what would end its quotation."""
    return day.replace('"', " ")
