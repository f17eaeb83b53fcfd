"""Saved searches at the desk: each account has its own, and every change is written down."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as trees

from dabir.archive import Archive, saved
from dabir.archive.saved import SavedSearch
from dabir.desk.access import audit
from desk.visitors import Visitor, account, signed_in


def listed(archive: Archive, number: int | None = None) -> list[SavedSearch]:
    with archive.reading() as connection:
        return saved.searches(connection, number)


def deeds(archive: Archive) -> list[tuple[str, str, str]]:
    with archive.reading() as connection:
        found = audit.deeds(connection, audit.Asked(action="search"), count=20)
    return [(one.account, one.action, one.what) for one in found]


def test_a_search_is_saved_renamed_and_removed(archive: Archive, client: Visitor) -> None:
    answer = client.submit("/search?q=سد&way=words", "/saved", question="سد", way="words", name="آب")
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved?done=saved")
    (one,) = listed(archive)
    assert (one.name, one.question, one.way, one.account) == ("آب", "سد", "words", None)
    page = client.get("/saved?done=saved").text
    assert "جست‌وجو نگه داشته شد." in page
    assert "/search?q=%D8%B3%D8%AF&amp;way=words" in page
    assert f"/saved/{one.id}.atom" in page
    assert client.submit("/saved", f"/saved/{one.id}/rename", name="سدها").status_code == 303
    assert listed(archive)[0].name == "سدها"
    assert client.submit("/saved", f"/saved/{one.id}/remove").status_code == 303
    assert listed(archive) == []
    assert deeds(archive) == [
        ("", "search.remove", "سدها"),
        ("", "search.rename", "سدها"),
        ("", "search.save", "آب"),
    ]


def test_the_search_page_offers_to_save_what_it_shows(client: Visitor) -> None:
    page = trees.fromstring(client.get("/search", params={"q": "سد", "order": "newest"}).text)
    form = next(form for form in page.forms if form.action == "/saved")
    fields = dict(form.fields)
    assert (fields["question"], fields["way"], fields["name"]) == ("سد", "words", "سد")


def test_both_languages_are_spoken(client: Visitor) -> None:
    assert "هنوز جست‌وجویی نگه نداشته‌اید" in client.get("/saved").text
    client.submit("/search?q=سد", "/saved", question="", way="both")
    assert "همهٔ خبرها" in client.get("/saved").text
    client.cookies.set("language", "en")
    english = client.get("/saved?done=renamed").text
    assert "The search has another name now." in english
    assert "All reports" in english


def test_a_wrong_question_is_told_of_and_not_saved(archive: Archive, client: Visitor) -> None:
    answer = client.submit("/search?q=سد", "/saved", question="on:دیروز")
    assert answer.status_code == 400
    assert "«دیروز» روز نیست" in answer.text
    assert listed(archive) == []


def test_a_form_of_another_page_changes_nothing(archive: Archive, client: Visitor) -> None:
    one = saved.save(archive.database, None, "آب", "سد", "both")
    for path in ("/saved", f"/saved/{one.id}/rename", f"/saved/{one.id}/remove"):
        assert client.post(path, data={"key": "0" * 64, "question": "پل", "name": "پل"}).status_code == 403
    assert [each.name for each in listed(archive)] == ["آب"]


def test_readers_have_searches_of_their_own(archive: Archive) -> None:
    shared = saved.save(archive.database, None, "همگانی", "سد", "both")
    reader = signed_in(archive, "reader")
    mine = account(archive, "مینا")
    theirs = saved.save(archive.database, mine.id, "دیگری", "پل", "both")
    assert reader.submit("/search?q=سد", "/saved", question="سد", name="خودم").status_code == 303
    page = reader.get("/saved").text
    assert "خودم" in page
    assert "همگانی" in page
    assert "دیگری" not in page
    for number, status in ((shared.id, 403), (theirs.id, 404), (77, 404)):
        for what in ("rename", "remove"):
            assert reader.submit("/search?q=سد", f"/saved/{number}/{what}", name="من").status_code == status
    assert len(listed(archive)) == 1
    reader.close()


def test_editors_keep_the_searches_of_everybody(archive: Archive) -> None:
    shared = saved.save(archive.database, None, "همگانی", "سد", "both")
    editor = signed_in(archive, "editor")
    assert editor.submit("/saved", f"/saved/{shared.id}/remove").status_code == 303
    assert listed(archive) == []
    editor.close()


def test_who_has_not_signed_in_is_asked_to(archive: Archive, serve: Callable[..., Visitor]) -> None:
    account(archive, "مینا")
    visitor = serve()
    assert visitor.get("/saved").status_code == 200
    assert "/saved" not in [form.action for form in trees.fromstring(visitor.get("/search?q=سد").text).forms]
    answer = visitor.post("/saved", data={"question": "سد", "key": ""})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert listed(archive) == []


def test_from_elsewhere_it_is_told_how_feeds_are_followed(
    archive: Archive, serve: Callable[..., Visitor]
) -> None:
    account(archive, "مینا")
    saved.save(archive.database, None, "آب", "سد", "both")
    visitor = serve(names=("127.0.0.1",))
    assert visitor.get("/saved").headers["location"].startswith("/sign-in")
    visitor.sign_in("مینا")
    assert "?token=dabir_…" in visitor.get("/saved").text


@given(st.sampled_from(["<b>x</b>", '"><img src=x>', "</bdi>", "&lt;", "'", "{{ 7 }}"]), st.text(max_size=10))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_becomes_a_tag(archive: Archive, client: Visitor, hostile: str, name: str) -> None:
    one = saved.save(archive.database, None, hostile + name, f"{hostile} سد", "both")
    page = client.get("/saved")
    assert not re.search("<img|<b>", page.text)
    tree = trees.fromstring(page.text)
    assert (
        any(one.name == found.get("value") for found in tree.cssselect("input[name=name]"))
        or not name.isprintable()
    )
    saved.remove(archive.database, one.id)


@pytest.mark.parametrize("path", ["/saved/x/rename", "/saved/-1/remove", f"/saved/{2**70}/rename"])
def test_what_is_no_number_is_refused(client: Visitor, path: str) -> None:
    assert client.submit("/search?q=سد", path, name="x").status_code == 400
