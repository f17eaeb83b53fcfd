"""The addresses by which exported reports and their facts are named.

With a base («https://desk.example/reports/») a report is the base and its id. Without one it is a UUID as a URN,
made from the id (RFC 4122, version 5), so that the same report always gets the same address. A fact is its
report's address, «#» and its id.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import UUID, uuid5

# The name space of reports; any fixed UUID would do.
_REPORTS = UUID("5f1c1f5e-3a57-4e0b-9d8e-6a0f5d1b7c42")
_RESERVED = ":/?@!$&'()*+,;=%"  # what RFC 3986 lets stand in a path, a query or a fragment
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def report_uri(key: str, base: str | None = None) -> str:
    """The address of a report.

    Args:
        key: The report's id.
        base: What addresses begin with.

    Raises:
        ValueError: The base is no absolute address.
    """
    if base is None:
        return f"urn:uuid:{uuid5(_REPORTS, key)}"
    beginning = page_uri(base)
    if beginning is None or "#" in base:
        raise ValueError(f"{base} is no base of addresses: give one such as https://desk.example/reports/")
    return beginning + quote(key, safe="")


def facts_uri(key: str, base: str | None = None) -> str:
    """The address of all facts of a report, which is a document of its own beside it.

    Raises:
        ValueError: The base is no absolute address.
    """
    report = report_uri(key, base)
    return f"{report}/facts" if base is not None else f"urn:uuid:{uuid5(UUID(report), 'facts')}"


def fact_uri(report: str, key: str) -> str:
    """The address of a fact of a report."""
    return f"{report}#{quote(key, safe='')}"


def page_uri(address: str | None) -> str | None:
    """The address of a page as a URI (RFC 3986), Persian letters and spaces percent-encoded; None if it is none."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:  # a bracket that is not closed
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    host = _quoted(parts.netloc, _RESERVED + "[]")
    return urlunsplit((parts.scheme, host, *map(_quoted, (parts.path, parts.query, parts.fragment))))


def _quoted(part: str, safe: str = _RESERVED) -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe=safe)
