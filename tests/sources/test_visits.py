from collections.abc import Iterator

import pytest

from dabir.report import Header
from dabir.sources import Clock, RequestError, UnreadableError, Visitor
from website import LINES, Reply, Time, Website, page, serving


@pytest.fixture
def site() -> Iterator[Website]:
    with serving() as site:
        site.replies["/a"] = Reply("a")
        site.replies["/b"] = Reply("b")
        yield site


@pytest.fixture
def time() -> Time:
    return Time()


def visitor(time: Time, **options: float) -> Visitor:
    return Visitor(clock=Clock(time.now, time.now, time.sleep), **options)  # type: ignore[arg-type]


def test_a_pause_lies_between_requests_to_one_server(site: Website, time: Time) -> None:
    guest = visitor(time, pause=3)
    assert guest.get(site.address + "/a", named=True).data == b"a"
    assert time.slept == []
    time.at += 1
    assert guest.get(site.address + "/b", named=True).data == b"b"
    assert time.slept == [2]
    time.at += 10
    guest.get(site.address + "/b", named=True)
    assert time.slept == [2]


def test_robots_txt_is_asked_once_a_day_and_obeyed(site: Website, time: Time) -> None:
    site.replies["/robots.txt"] = Reply(
        "\ufeffUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /b\nCrawl-delay: 7"
    )
    guest = visitor(time)
    assert guest.get(site.address + "/a").data == b"a"
    with pytest.raises(
        UnreadableError, match=r"/b is closed to machines by its site's robots\.txt: save the page"
    ):
        guest.get(site.address + "/b")
    assert site.asked == ["/robots.txt", "/a"]
    assert time.slept == [7]
    guest.get(site.address + "/b", named=True)
    site.replies["/robots.txt"] = Reply("")
    time.at += 24 * 3600
    guest.get(site.address + "/b")
    assert site.asked == ["/robots.txt", "/a", "/b", "/robots.txt", "/b"]


def test_without_robots_txt_everything_is_open(site: Website, time: Time) -> None:
    for status in (404, 403):
        site.replies["/robots.txt"] = Reply("", status)
        assert visitor(time).get(site.address + "/a").data == b"a"


def test_where_robots_txt_fails_everything_is_closed_for_a_while(site: Website, time: Time) -> None:
    site.replies["/robots.txt"] = Reply("", 500)
    guest = visitor(time)
    with pytest.raises(RequestError, match=r"/a is not asked for: .*/robots\.txt answered 500") as error:
        guest.get(site.address + "/a")
    assert error.value.is_passing
    with pytest.raises(RequestError, match=r"its server is busy or fails, and is left alone for 300 seconds"):
        guest.get(site.address + "/a")
    assert site.asked == ["/robots.txt"]
    site.replies["/robots.txt"] = Reply("")
    time.at += 301
    assert guest.get(site.address + "/a").data == b"a"


def test_a_busy_server_is_waited_for(site: Website, time: Time) -> None:
    site.replies["/a"] = Reply("", 429, (("Retry-After", "50"),))
    guest = visitor(time)
    with pytest.raises(RequestError, match="answered 429"):
        guest.get(site.address + "/a", named=True)
    assert site.asked == ["/a"] * 3
    assert time.slept == [50, 50]


def test_a_server_busy_for_long_is_left_alone(site: Website, time: Time) -> None:
    site.replies["/a"] = Reply("", 503, (("Retry-After", "500"),))
    guest = visitor(time)
    with pytest.raises(RequestError, match="answered 503") as error:
        guest.get(site.address + "/a", named=True)
    assert error.value.retry_after == 500
    with pytest.raises(RequestError) as error:
        guest.get(site.address + "/b", named=True)
    assert (error.value.is_busy, error.value.retry_after) == (True, 500)
    assert site.asked == ["/a"]
    time.at += 400
    assert guest.get(site.address + "/b", named=True).data == b"b"
    assert time.slept == [100]


def test_other_errors_are_not_tried_again(site: Website, time: Time) -> None:
    with pytest.raises(RequestError, match="answered 404"):
        visitor(time).get(site.address + "/none", named=True)
    assert site.asked == ["/none"]


def test_a_page_goes_before_what_is_known_of_it(site: Website, time: Time) -> None:
    site.replies["/page"] = Reply(page("پل تازه ساری"))
    header = Header(
        headline="تیتر دیگر",
        abstract="خلاصه‌ای که در صفحه نیست",
        published="2018-04-17",
        published_jalali="1397-01-28",
        reporter="لیلا راد",
        url=site.address + "/page",
    )
    report = visitor(time).report(header)
    assert report.text == "\n".join(["پل تازه ساری", *LINES])
    assert (report.header.headline, report.header.published) == ("پل تازه ساری", "2018-04-17")
    assert (report.header.reporter, report.header.abstract) == ("لیلا راد", None)


@pytest.mark.parametrize("url", ["ftp://a.ir/1", "mailto:a@b.ir", "", "http://[", "https://"])
def test_addresses_that_cannot_be_visited(url: str, time: Time) -> None:
    with pytest.raises(UnreadableError):
        visitor(time).get(url)
