"""Download: a page from an address that the user names; nothing else in Dabir reaches out to the network."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from dabir.report import Report
from dabir.sources.files import read_bytes
from dabir.sources.refusal import UnreadableError

_LIMIT = 20 * 2**20
_HEADERS = {"User-Agent": "dabir", "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5", "Accept-Language": "fa"}


def fetch(url: str, *, timeout: float = 20.0) -> Report:
    """Get the page at an address and make a report of it.

    Args:
        url: An http or https address; Persian letters in it are allowed.
        timeout: How many seconds to wait for the server.

    Raises:
        UnreadableError: The address is no web address, the page cannot be got or is larger than 20 MB, or it
            holds no Persian report.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise UnreadableError(f"{url} is no web address: give one that begins with http:// or https://.")
    try:
        request = Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers=_HEADERS)
        with urlopen(request, timeout=timeout) as response:
            data = response.read(_LIMIT + 1)
    except HTTPError as error:
        raise UnreadableError(f"{url} answered {error.code} {error.reason}: check the address.") from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise UnreadableError(
            f"{url} cannot be reached ({reason}): check the address and the connection."
        ) from error
    if len(data) > _LIMIT:
        raise UnreadableError(
            f"{url} is larger than {_LIMIT // 2**20} MB: save the report's text and give that."
        )
    return read_bytes(data, url, url=url)
