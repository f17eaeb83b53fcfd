"""Feeds of searches: what they hold, who may read them, and that a reader who has them already is told so."""

from __future__ import annotations

from collections.abc import Callable

from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.minutes import Line, keep, minutes, said
from dabir.archive import Archive, saved
from dabir.desk import following
from dabir.desk.access import changes
from dabir.desk.access.changes import Doer
from dabir.exports.atom import ATOM
from desk.visitors import BASE, Visitor, account


def feed(answer: Response) -> etree._Element:
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def told(node: etree._Element, name: str) -> list[str]:
    """What stands in the entries under a name."""
    return [found.text or "" for found in node.findall(f"{{{ATOM}}}entry/{{{ATOM}}}{name}")]


def test_a_feed_holds_the_newest_reports_that_match(client: Visitor) -> None:
    found = feed(client.get("/search.atom", params={"q": "speaker:کاویانی"}))
    assert [title.split()[0] for title in told(found, "title")] == ["پل", "دیدار"]
    assert told(found, "published") == ["2018-05-01T00:00:00+04:30", "2018-04-17T10:00:00+04:30"]
    links = [link.get("href") for link in found.findall(f"{{{ATOM}}}entry/{{{ATOM}}}link")]
    assert links == [f"{BASE}/report/opening", f"{BASE}/report/meeting"]
    assert all(client.get(link).status_code == 200 for link in links)
    assert found.findtext(f"{{{ATOM}}}updated") == max(told(found, "updated"))
    (alone, page) = (link.get("href") for link in found.findall(f"{{{ATOM}}}link"))
    assert feed(client.get(alone)).findtext(f"{{{ATOM}}}id") == found.findtext(f"{{{ATOM}}}id")
    assert client.get(page).status_code == 200


def test_the_search_page_names_its_feed(client: Visitor) -> None:
    page = client.get("/search", params={"q": "سد", "after": "1397"}).text
    address = "/search.atom?q=after%3A%221397%22+%28%D8%B3%D8%AF%29&amp;way=both&amp;language=fa"
    assert page.count(address) == 2  # for the browser, and for who reads the page
    assert told(feed(client.get(address.replace("&amp;", "&"))), "title") == ["هشدار درباره کمبود آب در جنوب"]


def test_a_feed_is_in_the_language_that_it_names(client: Visitor) -> None:
    assert feed(client.get("/search.atom?q=سد")).findtext(f"{{{ATOM}}}title") == "دبیر: سد"
    english = feed(client.get("/search.atom?language=en"))
    assert english.findtext(f"{{{ATOM}}}title") == "Dabir: all reports"
    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert client.get("/search.atom?q=on:x&language=en").text == (
        "“x” names no day; write a year, a month or a day, as in 1397, 1397-01, 1397/01/27 or 2018-04-16."
    )


def test_by_meaning_the_nearest_are_listed_by_their_day(client: Visitor) -> None:
    days = told(feed(client.get("/search.atom?q=saffron&way=both")), "published")
    assert len(days) == 4
    assert days == sorted(days, reverse=True)
    assert told(feed(client.get("/search.atom?q=saffron&way=words")), "title") == []


def test_a_feed_is_no_longer_than_it_must_be(archive: Archive, client: Visitor) -> None:
    many = (
        minutes(f"n{number:02}", f"2018-06-{number:02}", Line("plain", f"زنبور {number}"))
        for number in range(1, 30)
    )
    keep(
        archive,
        *many,
        *(minutes(f"m{number}", "2018-07-01", Line("plain", f"زنبورک {number}")) for number in range(5)),
    )
    titles = told(feed(client.get("/search.atom?q=زنبور*")), "title")
    assert len(titles) == following.COUNT
    assert titles[-1] == "زنبور 5"


def test_who_has_a_feed_already_is_told_so(archive: Archive, client: Visitor) -> None:
    first = client.get("/search.atom?q=سد")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/search.atom?q=سد", headers=headers).status_code == 304
    keep(archive, minutes("new", "2018-06-01", said("سیمین پارسا", "سد پر شد")))
    again = client.get("/search.atom?q=سد", headers=headers)
    assert told(feed(again), "title")[0] == "سد پر شد"
    keep(archive, minutes("new", "2018-06-01", said("سیمین پارسا", "سد خالی شد")))  # a correction
    corrected = feed(client.get("/search.atom?q=سد"))
    assert told(corrected, "title")[0] == "سد خالی شد"
    assert told(corrected, "id")[0] == told(feed(again), "id")[0]


# Saved searches -------------------------------------------------------------------------------------------------------


def test_a_saved_search_has_a_feed_of_its_own(archive: Archive, client: Visitor) -> None:
    one = saved.save(archive.database, None, "آب", "سد", "words")
    found = feed(client.get(f"/saved/{one.id}.atom"))
    assert found.findtext(f"{{{ATOM}}}title") == "دبیر: آب"
    assert told(found, "title") == ["هشدار درباره کمبود آب در جنوب"]
    saved.rename(archive.database, one.id, "سدها")
    renamed = feed(client.get(f"/saved/{one.id}.atom"))
    assert renamed.findtext(f"{{{ATOM}}}title") == "دبیر: سدها"
    assert renamed.findtext(f"{{{ATOM}}}id") == found.findtext(f"{{{ATOM}}}id")
    empty = saved.save(archive.database, None, "هیچ", "کهکشان", "words")
    nothing = feed(client.get(f"/saved/{empty.id}.atom"))
    assert (told(nothing, "title"), nothing.findtext(f"{{{ATOM}}}updated")) == ([], empty.created)
    assert client.get("/saved/77.atom").status_code == 404
    assert client.get("/saved/x.atom").status_code in (400, 404)


def test_from_elsewhere_a_feed_needs_a_token(archive: Archive, serve: Callable[..., Visitor]) -> None:
    mine, other = account(archive, "مینا"), account(archive, "آرش")
    tokens = [changes.issue_token(archive.database, Doer(), each, "feeds", 30) for each in (mine, other)]
    one = saved.save(archive.database, mine.id, "آب", "سد", "words")
    visitor = serve(names=("127.0.0.1",))
    for path in (f"/saved/{one.id}.atom", "/search.atom"):
        assert visitor.get(path).status_code == 401
        assert visitor.get(path, params={"token": "dabir_x"}).status_code == 401
    found = feed(visitor.get(f"/saved/{one.id}.atom", params={"token": tokens[0]}))
    assert told(found, "title") == ["هشدار درباره کمبود آب در جنوب"]
    assert tokens[0] not in etree.tostring(found, encoding="unicode")
    assert visitor.get(f"/saved/{one.id}.atom", params={"token": tokens[1]}).status_code == 404
    assert visitor.get("/search.atom", params={"token": tokens[1]}).status_code == 200
    assert visitor.get("/search", params={"token": tokens[0]}).status_code == 303


def test_behind_a_proxy_addresses_are_those_of_the_proxy(
    archive: Archive, serve: Callable[..., Visitor]
) -> None:
    token = changes.issue_token(archive.database, Doer(), account(archive, "مینا"), "feeds", 30)
    visitor = serve(names=("desk.example",), secure=True)
    answer = visitor.get("/search.atom", params={"token": token}, headers={"Host": "desk.example"})
    links = [link.get("href") or "" for link in feed(answer).iter(f"{{{ATOM}}}link")]
    assert links
    assert all(link.startswith("https://desk.example/") for link in links)


@given(st.text(max_size=20), st.sampled_from(["both", "words"]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_gives_a_feed_or_a_reason(client: Visitor, question: str, way: str) -> None:
    answer = client.get("/search.atom", params={"q": f"سد {question}", "way": way})
    if answer.status_code == 200:
        feed(answer)
    else:
        assert (answer.status_code, "<" in answer.text) == (400, False)
