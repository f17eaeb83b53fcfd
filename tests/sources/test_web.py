import gzip
import json
from collections.abc import Iterator

import pytest

from dabir.report import Report
from dabir.sources import Clock, UnreadableError, Visitor, read_address
from dabir.sources.outcome import Outcome
from website import LINES, Reply, Time, Website, page, serving


@pytest.fixture
def site() -> Iterator[Website]:
    with serving() as site:
        for name in "abc":
            site.replies[f"/news/{name}"] = Reply(page(f"پل تازه {name}"))
        yield site


def read(site: Website, path: str, **options: object) -> list[Outcome]:
    time = Time()
    visitor = Visitor(clock=Clock(time.now, time.now, time.sleep))
    return list(read_address(site.address + path, visitor, **options))  # type: ignore[arg-type]


def headlines(outcomes: list[Outcome]) -> list[str | None]:
    return [outcome.header.headline for outcome in outcomes if isinstance(outcome, Report)]


def sitemap(*urls: str, root: str = "urlset", place: str = "url") -> str:
    places = "".join(f"<{place}><loc>{url}</loc></{place}>" for url in urls)
    return f"<{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</{root}>"


def index(*urls: str) -> str:
    return sitemap(*urls, root="sitemapindex", place="sitemap")


def test_a_page(site: Website) -> None:
    (report,) = read(site, "/news/a")
    assert isinstance(report, Report)
    assert (report.header.headline, report.header.url) == ("پل تازه a", site.address + "/news/a")
    assert site.asked == ["/news/a"]  # no robots.txt for what the user named


def test_a_feed_gives_the_pages_of_its_links(site: Website) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>/news/{name}</link><category>راه</category>"
        "<pubDate>Tue, 17 Apr 2018 10:00:00 GMT</pubDate><description>خلاصه</description></item>"
        for name in ("a", "none", "b")
    )
    site.replies["/feed"] = Reply(
        f"<rss version='2.0'><channel>{items}<item><title>{LINES[0]}</title></item></channel></rss>"
    )
    outcomes = read(site, "/feed", known=lambda url: url.endswith("/b"))
    assert headlines(outcomes) == ["پل تازه a", LINES[0]]
    assert isinstance(outcomes[0], Report)
    assert outcomes[0].text == "\n".join(["پل تازه a", *LINES])
    assert (outcomes[0].header.tags, outcomes[0].header.published) == (("راه",), "2018-04-17T14:30:00+04:30")
    assert str(outcomes[1]) == f"{site.address}/news/none answered 404 Not Found: check the address."
    assert site.asked == ["/feed", "/robots.txt", "/news/a", "/news/none"]


def test_a_sitemap_gives_the_pages_that_it_names(site: Website) -> None:
    site.replies["/sitemap.xml"] = Reply(sitemap(site.address + "/news/a", site.address + "/news/b"))
    assert headlines(read(site, "/sitemap.xml")) == ["پل تازه a", "پل تازه b"]
    assert headlines(read(site, "/sitemap.xml", known=lambda url: url.endswith("a"))) == ["پل تازه b"]


def test_pages_are_got_one_by_one_as_they_are_wanted(site: Website) -> None:
    site.replies["/sitemap.xml"] = Reply(sitemap(*(f"{site.address}/news/{name}" for name in "abc")))
    time = Time()
    outcomes = read_address(
        site.address + "/sitemap.xml", Visitor(pause=2, clock=Clock(time.now, time.now, time.sleep))
    )
    next(outcomes)
    assert site.asked == ["/sitemap.xml", "/robots.txt", "/news/a"]
    assert time.slept == [2, 2]


def test_an_index_of_packed_sitemaps(site: Website) -> None:
    site.replies["/index.xml"] = Reply(index(site.address + "/none.xml", site.address + "/1.xml.gz"))
    site.replies["/1.xml.gz"] = Reply(gzip.compress(sitemap(site.address + "/news/c").encode()))
    outcomes = read(site, "/index.xml")
    assert headlines(outcomes) == ["پل تازه c"]
    assert "/none.xml answered 404" in str(outcomes[0])


def test_an_index_that_names_itself(site: Website) -> None:
    site.replies["/index.xml"] = Reply(index(site.address + "/index.xml"))
    (error,) = read(site, "/index.xml")
    assert "/index.xml lies too deep" in str(error)
    assert len(site.asked) < 6


def test_what_robots_txt_closes_is_not_got(site: Website) -> None:
    site.replies["/robots.txt"] = Reply("User-agent: dabir\nDisallow: /news/a")
    site.replies["/sitemap.xml"] = Reply(sitemap(site.address + "/news/a", site.address + "/news/b"))
    outcomes = read(site, "/sitemap.xml")
    assert headlines(outcomes) == ["پل تازه b"]
    assert "closed to machines" in str(outcomes[0])
    assert "/news/a" not in site.asked


@pytest.mark.parametrize(
    "body",
    [
        "<rss",
        sitemap("x")[:-5],
        gzip.compress(sitemap("x").encode() * 99)[:-30],
        gzip.compress(b"x", mtime=0)[:-9],
    ],
)
def test_what_is_broken(site: Website, body: str | bytes) -> None:
    site.replies["/a"] = Reply(body)
    outcomes = read(site, "/a")
    assert outcomes
    assert all(isinstance(outcome, UnreadableError) for outcome in outcomes)


def test_a_collection(site: Website) -> None:
    row = json.dumps({"id": "x", "text": LINES[0]})
    site.replies["/a.jsonl.gz"] = Reply(gzip.compress(f"{row}\n{row}".encode()))
    assert [outcome.id for outcome in read(site, "/a.jsonl.gz") if isinstance(outcome, Report)] == ["x", "x"]


def test_a_feed_without_entries(site: Website) -> None:
    site.replies["/feed"] = Reply("<rss version='2.0'><channel></channel></rss>")
    (error,) = read(site, "/feed")
    assert str(error) == f"{site.address}/feed is a feed without entries: try again later."


def test_an_address_of_nothing(site: Website) -> None:
    (error,) = read(site, "/none")
    assert "answered 404" in str(error)
