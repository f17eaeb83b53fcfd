"""Download: what lies at an address that the user names; nothing else in Dabir reaches out to the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import OpenerDirector, Request, urlopen

from dabir.report import Report
from dabir.sources.coding import uncoded
from dabir.sources.files import read_bytes
from dabir.sources.refusal import UnreadableError

AGENT = "dabir"
"""The name under which servers and their robots.txt know this reader."""

LIMIT = 20 * 2**20
"""How many bytes a page may have."""

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "fa",
    "Accept-Encoding": "gzip",
}
_NOT_MODIFIED = 304
_BUSY = (429, 503)
_SERVER_FAULTS = 500
_PASSING = (408, 425, 429)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        status: 200 or another of success; 304 where a condition was given and nothing has changed since.
        data: The body, without compression; empty with 304.
        etag: What to give as `If-None-Match` the next time.
        last_modified: What to give as `If-Modified-Since` the next time.
    """

    status: int
    data: bytes
    etag: str | None = None
    last_modified: str | None = None


class RequestError(UnreadableError):
    """A server that did not answer, or not with what it was asked for.

    Attributes:
        status: The status of its answer; None where there was none.
        retry_after: For how many seconds it asked to be left alone; None where it did not say.
    """

    def __init__(self, reason: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.status, self.retry_after = status, retry_after

    @property
    def is_passing(self) -> bool:
        """Whether the same request may do better later."""
        return _is_passing(self.status)

    @property
    def is_busy(self) -> bool:
        """Whether the server asked to be left alone for a while."""
        return self.status in _BUSY


def fetch(url: str, *, timeout: float = 20.0) -> Report:
    """Get the page at an address and make a report of it.

    Args:
        url: An http or https address; Persian letters in it are allowed.
        timeout: How many seconds to wait for the server.

    Raises:
        UnreadableError: The address is no web address, the page cannot be got or is larger than 20 MB, or it
            holds no Persian report.
    """
    return read_bytes(request(url, timeout=timeout, limit=LIMIT).data, url, url=url)


def request(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    timeout: float = 20.0,
    limit: int = LIMIT,
    opener: OpenerDirector | None = None,
) -> Answer:
    """Ask a server for what lies at an address.

    Args:
        url: An http or https address; Persian letters in it are allowed.
        headers: To be sent beside the usual ones.
        timeout: How many seconds to wait for the server.
        limit: How many bytes the answer may have, also once it is unpacked.
        opener: What opens the address, such as one that reaches only public ones.

    Raises:
        UnreadableError: The address is no web address, or the answer is too large or damaged.
        RequestError: The server did not answer, or with an error.
    """
    require_web_address(url)
    try:
        asked = Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers=_HEADERS | dict(headers or {}))
        with (opener.open if opener else urlopen)(asked, timeout=timeout) as response:
            return _answer(response, url, limit)
    except HTTPError as error:
        with error:
            return _unsuccessful(error, url)
    except (URLError, OSError, HTTPException, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        reason = getattr(error, "reason", None) or error
        raise RequestError(
            f"{url} cannot be reached ({reason}): check the address and the connection."
        ) from error


def require_web_address(url: str) -> None:
    """Let an http or https address pass.

    Raises:
        UnreadableError: It is another.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # «http://[» begins an address that nobody can have
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError(f"{url} is no web address: give one that begins with http:// or https://.")


def _answer(response: HTTPResponse, url: str, limit: int) -> Answer:
    body = response.read(limit + 1)
    if len(body) <= limit and response.length:
        raise RequestError(f"{url} was cut short on its way: try again.")
    try:
        data = uncoded(body, response.headers.get("Content-Encoding") or "", limit)
    except UnreadableError as error:
        raise RequestError(f"{url}: {error}") from error
    if max(len(data), len(body)) > limit:
        raise UnreadableError(
            f"{url} is larger than {limit // 2**20} MB: save the report's text and give that."
        )
    return Answer(response.status, data, response.headers.get("ETag"), response.headers.get("Last-Modified"))


def _unsuccessful(error: HTTPError, url: str) -> Answer:
    """What an answer of another status than success comes to."""
    if error.code == _NOT_MODIFIED:
        return Answer(error.code, b"", error.headers.get("ETag"), error.headers.get("Last-Modified"))
    remedy = "try again later" if _is_passing(error.code) else "check the address"
    reason = f"{url} answered {error.code} {error.reason}: {remedy}."
    raise RequestError(reason, error.code, _pause(error.headers)) from error


def _is_passing(status: int | None) -> bool:
    return status is None or status in _PASSING or status >= _SERVER_FAULTS


def _pause(headers: Message) -> float | None:
    """The seconds that `Retry-After` asks for, as a number or as a date; None where it says nothing."""
    told = (headers.get("Retry-After") or "").strip()
    if told.isdecimal():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
