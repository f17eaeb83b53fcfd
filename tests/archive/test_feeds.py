"""What an archive remembers of feeds: the protocol of `dabir.watching.Memory`."""

from __future__ import annotations

from dataclasses import replace

from archive.news import MATCH, record_of
from dabir.archive import Archive
from dabir.archive.feeds import Feeds
from dabir.archive.keeping import Entry
from dabir.watching import FeedState, Memory

CHANGED, CHECKED = "Tue, 17 Apr 2018 10:00:00 GMT", "2018-04-17T10:00:05+00:00"
STATE = FeedState("https://pars.example/rss", '"v1"', CHANGED, CHECKED, 900.5, 2)


def test_a_feed_that_was_never_seen_is_not_known(archive: Archive) -> None:
    assert Feeds(archive.database).load(STATE.url) is None


def test_a_feed_is_remembered_as_it_was_seen_last(archive: Archive) -> None:
    memory: Memory = Feeds(archive.database)
    bare, later = FeedState("https://other.example/rss"), replace(STATE, etag=None, failures=0, wait=1800.0)
    for state in (STATE, bare, later):
        memory.save(state)
    assert Feeds(archive.database).load(STATE.url) == later
    assert memory.load(bare.url) == bare


def test_feeds_outlive_the_process(address: str) -> None:
    with Archive(address) as archive:
        Feeds(archive.database).save(STATE)
    with Archive(address) as archive:
        assert Feeds(archive.database).load(STATE.url) == STATE


def test_a_page_that_is_kept_is_known_however_its_address_is_written(archive: Archive) -> None:
    record = record_of(MATCH, "a", url="https://www.pars.example/news/7/?view=full")
    archive.keeper("test").keep([Entry(record)])
    knows = Feeds(archive.database).knows
    assert knows("https://www.pars.example/news/7/?view=full")
    assert knows("http://pars.example/news/7?view=full")
    assert not knows("https://pars.example/news/7")
    assert not knows("https://pars.example/news/8?view=full")
    assert not knows("https://pars.example/\0")
