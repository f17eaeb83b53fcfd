import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.report import Report
from dabir.sources import UnreadableError, read_feed
from dabir.sources.feed import read_saved_feed
from website import LINES

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>خبرهای ساری</title><link>https://example.ir/</link><ttl>30</ttl>{items}</channel></rss>"""
ITEM = f"""<item><title>پل &lt;b&gt;تازه&lt;/b&gt; ساری</title><link>/news/1</link>
<description>&lt;p&gt;پل تازه شهر گشوده می‌شود.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>{LINES[0]}</p><p>{LINES[1]}<script>x()</script></p><figure>عکس</figure>]]></content:encoded>
<category>شهر</category><category>راه</category><dc:creator>لیلا راد</dc:creator>
<pubDate>Tue, 17 Apr 2018 10:00:00 GMT</pubDate></item>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>خبرها</title><entry><title>پل تازه ساری</title>
<link rel="alternate" href="https://www.isna.ir/news/1"/><updated>2018-04-17T10:00:00Z</updated>
<author><name>ایسنا</name></author><category term="شهر"/><summary>{LINES[0]}</summary></entry></feed>"""


def one(data: str) -> Report:
    (report,) = read_saved_feed(data.encode(), "a.xml")
    assert isinstance(report, Report)
    return report


def test_a_saved_feed_gives_its_own_content() -> None:
    report = one(RSS.format(items=ITEM))
    assert report.text == "\n".join(["پل تازه ساری", "پل تازه شهر گشوده می‌شود.", *LINES])
    header = report.header
    assert (header.headline, header.url) == ("پل تازه ساری", "https://example.ir/news/1")
    assert (header.published, header.published_jalali) == ("2018-04-17T14:30:00+04:30", "1397-01-28T14:30:00")
    assert (header.reporter, header.tags) == ("لیلا راد", ("شهر", "راه"))


def test_atom_with_a_summary_alone() -> None:
    report = one(ATOM)
    assert report.text == f"پل تازه ساری\n{LINES[0]}"
    assert [part.kind for part in report.parts] == ["headline", "abstract"]
    header = report.header
    assert (header.agency, header.reporter, header.tags) == ("ایسنا", None, ("شهر",))
    assert (header.published, header.url) == ("2018-04-17T14:30:00+04:30", "https://www.isna.ir/news/1")


@pytest.mark.parametrize("summary", [LINES[0], LINES[0][:40] + " …", LINES[0][:40]])
def test_a_summary_that_only_repeats_the_text_is_no_abstract(summary: str) -> None:
    item = f"<item><title>پل</title><description>{summary}</description>"
    item += f"<content:encoded>{LINES[0]}&lt;br&gt;{LINES[1]}</content:encoded></item>"
    assert one(RSS.format(items=item)).text == "\n".join(["پل", *LINES])


def test_a_whole_text_in_place_of_a_summary() -> None:
    item = f"<item><title>پل</title><description>{LINES[0]}&lt;br/&gt;{LINES[1]}</description></item>"
    report = one(RSS.format(items=item))
    assert report.text == "\n".join(["پل", *LINES])
    assert report.header.abstract is None


@pytest.mark.parametrize(
    "feed",
    [
        f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
        f"<channel><title>a</title></channel><item><title>{LINES[0]}</title><link>https://a.ir/1</link></item></rdf:RDF>",
        f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        f"<channel><title>a</title></channel><item><title>{LINES[0]}</title><link>https://a.ir/1</link></item></rdf:RDF>",
        f"<rss version='0.91'><channel><item><title>{LINES[0]}</title><link>https://a.ir/1</link></item></channel></rss>",
        f"<rss><channel><item><title>{LINES[0]}</title><link>https://a.ir/1</link></item></channel>",
    ],
)
def test_older_and_broken_feeds(feed: str) -> None:
    report = one(feed)
    assert (report.text, report.header.url) == (LINES[0], "https://a.ir/1")


def test_a_time_in_the_jalali_calendar() -> None:
    item = f"<item><title>{LINES[0]}</title><pubDate>1397/01/28 14:30</pubDate></item>"
    assert one(RSS.format(items=item)).header.published == "2018-04-17T14:30:00+04:30"


def test_a_broken_byte_costs_one_letter() -> None:
    outcomes = read_saved_feed(
        RSS.format(items=ITEM + ITEM).encode().replace("شهردار".encode(), b"\xd8\xff"), "a.xml"
    )
    assert [outcome.header.headline for outcome in outcomes if isinstance(outcome, Report)] == 2 * [
        "پل تازه ساری"
    ]


def test_a_feed_in_windows_1256() -> None:
    feed = RSS.replace("utf-8", "windows-1256").format(items="<item><title>پل تازه باز شد</title></item>")
    (report,) = read_saved_feed(feed.replace("ی", "ي").encode("windows-1256"), "a.xml")
    assert isinstance(report, Report)
    assert report.text == "پل تازه باز شد"


def test_how_long_a_feed_asks_to_be_left_alone() -> None:
    feed = read_feed(RSS.format(items=ITEM).encode(), "a.xml", "https://a.ir/feeds/all")
    assert feed.ttl == 1800
    assert feed.entries[0].header.url == "https://a.ir/news/1"
    assert read_feed(RSS.replace("30", "bald").format(items="").encode(), "a.xml").ttl == 0


def test_a_bad_entry_is_named_by_its_number() -> None:
    items = "<item><title>Bridge opened in the town this morning</title></item><item></item>" + ITEM
    outcomes = list(read_saved_feed(RSS.format(items=items).encode(), "a.xml"))
    assert [type(outcome) for outcome in outcomes] == [UnreadableError, UnreadableError, Report]
    assert str(outcomes[0]).startswith("a.xml, entry 1: The entry is not Persian but English")


def test_what_is_no_feed() -> None:
    (error,) = read_saved_feed(b"<rss", "a.xml")
    assert str(error) == "a.xml is no feed that can be read: give one in RSS or Atom."
    (empty,) = read_saved_feed(RSS.format(items="").encode(), "a.xml")
    assert str(empty) == "a.xml is a feed without entries: give one that has some."


def test_a_feed_cannot_name_a_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.xml"
    path.write_text(RSS.format(items=ITEM), "utf-8")
    with pytest.raises(UnreadableError):
        read_feed(str(path).encode(), "a.xml")


PIECES = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "http://[",
    "<pubDate>",
    "&lt;p&gt;",
    "&#0;",
    "<![CDATA[",
    "]]>",
    "پل",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=15).map("".join))
def test_any_feed_is_read_or_refused(items: str) -> None:
    data = RSS.format(items=items).encode("utf-8", "surrogatepass")
    assert all(isinstance(outcome, Report | UnreadableError) for outcome in read_saved_feed(data, "a.xml"))
