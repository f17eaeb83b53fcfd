"""Visits: requests to servers as a polite guest makes them, one at a time, with pauses, where robots.txt lets in.

robots.txt is read as RFC 9309 says: where there is none (an answer from 400 to 499), everything is open; where the
server fails, nothing is, until it answers again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf
from urllib.parse import urlsplit
from urllib.request import OpenerDirector
from urllib.robotparser import RobotFileParser

from dabir.report import Header, Report
from dabir.sources.download import AGENT, LIMIT, Answer, RequestError, request, require_web_address
from dabir.sources.files import read_bytes
from dabir.sources.refusal import UnreadableError

_DAY = 24 * 3600.0
_REST = 60.0  # seconds to leave a busy server alone that does not say how long
_CLOSED_FOR = 300.0  # seconds to leave a server alone that fails to give its robots.txt
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and waiting; tests give others.

    Attributes:
        now: Seconds since 1970, for what is kept.
        ticks: Seconds that only ever go forward, for pauses.
        sleep: Waits for so many seconds.
    """

    now: Callable[[], float] = time.time
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Host:
    """What is known of one server: when it was asked last and may be asked again, and what its robots.txt says."""

    asked: float = -inf
    busy_until: float = 0.0
    delay: float = 0.0
    rules: RobotFileParser | None = None
    rules_until: float = 0.0


class Visitor:
    """Asks servers for pages: never twice within a pause, never what robots.txt closes, never a busy one.

    Args:
        pause: How many seconds lie between two requests to one server at least; a `Crawl-delay` of its robots.txt
            that is longer goes before it.
        patience: For how many seconds a busy server (429, 503) is waited for; beyond, the request fails, and so do
            all others to it until then.
        timeout: How many seconds to wait for an answer.
        clock: The time.
        opener: What opens addresses, such as `public_opener()`, which reaches only public ones.
    """

    def __init__(
        self,
        *,
        pause: float = 2.0,
        patience: float = 120.0,
        timeout: float = 20.0,
        clock: Clock | None = None,
        opener: OpenerDirector | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self._pause, self._patience, self._timeout = pause, patience, timeout
        self._opener = opener
        self._hosts: dict[str, _Host] = {}

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, limit: int = LIMIT, named: bool = False
    ) -> Answer:
        """Ask for what lies at an address, once its server may be asked.

        Args:
            url: An http or https address.
            headers: To be sent beside the usual ones.
            limit: How many bytes the answer may have.
            named: The user gave this very address: robots.txt, which is for what machines find by themselves, is not
                asked.

        Raises:
            UnreadableError: robots.txt closes the address, or `request` refuses it.
            RequestError: The server did not answer, or with an error.
        """
        require_web_address(url)
        host = self._hosts.setdefault(_origin(url), _Host())
        if not named and not self._rules(host, url).can_fetch(AGENT, url):
            raise UnreadableError(
                f"{url} is closed to machines by its site's robots.txt: save the page yourself and give the file."
            )
        return self._tried(host, url, headers, limit)

    def report(self, header: Header) -> Report:
        """The report of the page at a header's address; what else the header knows serves where the page says nothing.

        Raises:
            UnreadableError: The page cannot be got, or holds no Persian report.
        """
        url = header.url or ""
        return read_bytes(self.get(url).data, url, url=url, header=replace(header, abstract=None))

    def _tried(
        self, host: _Host, url: str, headers: Mapping[str, str] | None = None, limit: int = LIMIT
    ) -> Answer:
        """The answer of a server, which is waited for where it is busy and not for too long."""
        tried = 0
        while True:
            tried += 1
            self._wait(host, url)
            try:
                return request(url, headers=headers, timeout=self._timeout, limit=limit, opener=self._opener)
            except RequestError as error:
                if not error.is_busy:
                    raise
                rest = _REST if error.retry_after is None else error.retry_after
                host.busy_until = self.clock.ticks() + rest
                if tried == _TRIES or rest > self._patience:
                    raise
            finally:
                host.asked = self.clock.ticks()

    def _wait(self, host: _Host, url: str) -> None:
        rest = host.busy_until - self.clock.ticks()
        if rest > self._patience:
            raise RequestError(
                f"{url} is not asked for: its server is busy or fails, and is left alone for {rest:.0f} seconds.",
                503,
                rest,
            )
        free = max(host.asked + max(self._pause, host.delay), host.busy_until)
        pause = free - self.clock.ticks()
        if pause > 0:
            self.clock.sleep(pause)

    def _rules(self, host: _Host, url: str) -> RobotFileParser:
        """What a server's robots.txt says, which is asked for once a day.

        Raises:
            RequestError: The server fails to say it.
        """
        if host.rules is None or self.clock.ticks() >= host.rules_until:
            host.rules, host.rules_until = self._asked_rules(host, url), self.clock.ticks() + _DAY
            host.delay = float(host.rules.crawl_delay(AGENT) or 0)
        return host.rules

    def _asked_rules(self, host: _Host, url: str) -> RobotFileParser:
        address = f"{_origin(url)}/robots.txt"
        rules = RobotFileParser(address)
        try:
            text = self._tried(host, address).data.decode("utf-8-sig", "replace")
        except RequestError as error:
            if error.is_passing:
                host.busy_until = max(host.busy_until, self.clock.ticks() + _CLOSED_FOR)
                raise RequestError(
                    f"{url} is not asked for: {error}", error.status, error.retry_after
                ) from error
            text = ""
        rules.parse(text.splitlines())
        return rules


def _origin(url: str) -> str:
    """The scheme and the server of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
