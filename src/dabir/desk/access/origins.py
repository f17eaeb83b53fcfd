"""Origins: whether a request was sent by a page of this desk, or by one from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers

    from dabir.desk.settings import Settings

_HARMLESS = ("GET", "HEAD")


def changes_something(method: str) -> bool:
    """Whether requests of a method may change something."""
    return method not in _HARMLESS


def is_foreign(headers: Headers, settings: Settings) -> bool:
    """Whether a request was sent by a page of another site, be it on this machine; programs tell no page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and not _is_ours(origin, headers.get("host", ""), settings)


def tells_origin(headers: Headers) -> bool:
    """Whether a request says which page has sent it, as browsers do."""
    return "sec-fetch-site" in headers or "origin" in headers


def _is_ours(origin: str, host: str, settings: Settings) -> bool:
    try:
        found = urlsplit(origin.lower())
        return bool(found.netloc) and (found.netloc == host.lower() or found.hostname in settings.names)
    except ValueError:
        return False
