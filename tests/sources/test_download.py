import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from dabir.sources import RequestError, UnreadableError, download, fetch
from dabir.sources.download import request
from website import Reply, Website, serving

TEXT = "پل تازه دزفول باز شد\nبه گزارش ایرنا، فرماندار دزفول گفت: پل تازه پنجاه متر است."


@pytest.fixture
def site() -> Iterator[Website]:
    with serving() as site:
        site.replies["/خبر"] = Reply(TEXT)
        yield site


@pytest.mark.parametrize("path", ["/خبر", "/%D8%AE%D8%A8%D8%B1"])
def test_a_report_at_an_address(site: Website, path: str) -> None:
    report = fetch(site.address + path)
    assert report.text == TEXT
    assert report.header.url == site.address + path
    assert site.headers[0]["User-Agent"] == "dabir"


def test_an_answer_that_is_no_page(site: Website) -> None:
    with pytest.raises(UnreadableError, match="answered 404 Not Found: check the address"):
        fetch(site.address + "/x")


def test_too_large_a_page(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "LIMIT", 10)
    with pytest.raises(UnreadableError, match="is larger than"):
        fetch(site.address + "/خبر")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a", "khabar.txt", ""])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(UnreadableError, match="is no web address"):
        fetch(url)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(RequestError, match="cannot be reached") as error:
        fetch("http://127.0.0.1:9/a", timeout=2)
    assert error.value.is_passing
    assert error.value.status is None


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http:// /"])
def test_an_address_that_nobody_can_have(url: str) -> None:
    with pytest.raises(UnreadableError):
        fetch(url)


def test_a_packed_answer(site: Website) -> None:
    site.replies["/a"] = Reply(gzip.compress(TEXT.encode()), 200, (("Content-Encoding", "gzip"),))
    assert fetch(site.address + "/a").text == TEXT
    assert site.headers[-1]["Accept-Encoding"] == "gzip"


def test_a_packed_answer_that_would_grow_without_end(site: Website) -> None:
    site.replies["/a"] = Reply(gzip.compress(bytes(10**6)), 200, (("Content-Encoding", "gzip"),))
    with pytest.raises(UnreadableError, match="is larger than"):
        request(site.address + "/a", limit=10_000)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(TEXT, 200, (("Content-Length", "5000"),)),
        Reply(gzip.compress(TEXT.encode())[:-9], 200, (("Content-Encoding", "gzip"),)),
    ],
)
def test_an_answer_that_is_cut_short_may_be_whole_another_time(site: Website, reply: Reply) -> None:
    site.replies["/a"] = reply
    with pytest.raises(RequestError, match="cut short") as error:
        request(site.address + "/a")
    assert error.value.is_passing


def test_what_has_not_changed_is_not_sent(site: Website) -> None:
    site.replies["/a"] = Reply(
        TEXT, 200, (("ETag", '"1"'), ("Last-Modified", "Tue, 17 Apr 2018 10:00:00 GMT"))
    )
    answer = request(site.address + "/a")
    assert (answer.status, answer.etag) == (200, '"1"')
    assert answer.last_modified == "Tue, 17 Apr 2018 10:00:00 GMT"
    answer = request(site.address + "/a", headers={"If-None-Match": '"1"'})
    assert (answer.status, answer.data, answer.etag) == (304, b"", '"1"')


@pytest.mark.parametrize(
    ("status", "retry", "seconds", "passing", "busy"),
    [
        (429, "120", 120, True, True),
        (503, "soon", None, True, True),
        (503, None, None, True, True),
        (500, None, None, True, False),
        (523, None, None, True, False),
        (404, None, None, False, False),
        (410, "5", 5, False, False),
    ],
)
def test_what_a_refusal_says(
    site: Website, status: int, retry: str | None, seconds: float | None, passing: bool, busy: bool
) -> None:
    site.replies["/a"] = Reply("", status, (("Retry-After", retry),) if retry else ())
    with pytest.raises(RequestError, match=f"answered {status}") as error:
        request(site.address + "/a")
    assert (error.value.status, error.value.retry_after) == (status, seconds)
    assert (error.value.is_passing, error.value.is_busy) == (passing, busy)


def test_a_day_to_come_back(site: Website) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.replies["/a"] = Reply("", 503, (("Retry-After", later),))
    with pytest.raises(RequestError) as error:
        request(site.address + "/a")
    assert 3500 < (error.value.retry_after or 0) <= 3600
