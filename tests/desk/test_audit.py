"""The log of changes."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from dabir.archive import Archive
from dabir.desk.access import audit, guard
from dabir.desk.access.audit import Asked
from dabir.desk.clock import beginning, in_tehran
from dabir.desk.visits import Visiting
from desk.visitors import Visitor, account, signed_in

_TAG = re.compile(r"<(?!/?(?:!doctype|[a-z][a-z0-9]*)\b)|<script(?! src=)", re.IGNORECASE)


def note(archive: Archive, action: str, what: str = "x", name: str = "sara", **details: Any) -> None:
    with archive.database.writing(revises=False) as connection:
        audit.write(archive.database, connection, name, action, what, details, "192.0.2.1")


def at(archive: Archive, *moments: str) -> None:
    """Let the deeds have been done at these moments, the first first."""
    with archive.database.writing(revises=False) as connection:
        for number, moment in enumerate(moments, 1):
            connection.execute(text("UPDATE audit SET at = :at WHERE id = :id"), {"at": moment, "id": number})


def asked(archive: Archive, **question: Any) -> list[int]:
    with archive.reading() as connection:
        return [one.id for one in audit.deeds(connection, Asked(**question), count=10)]


def test_deeds_are_asked_for_by_account_kind_and_time(store: Archive) -> None:
    note(store, "decision.merge", name="سارا")
    note(store, "decision.split")
    note(store, "decisions")
    note(store, "sign-in", name="")
    at(store, *(f"2024-05-0{day}T10:00:00+00:00" for day in range(1, 5)))
    assert asked(store) == [4, 3, 2, 1]
    assert asked(store, account="سارا") == [1]
    assert asked(store, account="") == [4]
    assert asked(store, action="decision") == [2, 1]
    assert asked(store, action="decision.split") == [2]
    assert asked(store, action="d%") == []
    assert asked(store, after="2024-05-02T10:00:00+00:00", before="2024-05-04T10:00:00+00:00") == [3, 2]
    assert asked(store, account="sara", action="decision") == [2]
    with store.reading() as connection:
        assert audit.actions(connection) == ["decision.merge", "decision.split", "decisions", "sign-in"]
        assert [one.id for one in audit.deeds(connection, Asked(), count=2, start=1)] == [3, 2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(what=st.text(), value=st.text())
def test_whatever_is_told_can_be_kept_and_shown(
    chief: Visitor, archive: Archive, what: str, value: str
) -> None:
    note(archive, what[:20], what, name=value[:20], told=value, number=1, none=None)
    with archive.reading() as connection:
        (one,) = audit.deeds(connection, Asked(), count=1)
    assert one.what == what.encode("utf-8", "replace").decode()
    page = chief.get("/audit")
    assert page.status_code == 200
    assert not _TAG.search(page.text)


@pytest.fixture
def chief(archive: Archive) -> Visitor:
    visitor = signed_in(archive)
    visitor.desk.state.office.limits._most = 0  # it asks more often than anybody may
    return visitor


@pytest.mark.parametrize("what", ["half \ud800 a letter", "a zero \0", "x" * 5000])
def test_what_no_database_takes_is_kept_as_well_as_it_can(store: Archive, what: str) -> None:
    note(store, "report.add", what, title=what)
    with store.reading() as connection:
        (one,) = audit.deeds(connection, Asked(), count=1)
    assert one.what[:5] == what[:5]
    assert len(one.what) <= 500


def test_pages_write_down_who_did_what_and_from_where(archive: Archive) -> None:
    visitor = signed_in(archive, "editor")
    desk: FastAPI = visitor.desk

    @desk.post("/note")
    def noted(visit: Visiting, key: str = "") -> str:
        guard.check(visit, key)
        guard.record(visit, "search.save", "پل", way="words")
        return "ok"

    key = re.findall(r'name="key" value="(\w+)"', visitor.get("/account").text)[0]
    assert visitor.post(f"/note?key={key}").status_code == 200
    with archive.reading() as connection:
        (one,) = audit.deeds(connection, Asked(action="search.save"), count=9)
    assert (one.account, one.what, one.details, one.address) == (
        "editor",
        "پل",
        {"way": "words"},
        "testclient",
    )


def test_the_page_tells_deeds_in_words(archive: Archive, chief: Visitor) -> None:
    account(archive, "bahman", "editor")
    note(archive, "some.thing.new", "x", of="y")
    note(archive, "sign-in.failed", "", name="")
    page = unescape(chief.get("/audit").text)
    for words in (
        "ساختن حساب",
        "نقش:",
        "ویراستار",
        "خط فرمان",
        "ورود ناموفق",
        "بی‌حساب",
        "some.thing.new",
        "192.0.2.1",
    ):
        assert words in page
    chief.cookies.set("language", "en")
    page = unescape(chief.get("/audit").text)
    for words in ("Account made", "role:", "Editor", "command line", "Sign-in failed", "no account"):
        assert words in page


def shown(chief: Visitor, query: str) -> list[str]:
    """What was done to whom, as the page's table tells it."""
    page = chief.get(f"/audit?{query}")
    assert page.status_code == 200
    return [
        re.sub(r"<[^>]*>", "", re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[3]).strip()
        for row in re.findall(r"<tr>\s*<td.*?</tr>", page.text, re.DOTALL)
    ]


def test_the_page_filters_by_account_kind_and_days_of_both_calendars(
    archive: Archive, chief: Visitor
) -> None:
    for what in ("a", "b", "c"):
        note(archive, "decision.merge", what, name="sara" if what == "a" else "bahman")
    # Moments of Tehran: the last of 4 May, the first of 5 May, the last of 5 May.
    at(archive, *["2020-01-01T00:00:00+00:00"] * 2)
    at(
        archive,
        *["2020-01-01T00:00:00+00:00"] * 2,
        "2024-05-04T20:29:59+00:00",
        "2024-05-04T20:30:00+00:00",
        "2024-05-05T20:29:59+00:00",
    )
    assert shown(chief, "action=decision.merge") == ["c", "b", "a"]
    assert shown(chief, "account=sara") == ["a"]
    assert shown(chief, "account=nobody") == []
    for day in ("2024-05-05", "1403-02-16", "۱۴۰۳/۰۲/۱۶", "16 اردیبهشت 1403"):
        assert shown(chief, f"after={day}&before={day}") == ["c", "b"]
    assert shown(chief, "action=decision.merge&before=2024-05-04") == ["a"]
    assert shown(chief, "after=2025") == []


def test_a_day_that_is_none_is_told_on_the_page(chief: Visitor) -> None:
    for query in ("after=yesterday", "before=2024-13-40", "after=<b>"):
        page = chief.get(f"/audit?{query}")
        assert page.status_code == 400
        assert "روز نیست" in page.text
        assert "<b>" not in page.text
    assert chief.get("/audit?before=9999-12-31").status_code == 200
    assert chief.get("/audit?after=%20").status_code == 200


def test_a_long_log_has_pages(archive: Archive, chief: Visitor) -> None:
    for number in range(120):
        note(archive, "report.add", f"r{number}")
    assert shown(chief, "action=report.add")[::49] == ["r119", "r70"]
    assert shown(chief, "action=report.add&page=3") == [f"r{number}" for number in range(19, -1, -1)]
    assert "page=2" in chief.get("/audit?action=report.add").text
    assert "page=4" not in chief.get("/audit?action=report.add&page=3").text


def test_moments_are_told_in_the_time_of_tehran() -> None:
    assert in_tehran("2024-05-04T20:30:00+00:00") == "2024-05-05T00:00+03:30"
    assert in_tehran("2018-04-16T20:00:00+00:00") == "2018-04-17T00:30+04:30"  # in summer, at that time
    assert [in_tehran(moment) for moment in ("soon", "9999-12-31T23:59:59+00:00")] == [
        "soon",
        "9999-12-31T23:59:59+00:00",
    ]
    assert beginning(date(2024, 5, 5)) == "2024-05-04T20:30:00+00:00"
