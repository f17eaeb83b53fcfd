"""Signing in and out, passwords, and what administrators do with accounts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from dabir.archive import Archive
from dabir.desk.access import audit, changes, passwords, register, secret, sessions
from dabir.desk.access.audit import Asked
from dabir.desk.access.changes import Doer
from dabir.desk.access.faults import AccountError
from dabir.desk.back import own, path_of
from dabir.desk.settings import Settings
from desk.visitors import PASSWORD, Visitor, account, key_of, signed_in

OTHER = "رمزی دیگر و بلند"


def done(archive: Archive) -> list[tuple[str, str, str]]:
    """What was done: by whom, what, and to what, the first first."""
    with archive.reading() as connection:
        found = audit.deeds(connection, Asked(), count=100)
    return [(one.account, one.action, one.what) for one in reversed(found)]


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


# Signing in ---------------------------------------------------------------------------------------------------------


def test_who_signs_in_is_led_to_where_he_wanted_to_go(archive: Archive) -> None:
    account(archive, "سارا", "editor")
    visitor = Visitor(archive)
    answer = visitor.sign_in("سارا", back="/search?q=پل")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=%D9%BE%D9%84")
    assert is_signed_in(visitor)
    assert visitor.get("/sign-in?back=/search").headers["location"] == "/search"
    assert "حساب من: سارا" in visitor.get("/").text
    assert done(archive)[-1] == ("سارا", "sign-in", "سارا")


@pytest.mark.parametrize(
    ("name", "password"), [("سارا", "غلط"), ("کسی", PASSWORD), ("سارا", ""), ("", ""), ("<b>", "x" * 2000)]
)
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    archive: Archive, name: str, password: str
) -> None:
    account(archive, "سارا")
    visitor = Visitor(archive)
    answer = visitor.sign_in(name, password)
    assert answer.status_code == 403
    assert "نام یا رمز عبور درست نیست." in answer.text
    assert "<b>" not in answer.text
    assert "set-cookie" not in answer.headers
    assert not is_signed_in(visitor)


def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
            asked.append(str(hash).split("$")[1:4])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", lambda: Counting(1, 8, 1))
    account(archive, "sara")
    passwords._any.cache_clear()
    for name in ("sara", "nobody", "<>"):
        assert register.known(archive.database, name, "wrong") is None
    assert len(asked) == 3
    assert asked[0] == asked[1] == asked[2]


def test_of_a_name_that_is_no_account_nothing_is_kept(archive: Archive) -> None:
    account(archive, "sara")
    visitor = Visitor(archive)
    visitor.sign_in("sara", "wrong")
    visitor.sign_in("my secret password", "wrong")
    assert done(archive)[1:] == [("", "sign-in.failed", "sara"), ("", "sign-in.failed", "")]


@pytest.mark.parametrize("written", ["Sara Parsa", " sara  parsa ", "ＳＡＲＡ PARSA"])
def test_a_name_is_the_same_however_it_is_written(archive: Archive, written: str) -> None:
    account(archive, "sara parsa")
    account(archive, "علی کاویانی")
    assert Visitor(archive).sign_in(written).status_code == 303
    assert Visitor(archive).sign_in("علي كاوياني").status_code == 303


def test_a_password_is_the_same_on_machines_that_write_its_letters_otherwise(archive: Archive) -> None:
    account(archive, "sara", password="caf\u00e9 caf\u00e9 caf\u00e9")
    assert Visitor(archive).sign_in("sara", "cafe\u0301 cafe\u0301 cafe\u0301").status_code == 303


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(archive: Archive) -> None:
    account(archive, "sara")
    plain = Visitor(archive).sign_in("sara").headers["set-cookie"]
    assert plain.startswith("session-8765=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=1209600"} < set(plain.split("; "))
    assert "Secure" not in plain
    secure = Visitor(archive, Settings(secure=True), base_url="https://127.0.0.1:8765").sign_in("sara")
    assert secure.headers["set-cookie"].startswith("__Host-session=")
    assert "Secure" in secure.headers["set-cookie"].split("; ")


def test_a_cookie_of_somebody_else_is_none(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    one = account(archive, "sara", "administrator")
    with archive.reading() as connection:
        epoch = register.entry(connection, one.id).epoch
    key = secret.secret_of(archive.database)
    good = sessions.written(sessions.begun(one.id, epoch), key)

    visitor = Visitor(archive)

    def shows(cookie: str) -> bool:
        visitor.cookies.clear()
        visitor.cookies.set("session-8765", cookie)
        return is_signed_in(visitor)

    assert shows(good)
    forged = [
        sessions.written(sessions.begun(one.id, epoch), "another secret"),
        sessions.written(sessions.begun(one.id, epoch + 1), key),
        sessions.written(sessions.begun(one.id + 1, epoch), key),
        good[:-1],
        good + "x",
        "",
        "x" * 5000,
        sessions._signer(key).dumps(["a", "b", "c"]),
        sessions._signer(key).dumps({"account": 1}),
        sessions._signer(key).dumps(7),
    ]
    assert not any(map(shows, forged))
    later = time.time() + sessions.LASTING + 2
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert not shows(good)


def test_signing_out_ends_the_sessions_of_all_machines(archive: Archive) -> None:
    one = signed_in(archive, "editor")
    two = Visitor(archive)
    two.sign_in("editor")
    answer = one.submit("/account", "/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert not is_signed_in(one)
    assert not is_signed_in(two)
    assert done(archive)[-1] == ("editor", "sign-out", "editor")


def test_who_sits_at_the_machine_without_an_account_has_nothing_to_sign_out_of(client: Visitor) -> None:
    assert "این بایگانی هنوز حسابی ندارد" in client.get("/sign-in").text
    assert "پشت همین دستگاه نشسته‌اید" in client.get("/account").text
    assert client.submit("/accounts", "/sign-out").headers["location"] == "/sign-in"
    for path in ("/account/password", "/account/tokens", "/account/tokens/1/revoke"):
        assert client.submit("/accounts", path, name="x").status_code == 400


@given(st.text())
def test_nobody_is_led_to_another_site(path: str) -> None:
    for found in (own(path), path_of(path)):
        parts = urlsplit("http://desk.example" + re.sub(r"[\t\r\n]", "", found).replace("\\", "/"))
        assert parts.netloc == "desk.example"
        assert found.startswith("/")
        assert not re.match(r"/[\t\r\n/\\]", found)


@pytest.mark.parametrize(
    "path",
    ["//else.example", "/\\else.example", "https://else.example", "/\t/else.example", "", "javascript:x"],
)
def test_a_way_back_that_leads_elsewhere_leads_to_the_start(archive: Archive, path: str) -> None:
    account(archive, "sara")
    assert Visitor(archive).sign_in("sara", back=path).headers["location"] == "/"


# One's own account -----------------------------------------------------------------------------------------------------


def test_whoever_changes_his_password_stays_signed_in_here_and_nowhere_else(archive: Archive) -> None:
    here = signed_in(archive, "reader")
    there = Visitor(archive)
    there.sign_in("reader")
    answer = here.submit("/account", "/account/password", old=PASSWORD, new=OTHER, again=OTHER)
    assert answer.headers["location"] == "/account?done=password"
    assert "رمز عبور تغییر کرد." in here.get("/account?done=password").text
    assert not is_signed_in(there)
    assert there.sign_in("reader").status_code == 403
    assert there.sign_in("reader", OTHER).status_code == 303
    assert ("reader", "account.password", "reader") in done(archive)


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("wrong", OTHER, OTHER, "رمز عبور کنونی درست نیست."),
        (PASSWORD, OTHER, OTHER + "x", "دو رمز عبور تازه یکی نیستند."),
        (PASSWORD, "short", "short", "رمز عبور کوتاه است: دست‌کم ۱۰ نویسه"),
        (PASSWORD, "x" * 1001, "x" * 1001, "رمز عبور بلند است"),
    ],
)
def test_a_password_is_not_changed_by_mistake(
    archive: Archive, old: str, new: str, again: str, told: str
) -> None:
    visitor = signed_in(archive, "reader")
    answer = visitor.submit("/account", "/account/password", old=old, new=new, again=again)
    assert answer.status_code == 400
    assert told in answer.text
    assert Visitor(archive).sign_in("reader").status_code == 303


def test_a_password_may_not_be_the_name(archive: Archive) -> None:
    with pytest.raises(AccountError, match="password is the account's name"):
        account(archive, "bahman kaviani", password="Bahman Kaviani")


def test_an_older_hash_is_made_anew_when_somebody_signs_in(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(archive, "sara")
    old = kept(archive)
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(2, 16, 1))
    assert register.known(archive.database, "sara", "wrong") is None
    assert kept(archive) == old
    assert register.known(archive.database, "sara", PASSWORD) is not None
    assert kept(archive).startswith("$argon2id$v=19$m=16,t=2,p=1$")
    assert register.known(archive.database, "sara", PASSWORD) is not None


def kept(archive: Archive) -> str:
    with archive.reading() as connection:
        return str(connection.execute(text("SELECT password FROM accounts")).scalar_one())


def test_passwords_are_kept_by_argon2id_as_its_library_advises(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher)
    account(archive, "sara")
    library = PasswordHasher()
    cost = f"m={library.memory_cost},t={library.time_cost},p={library.parallelism}"
    assert kept(archive).startswith(f"$argon2id$v=19${cost}$")
    assert PASSWORD not in kept(archive)


def test_a_hash_that_is_damaged_fits_no_password() -> None:
    assert not passwords.fits("anything", "no hash")


# Accounts --------------------------------------------------------------------------------------------------------------


def test_the_first_account_is_made_at_the_machine_and_must_be_an_administrators(client: Visitor) -> None:
    fields = {"name": "سارا", "password": PASSWORD, "again": PASSWORD}
    refused = client.submit("/accounts", "/accounts", role="reader", **fields)
    assert refused.status_code == 400
    assert "نخستین حساب باید حساب مدیر باشد" in refused.text
    assert 'value="سارا"' in refused.text
    assert PASSWORD not in refused.text
    answer = client.submit("/accounts", "/accounts", role="administrator", **fields)
    assert answer.headers["location"] == "/sign-in?back=/accounts"
    assert client.get("/accounts").status_code == 303
    assert client.sign_in("سارا", back="/accounts").headers["location"] == "/accounts"
    assert ">شما<" in client.get("/accounts").text


def test_an_administrator_adds_changes_and_removes_accounts(archive: Archive) -> None:
    chief = signed_in(archive)
    answer = chief.submit(
        "/accounts", "/accounts", name="Bahman", role="reader", password=PASSWORD, again=PASSWORD
    )
    assert answer.headers["location"] == "/accounts?done=added"
    assert "حساب ساخته شد." in chief.get("/accounts?done=added").text
    bahman = Visitor(archive)
    assert bahman.sign_in("bahman").status_code == 303

    assert chief.submit("/accounts/2", "/accounts/2/role", role="editor").status_code == 303
    assert "/add" in bahman.get("/").text  # at once, not when he signs in again

    assert chief.submit("/accounts/2", "/accounts/2/password", password=OTHER, again=OTHER).status_code == 303
    assert not is_signed_in(bahman)
    bahman.cookies.clear()
    assert bahman.sign_in("bahman", OTHER).status_code == 303

    unsure = chief.submit("/accounts/2", "/accounts/2/remove")
    assert (unsure.status_code, "خانهٔ تأیید" in unsure.text) == (400, True)
    assert chief.submit("/accounts/2", "/accounts/2/remove", sure="yes").status_code == 303
    assert not is_signed_in(bahman)
    assert "bahman" not in chief.get("/accounts").text
    assert chief.get("/accounts/2").status_code == 400
    assert [one for one in done(archive) if one[0] == "administrator"][1:] == [
        ("administrator", action, "bahman")
        for action in ("account.add", "account.role", "account.password", "account.remove")
    ]


def test_the_number_of_a_removed_account_gives_its_session_to_nobody(archive: Archive) -> None:
    account(archive, "chief", "administrator")
    old = account(archive, "old", "reader")
    visitor = Visitor(archive)
    visitor.sign_in("old")
    changes.remove(archive.database, Doer(), old.id)
    assert account(archive, "new", "administrator").id == old.id
    assert not is_signed_in(visitor)


@pytest.mark.parametrize("what", ["role", "password", "remove"])
def test_nobody_locks_himself_out(archive: Archive, what: str) -> None:
    chief = signed_in(archive)
    fields = {"role": "reader", "password": OTHER, "again": OTHER, "sure": "yes"}
    answer = chief.submit("/account", f"/accounts/1/{what}", **fields)
    assert answer.status_code == 400
    assert "مدیر دیگری تغییر می‌دهد" in answer.text
    assert "این حساب خود شماست" in chief.get("/accounts/1").text
    assert Visitor(archive).sign_in("administrator").status_code == 303


@pytest.mark.parametrize("what", ["role", "password", "remove"])
def test_an_editor_cannot_change_accounts(archive: Archive, what: str) -> None:
    other = account(archive, "other")
    editor = signed_in(archive, "editor")
    fields = {"role": "administrator", "password": OTHER, "again": OTHER, "sure": "yes"}
    assert editor.submit("/account", f"/accounts/{other.id}/{what}", **fields).status_code == 403
    assert editor.submit("/account", "/accounts", name="x", **fields).status_code == 403
    assert ("", "account.add", "x") not in done(archive)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "sara"}, "There is an account “sara” already"),
        ({"name": "SARA"}, "There is an account “sara” already"),
        ({"name": ""}, "has 1 to 60 letters"),
        ({"name": "x" * 61}, "has 1 to 60 letters"),
        ({"name": "a/b"}, "“a/b” cannot be the name of an account"),
        ({"name": "<script>"}, "&lt;script&gt;” cannot be the name"),
        ({"name": "a\0b"}, "cannot be the name of an account"),
        ({"role": "owner"}, "There is no role “owner”"),
        ({"again": "another one"}, "The two new passwords are not the same."),
        ({"password": "short", "again": "short"}, "take at least 10 characters"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told_on_the_page(
    archive: Archive, fields: dict[str, str], told: str
) -> None:
    chief = signed_in(archive)
    chief.cookies.set("language", "en")
    account(archive, "sara")
    sent = {"name": "new", "role": "reader", "password": PASSWORD, "again": PASSWORD, **fields}
    answer = chief.submit("/accounts", "/accounts", **sent)
    assert answer.status_code == 400
    assert told in answer.text
    with archive.reading() as connection:
        assert register.size(connection) == 2


@given(st.text())
def test_a_name_that_is_kept_is_found_again_and_holds_no_markup(name: str) -> None:
    try:
        kept_name = register.plain(name)
    except AccountError:
        return
    assert register.plain(kept_name) == kept_name
    assert not set(kept_name) & set("<>&\"'/\\\n\0")


# The register on both databases ------------------------------------------------------------------------------------------


def test_accounts_are_kept_by_either_database(store: Archive) -> None:
    one = changes.add(store.database, Doer(), "سارا", "editor", PASSWORD)
    two = changes.add(store.database, Doer("سارا", "192.0.2.1"), "بهمن", "reader", PASSWORD)
    found = changes.sign_in(store.database, "192.0.2.1", "سارا", PASSWORD)
    assert found is not None
    assert found.account == one
    changes.set_role(store.database, Doer(), two.id, "administrator")
    with store.reading() as connection:
        assert [(each.account.name, each.account.role) for each in register.entries(connection)] == [
            ("بهمن", "administrator"),
            ("سارا", "editor"),
        ] or store.database.server  # a server orders names by its own alphabet
        assert register.named(connection, "بهمن").account.role == "administrator"
        with pytest.raises(AccountError, match="There is no account “کسی”"):
            register.named(connection, "کسی")
    with pytest.raises(AccountError, match="There is an account “سارا” already"):
        changes.add(store.database, Doer(), "سارا", "reader", PASSWORD)
    assert changes.remove(store.database, Doer(), two.id).name == "بهمن"
    with pytest.raises(AccountError, match="There is no account of the number 2"):
        changes.remove(store.database, Doer(), two.id)
    assert [one[1] for one in done(store)] == [
        "account.add", "account.add", "sign-in", "account.role", "account.remove",
    ]  # fmt: skip


def test_an_older_archive_gets_the_tables_of_accounts(store: Archive) -> None:
    with store.database.writing() as connection:
        for table in ("saved", "audit", "tokens", "accounts"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE meta SET value = '2' WHERE key = 'schema'"))
    from dabir.archive import migrations

    migrations.upgrade(store.database)
    assert account(store, "sara").id == 1


def test_what_accounts_do_leaves_the_archive_as_it_is(archive: Archive) -> None:
    before = archive.database.revision()
    visitor = signed_in(archive)
    visitor.submit("/account", "/account/tokens", name="x", days="30")
    assert archive.database.revision() == before


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_page_is_told_in_both_languages(archive: Archive, language: str) -> None:
    visitor = signed_in(archive)
    account(archive, "other")
    visitor.cookies.set("language", language)
    for path in ("/account", "/accounts", "/accounts/2", "/audit", "/accounts/1"):
        page = visitor.get(path)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.text
        assert page.headers["cache-control"] == "no-store"
        words = re.sub(r"<[^>]*>", " ", page.text)
        assert ("My account" in words) == (language == "en")
    assert key_of(visitor.get("/account"))


Serve = Callable[..., Visitor]


def test_a_secret_is_never_exported(archive: Archive, serve: Serve) -> None:
    serve().get("/")
    known = secret.secret_of(archive.database)
    assert all(known not in record.to_json() for record in archive.records())


@pytest.fixture
def visitor(archive: Archive) -> Iterator[Visitor]:
    """Somebody before the sign-in, who may ask more often than others."""
    account(archive, "sara")
    with Visitor(archive) as somebody:
        somebody.desk.state.office.limits._most = 0
        yield somebody


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(back=st.text(), name=st.text(max_size=150))
def test_what_stands_in_the_address_or_the_form_adds_no_tag(visitor: Visitor, back: str, name: str) -> None:
    plain = visitor.get("/sign-in").text.count("<")
    asked = visitor.get("/sign-in", params={"back": back.encode("utf-8", "replace")})
    assert (asked.status_code, asked.text.count("<")) == (200, plain)
    refused = visitor.sign_in(name.encode("utf-8", "replace").decode(), "wrong", back="/<b>")
    told = plain + 4  # one more paragraph with the fault, isolated
    assert (refused.status_code, refused.text.count("<")) == (403, told)
