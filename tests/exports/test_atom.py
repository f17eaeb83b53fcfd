"""Atom: feeds as RFC 4287 wants them, whatever stands in reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from dabir.exports.atom import ATOM, Feed, FeedEntry, atom, feed_uri
from exporting import TROUBLE

ENTRY = FeedEntry(
    id="urn:uuid:3927d866-b078-5071-a003-0e6051365c5b",
    title="پل تازه",
    link="http://desk.example/report/a%2Fb",
    updated="2026-11-23T15:35:23+00:00",
    published="2020-08-19T00:00:00+04:30",
    author="پیک",
    summary="ساخت پل <b>آغاز</b> شد & …",
)
FEED = Feed(
    id=feed_uri("search", "both", "پل"),
    title="دبیر: پل",
    language="fa",
    author="دبیر",
    link="http://desk.example/search?q=%D9%BE%D9%84&way=both",
    address="http://desk.example/search.atom?q=%D9%BE%D9%84&way=both",
    updated="2026-11-23T15:35:23+00:00",
    entries=(ENTRY,),
)
HELD = st.one_of(TROUBLE, st.text(max_size=20), st.text(st.characters(max_codepoint=0x1F), max_size=5))


def root(feed: Feed) -> etree._Element:
    return etree.fromstring(atom(feed))


def words(node: etree._Element, name: str) -> list[str]:
    return [found.text or "" for found in node.findall(f"{{{ATOM}}}{name}")]


def test_a_feed_holds_what_the_standard_asks_for() -> None:
    feed = root(FEED)
    assert feed.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated"):
        assert len(words(feed, name)) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{{{ATOM}}}link")}
    assert links == {"self": FEED.address, "alternate": FEED.link}
    assert feed.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == "دبیر"
    (entry,) = feed.findall(f"{{{ATOM}}}entry")
    assert words(entry, "id") == [ENTRY.id]
    assert words(entry, "summary") == [ENTRY.summary]
    assert entry.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == "پیک"
    for told in (*words(entry, "updated"), *words(entry, "published"), *words(feed, "updated")):
        assert datetime.fromisoformat(told).tzinfo is not None


def test_what_nobody_knows_is_left_out() -> None:
    (entry,) = root(replace(FEED, entries=(replace(ENTRY, published=None, author=None),))).findall(
        f"{{{ATOM}}}entry"
    )
    assert {etree.QName(child).localname for child in entry} == {"id", "title", "link", "updated", "summary"}


def test_a_feed_keeps_its_address_and_no_other_has_it() -> None:
    assert feed_uri("search", "both", "پل") == FEED.id
    assert (
        len(
            {
                feed_uri("search", "both", "پل"),
                feed_uri("search", "words", "پل"),
                feed_uri("search", "bothپل"),
            }
        )
        == 3
    )


def held(text: str) -> str:
    """A text as XML 1.0 can hold it."""
    return "".join(sign if _is_char(ord(sign)) else "\ufffd" for sign in text)


def _is_char(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


@given(HELD, HELD.filter(bool), HELD)
@example("\ud800", "\0", "\uffff]]>")
def test_any_text_makes_a_feed_of_the_same_form(title: str, author: str, summary: str) -> None:
    entry = replace(ENTRY, title=title, author=author, summary=summary)
    feed = root(replace(FEED, title=title, entries=(entry,)))
    assert [node.tag for node in feed.iter()] == [node.tag for node in root(FEED).iter()]
    assert words(feed, "title") == [held(title)]
    (found,) = feed.findall(f"{{{ATOM}}}entry")
    assert words(found, "summary") == [held(summary)]
    assert found.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == held(author)
