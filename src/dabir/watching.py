"""Watching: feeds looked at again and again, as seldom and as politely as will do, for the reports that are new.

A feed is asked for only what has changed since the last look (RFC 9110, conditional requests), a page that is kept
already is not asked for at all. A feed that fails is left alone for longer after each look in vain.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from dabir.batch import Failure
from dabir.report import Report

if TYPE_CHECKING:
    from dabir.sources import UnreadableError, Visitor
    from dabir.sources.download import Answer
    from dabir.sources.feed import Feed

EVERY = 900.0
"""Seconds between two looks at a feed, if nothing else is asked for."""

_UNCHANGED = 304
_DAY = 24 * 3600.0
_WEEK = 7 * _DAY
_PATIENCE = 30.0  # seconds for which a busy server is waited for while other feeds may be due
_TRIES = 3  # looks at which a page is asked for that cannot be got


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed after a look at it.

    Attributes:
        url: Its address.
        etag: What the server called the version that was seen; None where it did not say.
        last_modified: When the server says that it changed last; None where it did not say.
        checked: When it was looked at, in ISO 8601 and UTC; None before the first look.
        wait: For how many seconds it is left alone after that.
        failures: How many looks in a row were in vain.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    wait: float = 0.0
    failures: int = 0


class Memory(Protocol):
    """What outlives the watching: the state of each feed, and which pages are kept."""

    def load(self, url: str) -> FeedState | None:
        """The state of the feed at an address; None where none was saved."""

    def save(self, state: FeedState) -> None:
        """Keep the state of a feed."""

    def knows(self, url: str) -> bool:
        """Whether the page of an address is kept already."""


class Watcher:
    """Looks at feeds when they are due, and gets the pages that are new in them.

    Args:
        feeds: Addresses of feeds in RSS or Atom.
        memory: Keeps what is known of them.
        every: How many seconds lie between two looks at a feed at least; a feed that asks for longer («ttl») is
            given longer, up to a day.
        visitor: Who asks the servers; a polite one is made where none is given. Its clock is the watcher's.
        chance: A random number from 0 to 1, by which looks after failures are spread.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        memory: Memory,
        *,
        every: float = EVERY,
        visitor: Visitor | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        from dabir.sources import Visitor

        self._visitor = visitor or Visitor(patience=_PATIENCE)
        self._clock = self._visitor.clock
        self._memory, self._every, self._chance = memory, every, chance
        self._states = {url: memory.load(url) or FeedState(url) for url in feeds}
        self._tried: dict[str, Counter[str]] = {url: Counter() for url in feeds}
        self._ttls: dict[str, float] = {}

    def watch(self, *, once: bool = False) -> Iterator[Report | Failure]:
        """The new reports of the feeds, as they come, and what could not be got; see `looks`."""
        return chain.from_iterable(self.looks(once=once))

    def looks(self, *, once: bool = False) -> Iterator[Iterator[Report | Failure]]:
        """One look at a feed after another, each the reports that are new in it; without `once` there is no end.

        What a look has shown of the feed is saved when the next look is asked for: who keeps everything from one look
        before asking for another loses nothing, whenever the watching is broken off.

        Args:
            once: Look at each feed once, be it due or not, and end.
        """
        for url in self._states if once else self._turns():
            before = self._states[url]
            yield self._look(url)
            after = self._states[url]
            if after is not before:  # else the look was not taken to its end
                self._memory.save(after)

    def _turns(self) -> Iterator[str]:
        """The feeds as they are due, each waited for."""
        while self._states:
            url = min(self._states, key=self._due)
            pause = self._due(url) - self._clock.now()
            if pause > 0:
                self._clock.sleep(pause)
            yield url

    def _due(self, url: str) -> float:
        """When a feed is to be looked at, in seconds since 1970."""
        state = self._states[url]
        try:
            checked = datetime.fromisoformat(state.checked or "").timestamp()
        except ValueError:
            return 0.0
        return min(checked, self._clock.now()) + state.wait  # a clock may have been set back

    def _look(self, url: str) -> Iterator[Report | Failure]:
        """Look at a feed, get its new pages and then note when to look again."""
        from dabir.sources import UnreadableError

        state = self._states[url]
        try:
            answer, feed = self._asked(state)
        except UnreadableError as error:
            failed = replace(state, failures=state.failures + 1)
            self._note(failed, self._penalty(failed.failures, error))
            yield Failure(str(error))
            return
        if feed is None:
            self._note(replace(state, failures=0), self._rest(url))
            return
        self._ttls[url] = min(feed.ttl, _DAY)
        pause = yield from self._pages(url, feed)
        if pause is None:
            self._note(FeedState(url, answer.etag, answer.last_modified), self._rest(url))
        else:  # without conditions, so that the next look shows again what is still to be got
            self._note(FeedState(url), max(pause, self._rest(url)))

    def _asked(self, state: FeedState) -> tuple[Answer, Feed | None]:
        """What the server answered, and the feed in it; None where it has not changed."""
        from dabir.sources import read_feed

        conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        answer = self._visitor.get(state.url, headers=headers)
        return answer, read_feed(answer.data, state.url, state.url) if answer.status != _UNCHANGED else None

    def _pages(self, url: str, feed: Feed) -> Generator[Report | Failure, None, float | None]:
        """Get the new pages of a feed.

        Returns:
            None where all were got or given up; else for how many seconds the server asks to be left alone, 0 where
            it does not ask.
        """
        from dabir.sources import RequestError, attempted, report_of_link

        tried = self._tried[url] = _still_there(self._tried[url], feed)
        silent: set[str] = set()  # servers that would not answer for the other pages either
        pause: float | None = None
        for number, entry in enumerate(feed.entries, 1):
            link = entry.header.url
            place = link or f"{url}, entry {number}"
            if tried[place] >= _TRIES or _server(place) in silent or (link and self._memory.knows(link)):
                continue
            outcome = attempted(partial(report_of_link, entry, self._visitor), place)
            yield outcome if isinstance(outcome, Report) else Failure(str(outcome))
            if isinstance(outcome, RequestError) and outcome.is_passing:
                pause = max(pause or 0.0, min(outcome.retry_after or 0.0, _WEEK))
                tried[place] += not outcome.is_busy
                if outcome.is_busy or outcome.status is None:
                    silent.add(_server(place))
            else:
                tried[place] = _TRIES  # it was given, or never will be
        return pause

    def _rest(self, url: str) -> float:
        """For how many seconds a feed is left alone after a look that went well."""
        return max(self._every, self._ttls.get(url, 0.0))

    def _penalty(self, failures: int, error: UnreadableError) -> float:
        """For how many seconds a feed is left alone after so many looks in vain: twice as long each time, up to a day.

        The time is spread by a quarter, so that feeds that failed together are not asked for together again.
        """
        doubled = min(self._every * 2.0 ** min(failures, 32), _DAY) * (0.75 + 0.5 * self._chance())
        asked = getattr(error, "retry_after", None) or 0.0
        return max(doubled, min(asked, _WEEK))

    def _note(self, state: FeedState, wait: float) -> None:
        checked = datetime.fromtimestamp(self._clock.now(), UTC).isoformat(timespec="seconds")
        self._states[state.url] = replace(state, checked=checked, wait=wait)


def _still_there(tried: Counter[str], feed: Feed) -> Counter[str]:
    """How often each page was asked for, of those that the feed still names."""
    return Counter({entry.header.url: tried[entry.header.url] for entry in feed.entries if entry.header.url})


def _server(url: str) -> str:
    """The part of an address that names the server."""
    return "/".join(url.split("/", 3)[:3])
