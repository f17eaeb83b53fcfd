"""The commands for accounts, and what a desk that others can reach asks for, end to end."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from commands.desk import Run
from dabir.archive import Archive
from dabir.desk.access import audit, passwords, register, secret
from dabir.desk.access.audit import Asked

PASSWORD = "واژه‌های دور از هم"

pytestmark = pytest.mark.usefixtures("archive")


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Standard input holds these words."""

    def hold(words: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(words))

    return hold


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What would be served, and how, instead of serving it."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **options: calls.append({"app": app, **options}))
    yield calls
    calls.clear()


def made(run: Run, typed: Any, name: str, *options: str) -> None:
    typed(f"{PASSWORD}\n")
    assert run("account", "add", name, "--password-stdin", *options).code == 0


def test_accounts_are_made_listed_changed_and_removed(run: Run, typed: Any, path: Path) -> None:
    typed(f"{PASSWORD}\r\nanother line\n")
    outcome = run("account", "add", "سارا", "--role", "administrator", "--password-stdin")
    assert (outcome.code, outcome.out) == (0, "the account «سارا» (administrator) is made.\n")
    made(run, typed, "Bahman")
    rows = [line.split("\t") for line in run("account", "list").out.splitlines()]
    assert [row[:2] for row in rows] == [["bahman", "reader"], ["سارا", "administrator"]]
    assert len(rows[0][2]) == len("2024-05-01")

    outcome = run("account", "role", "BAHMAN", "editor")
    assert outcome.out == "the account «bahman» was reader and is editor.\n"
    typed("یک رمز تازه و بلند\n")
    assert run("account", "password", "bahman", "--password-stdin").code == 0
    with Archive(str(path)) as store:
        assert register.known(store.database, "سارا", PASSWORD) is not None
        assert register.known(store.database, "bahman", PASSWORD) is None
        assert register.known(store.database, "bahman", "یک رمز تازه و بلند") is not None

    assert run("account", "remove", "bahman").out == "the account «bahman» is removed.\n"
    assert "bahman" not in run("account", "list").out
    with Archive(str(path)) as store, store.reading() as connection:
        deeds = audit.deeds(connection, Asked(), count=10)
    assert {(one.account, one.address) for one in deeds} == {("", "")}
    assert [one.action.removeprefix("account.") for one in reversed(deeds)] == [
        "add", "add", "role", "password", "remove",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "سارا", "--password-stdin"), "There is an account “سارا” already: choose another name."),
        (
            ("add", "new", "--role", "owner", "--password-stdin"),
            "There is no role “owner”: choose reader, editor",
        ),
        (("add", "a/b", "--password-stdin"), "“a/b” cannot be the name of an account: use letters"),
        (("remove", "کسی"), "There is no account “کسی”: look it up in the list of accounts."),
        (("role", "سارا", "owner"), "There is no role “owner”"),
        (("password", "کسی", "--password-stdin"), "There is no account “کسی”"),
        (("add", "new"), "there is no terminal to ask for the password on"),
        (("password", "سارا"), "there is no terminal to ask for the password on"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    run: Run, typed: Any, arguments: tuple[str, ...], said: str
) -> None:
    made(run, typed, "سارا")
    typed(f"{PASSWORD}\n")
    outcome = run("account", *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert said in outcome.err
    assert len(run("account", "list").out.splitlines()) == 1


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
def test_a_password_that_will_not_do_is_refused(run: Run, typed: Any, password: str) -> None:
    typed(password)
    outcome = run("account", "add", "sara", "--password-stdin")
    assert outcome.code == 1
    assert "dabir: The password is too" in outcome.err


def test_a_password_is_asked_for_twice_without_being_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter([PASSWORD, "another one", PASSWORD, PASSWORD])

    def ask(prompt: str = "", *_: object, **__: object) -> str:
        asked.append(prompt.strip())
        return next(answers)

    monkeypatch.setattr("getpass.getpass", ask)
    monkeypatch.setattr(sys, "stdin", Terminal())
    outcome = run("account", "add", "sara")
    assert (outcome.code, len(asked)) == (0, 4)  # the first time the two were not the same
    assert PASSWORD not in outcome.out + outcome.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "options", [("--host", "0.0.0.0"), ("--host", "192.0.2.1"), ("--name", "desk.example"), ("--secure",)]
)
def test_a_desk_that_others_can_reach_needs_an_account(
    run: Run, typed: Any, served: list[dict[str, Any]], options: tuple[str, ...]
) -> None:
    outcome = run("desk", *options)
    assert outcome.code == 1
    assert outcome.err == (
        "dabir: a desk that other machines can reach needs an account:"
        " make the first one with `dabir account add NAME --role administrator`.\n"
    )
    assert not served
    made(run, typed, "sara", "--role", "administrator")
    assert run("desk", *options).code == 0
    (how,) = served
    assert how["proxy_headers"]


def test_a_desk_on_this_machine_alone_needs_none(run: Run, served: list[dict[str, Any]]) -> None:
    assert run("desk", "--fast").code == 0
    (how,) = served
    assert (how["host"], how["port"], how["proxy_headers"]) == ("127.0.0.1", 8765, False)


def test_an_account_made_by_the_command_signs_in_at_the_desk(run: Run, typed: Any, path: Path) -> None:
    from dabir.desk.app import create_app

    made(run, typed, "سارا", "--role", "administrator")
    with Archive(str(path)) as store:
        visitor = TestClient(create_app(store), base_url="http://127.0.0.1:8765", follow_redirects=False)
        key = visitor.get("/sign-in").text.split('name="key" value="')[1][:64]
        fields = {"name": "سارا", "password": PASSWORD, "back": "/accounts", "key": key}
        assert visitor.post("/sign-in", data=fields).headers["location"] == "/accounts"
        assert visitor.get("/accounts").status_code == 200
        run("account", "remove", "سارا")
        assert (
            visitor.get("/accounts").status_code == 200
        )  # nobody has an account any more: it is his own file
        made(run, typed, "بهمن")
        assert visitor.get("/accounts").status_code == 303


def test_no_export_holds_the_secret_or_a_password(run: Run, typed: Any, path: Path, tmp_path: Path) -> None:
    made(run, typed, "sara")
    with Archive(str(path)) as store:
        hidden = secret.secret_of(store.database)
    for form in ("jsonl", "csv", "ninjs", "jsonld", "polecat"):
        place = tmp_path / form
        assert run("export", form, "-o", place).code == 0, form
        files = [place] if place.is_file() else [each for each in place.rglob("*") if each.is_file()]
        assert files
        for each in files:
            assert hidden.encode() not in each.read_bytes()
            assert b"argon2" not in each.read_bytes()
    assert json.loads((tmp_path / "jsonl").read_text("utf-8").splitlines()[0])["id"]
