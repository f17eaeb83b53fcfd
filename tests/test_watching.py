from collections.abc import Iterator
from itertools import islice

import pytest

from dabir.batch import Failure
from dabir.report import Report
from dabir.sources import Clock, Visitor
from dabir.watching import FeedState, Watcher
from website import LINES, Reply, Time, Website, page, serving


class Kept:
    """A memory that lasts as long as a test."""

    def __init__(self) -> None:
        self.states: dict[str, FeedState] = {}
        self.urls: set[str] = set()

    def load(self, url: str) -> FeedState | None:
        return self.states.get(url)

    def save(self, state: FeedState) -> None:
        self.states[state.url] = state

    def knows(self, url: str) -> bool:
        return url in self.urls


class Desk:
    """A website with a feed, a clock, a memory, and who keeps what a watcher gives."""

    def __init__(self, site: Website) -> None:
        self.site, self.time, self.memory = site, Time(), Kept()
        self.url = f"{site.address}/feed"

    def watcher(self, *feeds: str, **options: float) -> Watcher:
        visitor = Visitor(patience=30, clock=Clock(self.time.now, self.time.now, self.time.sleep))
        return Watcher(feeds or [self.url], self.memory, visitor=visitor, chance=lambda: 0.5, **options)

    def taken(self, outcomes: Iterator[Report | Failure]) -> Iterator[str]:
        for outcome in outcomes:
            if isinstance(outcome, Report):
                self.memory.urls.add(outcome.header.url or "")
                yield outcome.header.headline or ""
            else:
                yield outcome.reason.replace(self.site.address, "")

    def look(self, watcher: Watcher | None = None) -> list[str]:
        return list(self.taken((watcher or self.watcher()).watch(once=True)))

    @property
    def state(self) -> FeedState:
        return self.memory.states[self.url]


def feed(*names: str, etag: str | None = None, extra: str = "") -> Reply:
    items = "".join(f"<item><title>{name}</title><link>/{name}</link></item>" for name in names)
    body = f"<rss version='2.0'><channel>{extra}{items}</channel></rss>"
    headers = (("ETag", etag), ("Last-Modified", "Tue, 17 Apr 2018 10:00:00 GMT")) if etag else ()
    return Reply(body, 200, headers)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with serving() as site:
        for name in "abcd":
            site.replies[f"/{name}"] = Reply(page(f"پل تازه {name}"))
        site.replies["/feed"] = feed("a", "b", etag='"1"')
        yield Desk(site)


def test_new_pages_are_got_and_kept_ones_are_not(desk: Desk) -> None:
    assert desk.look() == ["پل تازه a", "پل تازه b"]
    desk.site.replies["/feed"] = feed("c", "a", etag='"2"')
    assert desk.look() == ["پل تازه c"]
    assert [path for path in desk.site.asked if path != "/robots.txt"] == ["/feed", "/a", "/b", "/feed", "/c"]


def test_an_unchanged_feed_is_not_sent_again(desk: Desk) -> None:
    desk.look()
    assert (desk.state.etag, desk.state.last_modified) == ('"1"', "Tue, 17 Apr 2018 10:00:00 GMT")
    desk.time.at += 5000
    assert desk.look() == []
    assert desk.site.headers[-1]["If-None-Match"] == '"1"'
    assert desk.site.headers[-1]["If-Modified-Since"] == "Tue, 17 Apr 2018 10:00:00 GMT"
    assert (desk.state.etag, desk.state.failures, desk.state.wait) == ('"1"', 0, 900)


def test_a_feed_is_looked_at_when_it_is_due(desk: Desk) -> None:
    outcomes = desk.taken(desk.watcher(every=600).watch())
    assert list(islice(outcomes, 2)) == ["پل تازه a", "پل تازه b"]
    began = desk.time.at
    desk.site.replies["/feed"] = feed("c")
    assert next(outcomes) == "پل تازه c"
    assert 600 <= desk.time.at - began <= 605
    assert desk.state.checked == "2023-11-14T22:13:26+00:00"


def test_feeds_are_looked_at_in_the_order_in_which_they_are_due(desk: Desk) -> None:
    other = f"{desk.site.address}/other"
    desk.site.replies["/other"] = feed("d")
    desk.memory.save(FeedState(desk.url, checked="2023-11-14T22:13:00+00:00", wait=500))
    outcomes = desk.taken(desk.watcher(desk.url, other).watch())
    assert list(islice(outcomes, 3)) == ["پل تازه d", "پل تازه a", "پل تازه b"]
    assert max(desk.time.slept) == pytest.approx(478, abs=3)


def test_a_feed_may_ask_for_longer(desk: Desk) -> None:
    desk.site.replies["/feed"] = feed("a", extra="<ttl>60</ttl>")
    desk.look()
    assert desk.state.wait == 3600
    desk.site.replies["/feed"] = feed("a", extra="<ttl>99999999</ttl>")
    desk.look()
    assert desk.state.wait == 24 * 3600


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(desk: Desk) -> None:
    good = desk.site.replies["/feed"]
    desk.look()
    desk.site.replies["/feed"] = Reply("", 500)
    waits = []
    for _ in range(9):
        assert desk.look() == ["/feed answered 500 Internal Server Error: try again later."]
        waits.append(desk.state.wait)
    assert waits == [1800, 3600, 7200, 14400, 28800, 57600, *[24 * 3600] * 3]
    assert (desk.state.failures, desk.state.etag) == (9, '"1"')
    desk.site.replies["/feed"] = good
    assert desk.look() == []
    assert (desk.state.failures, desk.state.wait) == (0, 900)


@pytest.mark.parametrize(("chance", "wait"), [(0.0, 1350), (1.0, 2250)])
def test_looks_after_a_failure_are_spread(desk: Desk, chance: float, wait: float) -> None:
    desk.site.replies["/feed"] = Reply("", 404)
    visitor = Visitor(clock=Clock(desk.time.now, desk.time.now, desk.time.sleep))
    list(Watcher([desk.url], desk.memory, visitor=visitor, chance=lambda: chance).watch(once=True))
    assert desk.state.wait == wait


@pytest.mark.parametrize(("retry", "wait"), [("7200", 7200), ("60", 1800), ("99999999", 7 * 24 * 3600)])
def test_a_busy_feed_says_how_long(desk: Desk, retry: str, wait: float) -> None:
    desk.site.replies["/feed"] = Reply("", 503, (("Retry-After", retry),))
    assert desk.look() == ["/feed answered 503 Service Unavailable: try again later."]
    assert (desk.state.wait, desk.state.failures) == (wait, 1)


def test_robots_txt_is_obeyed(desk: Desk) -> None:
    desk.site.replies["/robots.txt"] = Reply("User-agent: *\nDisallow: /b\nCrawl-delay: 20")
    one, two = desk.look()
    assert (one, two.startswith("/b is closed to machines")) == ("پل تازه a", True)
    assert desk.time.slept == [20, 20]
    desk.site.replies["/robots.txt"] = Reply("User-agent: *\nDisallow: /")
    assert desk.look()[0].startswith("/feed is closed to machines")
    assert desk.state.failures == 1


def test_a_page_that_cannot_be_got_is_asked_for_again_but_not_for_ever(desk: Desk) -> None:
    desk.site.replies["/a"] = Reply("", 500)
    watcher = desk.watcher()
    failure = "/a answered 500 Internal Server Error: try again later."
    assert desk.look(watcher) == [failure, "پل تازه b"]
    assert desk.state.etag is None
    assert desk.look(watcher) == [failure]
    assert desk.look(watcher) == [failure]
    assert desk.look(watcher) == []
    assert desk.state.etag == '"1"'
    assert desk.site.asked.count("/a") == 3


def test_a_page_that_comes_back_is_got(desk: Desk) -> None:
    good, desk.site.replies["/a"] = desk.site.replies["/a"], Reply("", 500)
    watcher = desk.watcher()
    desk.look(watcher)
    desk.site.replies["/a"] = good
    assert desk.look(watcher) == ["پل تازه a"]
    assert desk.state.etag == '"1"'


def test_a_page_that_is_no_report_is_asked_for_once(desk: Desk) -> None:
    desk.site.replies["/a"] = Reply(
        page("Bridge opened", "The bridge is open since this morning, they said.")
    )
    watcher = desk.watcher()
    assert [reason.partition(":")[0] for reason in desk.look(watcher)] == [
        "/a is not Persian but English",
        "پل تازه b",
    ]
    desk.site.replies["/feed"] = feed("a", "c")
    assert desk.look(watcher) == ["پل تازه c"]
    assert desk.site.asked.count("/a") == 1


def test_a_busy_server_ends_the_look_at_its_pages(desk: Desk) -> None:
    good, desk.site.replies["/a"] = desk.site.replies["/a"], Reply("", 429, (("Retry-After", "4000"),))
    watcher = desk.watcher()
    assert desk.look(watcher) == ["/a answered 429 Too Many Requests: try again later."]
    assert "/b" not in desk.site.asked
    assert (desk.state.wait, desk.state.etag, desk.state.failures) == (4000, None, 0)
    desk.site.replies["/a"] = good
    desk.time.at += 4000
    assert desk.look(watcher) == ["پل تازه a", "پل تازه b"]


def test_a_watching_that_is_broken_off_loses_nothing(desk: Desk) -> None:
    outcomes = desk.watcher().watch()
    next(outcomes)
    del outcomes
    assert desk.memory.states == {}
    assert desk.look() == ["پل تازه a", "پل تازه b"]


def test_a_page_named_twice_is_got_once(desk: Desk) -> None:
    desk.site.replies["/feed"] = feed("a", "a")
    outcomes = list(desk.watcher().watch(once=True))  # kept by nobody
    assert len(outcomes) == 1


def test_a_look_is_noted_when_the_next_is_asked_for(desk: Desk) -> None:
    looks = desk.watcher().looks()
    assert list(desk.taken(next(looks))) == ["پل تازه a", "پل تازه b"]
    assert desk.memory.states == {}
    desk.site.replies["/feed"] = feed("c")
    look = next(looks)
    assert (desk.state.etag, desk.time.at - 1_700_000_000 > 900) == ('"1"', True)
    assert list(desk.taken(look)) == ["پل تازه c"]
    desk.memory.urls.clear()
    desk.site.replies["/feed"] = feed("a", "b", etag='"3"')
    next(next(looks))
    next(looks)
    assert desk.state.etag is None  # the look before was not taken to its end


def test_what_is_no_feed(desk: Desk) -> None:
    desk.site.replies["/feed"] = Reply(page("پل"))
    assert desk.look() == ["/feed is no feed that can be read: give one in RSS or Atom."]
    assert desk.state.failures == 1


def test_an_entry_without_a_link_is_read_from_the_feed(desk: Desk) -> None:
    desk.site.replies["/feed"] = Reply(
        f"<rss version='2.0'><channel><item><title>{LINES[0]}</title></item></channel></rss>"
    )
    assert desk.look() == [LINES[0]]


def test_a_clock_that_was_set_back_keeps_nobody_waiting_for_ever(desk: Desk) -> None:
    desk.memory.save(FeedState(desk.url, checked="2033-01-01T00:00:00+00:00", wait=900))
    assert next(desk.taken(desk.watcher().watch())) == "پل تازه a"
    assert max(desk.time.slept) <= 900


def test_a_state_that_cannot_be_understood_is_none(desk: Desk) -> None:
    desk.memory.save(FeedState(desk.url, checked="gestern", wait=900))
    assert next(desk.taken(desk.watcher().watch())) == "پل تازه a"


def test_without_feeds_there_is_nothing_to_watch(desk: Desk) -> None:
    visitor = Visitor(clock=Clock(desk.time.now, desk.time.now, desk.time.sleep))
    assert list(Watcher([], desk.memory, visitor=visitor).watch()) == []


def test_a_feed_named_twice_is_watched_once(desk: Desk) -> None:
    assert desk.look(desk.watcher(desk.url, desk.url)) == ["پل تازه a", "پل تازه b"]
    assert desk.site.asked.count("/feed") == 1
