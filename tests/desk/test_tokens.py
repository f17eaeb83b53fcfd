"""Tokens, which programs show to the API and feed readers to feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape, unescape

import pytest
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from dabir.archive import Archive
from dabir.desk.access import changes, tokens
from dabir.desk.access.accounts import Account
from dabir.desk.access.changes import Doer
from dabir.desk.access.faults import AccountError
from dabir.desk.settings import Settings
from desk.visitors import Visitor, account, signed_in

OUTSIDE = Settings(host="0.0.0.0")


def issued(archive: Archive, mine: Account, days: int | None = None) -> str:
    return changes.issue_token(archive.database, Doer(mine.name), mine, "script", days)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def passes(answer: Response) -> bool:
    """Whether a request came through the gate, be there a page behind it or not."""
    return answer.status_code not in (303, 401)


@pytest.fixture
def editor(archive: Archive) -> Account:
    return account(archive, "sara", "editor")


@pytest.fixture
def outside(archive: Archive) -> Iterator[Visitor]:
    with Visitor(archive, OUTSIDE) as visitor:
        yield visitor


def test_a_token_is_shown_once_and_only_its_hash_is_kept(archive: Archive) -> None:
    visitor = signed_in(archive, "reader")
    page = visitor.submit("/account", "/account/tokens", name=" my  script ", days="30")
    (token,) = re.findall(r'value="(dabir_[\w-]{43})"', page.text)
    assert "توکن «my script» ساخته شد." in page.text
    assert page.headers["cache-control"] == "no-store"
    again = visitor.get("/account").text
    assert token not in again
    assert ">my script<" in again
    with archive.database.engine.connect() as connection:
        kept = "\n".join(connection.connection.iterdump())  # type: ignore[attr-defined]
    assert token not in kept
    assert token.removeprefix("dabir_") not in kept
    assert passes(Visitor(archive, OUTSIDE).get("/api/x", headers=bearer(token)))


def test_a_token_opens_the_api_and_no_page(archive: Archive, editor: Account, outside: Visitor) -> None:
    token = issued(archive, editor)
    assert passes(outside.get("/api/x", headers=bearer(token)))
    assert passes(outside.get("/api/x", headers={"Authorization": f"bearer  {token} "}))
    assert passes(outside.post("/api/x", headers=bearer(token)))
    for path in ("/", "/account", "/sign-out", "/apis", "/search.html"):
        assert not passes(outside.get(path, headers=bearer(token)))
    assert not passes(outside.get(f"/api/x?token={token}"))
    assert not passes(outside.get("/api/x", headers={"Authorization": f"Basic {token}"}))


def test_a_feed_takes_a_token_in_its_address(archive: Archive, editor: Account, outside: Visitor) -> None:
    token = issued(archive, editor)
    assert passes(outside.get(f"/saved/1.atom?token={token}"))
    assert not passes(outside.get("/saved/1.atom?token=dabir_x"))
    assert not passes(outside.get("/saved/1.atom"))
    assert not passes(outside.get(f"/search?token={token}"))
    assert not passes(outside.get("/saved/1.atom", headers=bearer(token)))


@pytest.mark.parametrize("shown", ["", "x", "dabir_" + "A" * 43, "ش", "\ud800"])
def test_a_token_that_is_none_is_refused_even_at_the_machine_itself(archive: Archive, shown: str) -> None:
    headers = {b"Authorization": b"Bearer " + shown.encode("utf-8", "surrogatepass")}
    answer = Visitor(archive).get("/api/x", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="Dabir", error="invalid_token"'
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 401


def test_without_a_token_the_api_tells_that_it_takes_one(outside: Visitor) -> None:
    outside.cookies.set("language", "en")
    answer = outside.get("/api/x")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="Dabir"'
    assert answer.json() == {
        "type": "about:blank",
        "title": "Sign in first",
        "status": 401,
        "detail": "This address needs a token, or that you sign in.",
        "instance": "/api/x",
    }


def test_a_session_opens_the_api_as_well(archive: Archive) -> None:
    assert passes(signed_in(archive, "reader", OUTSIDE).get("/api/x"))


def test_a_token_is_over_when_it_expires(archive: Archive, editor: Account, outside: Visitor) -> None:
    token = issued(archive, editor, days=30)
    assert passes(outside.get("/api/x", headers=bearer(token)))
    set_expiry(archive, "2020-01-01T00:00:00+00:00")
    assert not passes(outside.get("/api/x", headers=bearer(token)))
    visitor = Visitor(archive)
    visitor.sign_in("sara")
    assert "پایان‌یافته" in visitor.get("/account").text


def set_expiry(archive: Archive, moment: str) -> None:
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE tokens SET expires = :moment"), {"moment": moment})


@pytest.mark.parametrize(("days", "lasting"), [("30", 30), ("90", 90), ("365", 365), ("0", None), ("7", 90)])
def test_a_token_lasts_as_long_as_is_chosen(archive: Archive, days: str, lasting: int | None) -> None:
    visitor = signed_in(archive)
    visitor.submit("/account", "/account/tokens", name="x", days=days)
    with archive.reading() as connection:
        (one,) = tokens.of_account(connection, 1)
    if lasting is None:
        assert one.expires is None
    else:
        left = datetime.fromisoformat(one.expires or "") - datetime.now(UTC)
        assert timedelta(days=lasting, minutes=-5) < left <= timedelta(days=lasting)


def test_a_token_that_is_revoked_opens_nothing(archive: Archive, outside: Visitor) -> None:
    visitor = signed_in(archive, "editor")
    mine = Account(1, "editor", "editor")
    token = issued(archive, mine)
    other = issued(archive, mine)
    answer = visitor.submit("/account", "/account/tokens/1/revoke")
    assert answer.headers["location"] == "/account?done=revoked#tokens"
    assert "توکن باطل شد." in visitor.get("/account?done=revoked").text
    assert not passes(outside.get("/api/x", headers=bearer(token)))
    assert passes(outside.get("/api/x", headers=bearer(other)))
    again = visitor.submit("/account", "/account/tokens/1/revoke")
    assert (again.status_code, "چنین توکنی ندارید" in again.text) == (400, True)


def test_nobody_revokes_the_token_of_somebody_else(
    archive: Archive, editor: Account, outside: Visitor
) -> None:
    token = issued(archive, editor)
    chief = signed_in(archive)
    assert chief.submit("/account", "/account/tokens/1/revoke").status_code == 400
    assert passes(outside.get("/api/x", headers=bearer(token)))


def test_the_tokens_of_an_account_go_with_it(archive: Archive, editor: Account, outside: Visitor) -> None:
    token = issued(archive, editor)
    account(archive, "chief", "administrator")
    changes.remove(archive.database, Doer(), editor.id)
    assert not passes(outside.get("/api/x", headers=bearer(token)))


def test_a_token_may_do_what_its_account_may_now(archive: Archive, editor: Account) -> None:
    token = issued(archive, editor)
    changes.set_role(archive.database, Doer(), editor.id, "reader")
    with archive.reading() as connection:
        assert tokens.holder(connection, token) == (1, Account(editor.id, "sara", "reader"))


def test_its_last_use_is_kept_to_within_ten_minutes(
    archive: Archive, editor: Account, outside: Visitor
) -> None:
    token = issued(archive, editor)

    def last() -> str | None:
        with archive.reading() as connection:
            return tokens.of_account(connection, editor.id)[0].last_used

    assert last() is None
    outside.get("/api/x", headers=bearer(token))
    first = last()
    assert first is not None
    earlier = (datetime.now(UTC) - timedelta(minutes=5)).isoformat(timespec="seconds")
    for moment, stays in ((earlier, True), ("2020-01-01T00:00:00+00:00", False)):
        with archive.database.writing() as connection:
            connection.execute(text("UPDATE tokens SET last_used = :moment"), {"moment": moment})
        outside.get("/api/x", headers=bearer(token))
        assert (last() == moment) == stays


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_the_name_of_a_token_adds_no_markup(reader: Visitor, name: str) -> None:
    page = reader.submit("/account", "/account/tokens", name=name, days="30")
    plain = " ".join(name.split())
    if page.status_code == 400:
        assert not plain
        return
    shown = re.search(r"<p>توکن «(.*?)» ساخته شد", page.text, re.DOTALL)
    assert shown
    assert unescape(shown[1]) == unescape(escape(plain))
    assert "<" not in shown[1]


@pytest.fixture
def reader(archive: Archive) -> Iterator[Visitor]:
    with signed_in(archive, "reader") as visitor:
        visitor.desk.state.office.limits._most = 0  # it asks more often than anybody may
        yield visitor


def test_a_token_needs_a_name(archive: Archive) -> None:
    visitor = signed_in(archive)
    for name in ("", "  ", "x" * 61):
        answer = visitor.submit("/account", "/account/tokens", name=name, days="30")
        assert answer.status_code == 400
        assert "به توکن نامی از ۱ تا ۶۰ حرف بدهید" in answer.text


def test_tokens_are_kept_by_either_database(store: Archive) -> None:
    mine, other = account(store, "sara", "editor"), account(store, "bahman")
    token = issued(store, mine, days=30)
    issued(store, other)
    with store.reading() as connection:
        assert tokens.holder(connection, token) == (1, mine)
        assert tokens.holder(connection, token + "x") is None
        assert [one.name for one in tokens.of_account(connection, mine.id)] == ["script"]
    tokens.used(store.database, 1)
    with store.reading() as connection:
        assert tokens.of_account(connection, mine.id)[0].last_used is not None
    with pytest.raises(AccountError, match="You have no such token"):
        changes.revoke_token(store.database, Doer(), mine, 2)
    assert changes.revoke_token(store.database, Doer(), mine, 1) == "script"
    with store.reading() as connection:
        assert tokens.holder(connection, token) is None
