"""Who may see a desk, and who may change something at it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Mount

from dabir.archive import Archive
from dabir.desk.access import gate, secret
from dabir.desk.access.accounts import ROLES
from dabir.desk.access.limits import Limits
from dabir.desk.app import create_app
from dabir.desk.settings import Settings
from desk.visitors import Visitor, account, key_of, signed_in

Serve = Callable[..., Visitor]

# As a desk is served that other machines can reach.
OUTSIDE: dict[str, Any] = {"host": "0.0.0.0"}


def routes(found: list[Any], prefix: str = "") -> Iterator[tuple[str, set[str]]]:
    """The paths of an application's routes with their methods, however deep they are included."""
    for route in found:
        if hasattr(route, "original_router"):
            inner = getattr(route.include_context, "prefix", "")
            yield from routes(route.original_router.routes, prefix + inner)
        elif isinstance(route, Mount):
            yield prefix + route.path + "/desk.css", {"GET"}
            yield from routes(list(route.routes), prefix + route.path)
        else:
            yield prefix + route.path, set(getattr(route, "methods", None) or {"GET"})


def test_at_the_machine_itself_everything_is_open_until_there_is_an_account(client: Visitor) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/accounts").status_code == 200
    assert "ورود" not in client.get("/").text


def test_with_an_account_reading_stays_open_and_changing_takes_signing_in(archive: Archive) -> None:
    account(archive, "sara", "administrator")
    visitor = Visitor(archive)
    assert visitor.get("/search?q=پل").status_code == 200
    answer = visitor.get("/accounts?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?back=%2Faccounts%3Fx%3D1")
    sent = visitor.submit("/sign-in", "/accounts", name="b", role="editor", password="x" * 12, again="x" * 12)
    assert sent.headers["location"].startswith("/sign-in?")
    assert "/sign-in?back=" in visitor.get("/").text


@pytest.mark.parametrize(
    "served",
    [
        OUTSIDE,
        {"host": "::"},
        {"names": ("127.0.0.1",)},
        {"secure": True},
    ],
)
def test_without_an_account_no_route_answers_anything_but_the_sign_in(
    serve: Serve, served: dict[str, Any]
) -> None:
    visitor = serve(**served)
    known = list(routes(visitor.desk.routes))
    assert {path for path, _ in known} > {"/", "/search", "/sign-in", "/account", "/accounts", "/audit"}
    for path, methods in known:
        if path in gate.OPEN or path.startswith(gate.FILES):
            continue
        address = path.replace("{", "").replace("}", "")
        for method in sorted(methods | {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}):
            visitor.desk.state.office.limits = Limits()  # who asks for all at once would be put off
            answer = visitor.request(method, address)
            if address.startswith("/api") or address.endswith(".atom"):
                assert answer.status_code == 401, (method, address)
            else:
                assert answer.status_code == 303, (method, address)
                assert answer.headers["location"].startswith("/sign-in?back="), (method, address)


def test_no_page_hides_among_the_open_addresses(client: Visitor) -> None:
    paths = {path for path, _ in routes(client.desk.routes)}
    assert {path for path in paths if path.startswith(gate.FILES)} == {"/static/desk.css"}
    assert not any(path.startswith("/{") for path in paths)
    assert gate.OPEN == ("/sign-in", "/preferences")


def test_what_is_open_to_everybody_shows_nothing_of_the_archive(serve: Serve) -> None:
    visitor = serve(**OUTSIDE)
    page = visitor.get("/sign-in")
    assert page.status_code == 200
    assert "dabir account add NAME --role administrator" in page.text
    assert visitor.get("/preferences?language=en").headers["location"] == "/"
    assert visitor.get("/static/desk.css").status_code == 200
    assert visitor.get("/static/../search").status_code in (303, 404)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.text(st.characters(codec="utf-8")).map(lambda text: f"/{text}"),
    method=st.sampled_from(["GET", "POST"]),
)
def test_nothing_passes_the_gate_without_an_account(archive: Archive, path: str, method: str) -> None:
    seen, sent = passed(archive, path, method)
    if path in gate.OPEN or path.startswith(gate.FILES):
        assert seen == [path]
    else:
        assert not seen
        assert sent[0]["status"] in (303, 401)


def test_the_gate_lets_no_web_socket_pass(archive: Archive) -> None:
    seen, sent = passed(archive, "/", kind="websocket")
    assert not seen
    assert [message["type"] for message in sent] == ["websocket.close"]


def passed(
    archive: Archive, path: str, method: str = "GET", kind: str = "http"
) -> tuple[list[str], list[dict[str, Any]]]:
    """What a gate to the outside lets pass, and what it answers by itself."""
    seen: list[str] = []
    sent: list[dict[str, Any]] = []

    async def inner(scope: Any, *_: Any) -> None:
        seen.append(scope["path"])

    async def send(message: Any) -> None:
        sent.append(message)

    desk = create_app(archive, Settings(**OUTSIDE))
    scope = {
        "type": kind, "path": path, "method": method, "headers": [], "query_string": b"", "scheme": "http",
        "server": ("desk.example", 80), "client": ("192.0.2.1", 1), "app": desk,
    }  # fmt: skip
    asyncio.run(gate.Gate(inner, desk.state.office)(scope, None, send))  # type: ignore[arg-type]
    return seen, sent


def test_a_reader_may_read_from_outside(archive: Archive) -> None:
    visitor = signed_in(archive, "reader", Settings(**OUTSIDE))
    assert visitor.get("/").status_code == 200
    assert visitor.get("/search?q=پل").status_code == 200
    assert visitor.get("/nowhere").status_code == 404


def test_a_proxy_makes_a_desk_on_this_machine_one_that_others_reach(archive: Archive) -> None:
    visitor = Visitor(archive)
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"):
        assert visitor.get("/", headers={name: "192.0.2.7"}).status_code == 303
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_those_before_it_may(archive: Archive, role: str) -> None:
    visitor = signed_in(archive, role)  # type: ignore[arg-type]
    for path in ("/accounts", "/audit", "/accounts/1"):
        answer = visitor.get(path)
        assert answer.status_code == (200 if role == "administrator" else 403)
    assert ("/add" in visitor.get("/").text) == (role != "reader")


def test_a_refusal_names_the_role_that_it_takes(archive: Archive) -> None:
    visitor = signed_in(archive, "reader")
    assert "این کار نقش «مدیر» می‌خواهد." in visitor.get("/accounts").text
    visitor.cookies.set("language", "en")
    assert "This takes the role “administrator”." in visitor.get("/accounts").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8765"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Origin": "https://news.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_form_of_another_site_is_refused(archive: Archive, headers: dict[str, str]) -> None:
    visitor = Visitor(archive)
    fields = {"key": key_of(visitor.get("/accounts")), "name": "sara"}
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = visitor.request(method, "/accounts", data=fields, headers=headers)
        assert answer.status_code == 403
        assert "از صفحهٔ سایت دیگری آمده" in answer.text
    assert visitor.get("/accounts", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:8765"},
        {"Origin": "HTTP://127.0.0.1:8765"},
    ],
)
def test_a_form_of_the_desk_passes(archive: Archive, headers: dict[str, str]) -> None:
    visitor = Visitor(archive)
    answer = visitor.post("/accounts", data={"key": key_of(visitor.get("/accounts"))}, headers=headers)
    assert answer.status_code == 400  # it passes, but the first account must be an administrator's


def test_a_proxy_may_give_the_desk_another_name(archive: Archive) -> None:
    visitor = Visitor(archive, Settings(names=("desk.example",)))
    ours, theirs = ({"Origin": f"https://{name}"} for name in ("desk.example", "else.example"))
    assert visitor.post("/sign-in", headers=theirs).status_code == 403
    assert visitor.post("/sign-in", headers=ours).status_code == 303


def test_with_a_session_the_api_changes_nothing_for_who_does_not_say_where_he_is(archive: Archive) -> None:
    visitor = signed_in(archive, "editor")
    assert visitor.post("/api/nothing").status_code == 403
    assert visitor.post("/api/nothing", headers={"Origin": "http://127.0.0.1:8765"}).status_code == 404
    refusal = visitor.post("/api/nothing", headers={"Origin": "https://else.example"})
    assert (refusal.status_code, refusal.headers["content-type"]) == (403, "application/problem+json")
    assert refusal.json()["instance"] == "/api/nothing"


def test_a_form_without_its_key_changes_nothing(archive: Archive) -> None:
    visitor = signed_in(archive)
    before = visitor.get("/accounts").text
    for key in ("", "0" * 64, "پ", secret.secret_of(archive.database)):
        answer = visitor.post("/accounts/1/role", data={"key": key, "role": "reader"})
        assert answer.status_code == 403
        assert "این فرم کهنه شده است" in answer.text
    assert key_of(visitor.get("/accounts")) in before


def test_the_key_of_one_session_is_of_no_use_in_another(archive: Archive) -> None:
    visitor = signed_in(archive)
    key = key_of(visitor.get("/accounts"))
    assert visitor.submit("/account", "/sign-out").status_code == 303
    visitor.sign_in("administrator")
    assert key_of(visitor.get("/accounts")) != key
    assert visitor.post("/accounts", data={"key": key}).status_code == 403


def test_a_form_that_comes_after_the_session_is_over_leads_to_the_sign_in_and_back(archive: Archive) -> None:
    visitor = signed_in(archive)
    key = key_of(visitor.get("/accounts"))
    visitor.cookies.clear()
    answer = visitor.post(
        "/accounts", data={"key": key}, headers={"Referer": "http://127.0.0.1:8765/accounts?done=added"}
    )
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/sign-in?back=%2Faccounts%3Fdone%3Dadded",
    )


def test_an_archive_that_cannot_be_read_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from dabir.archive import ArchiveError
    from dabir.desk.access import register

    def broken(*_: object) -> int:
        raise ArchiveError("the disk is full: make room.")

    visitor = Visitor(archive)
    monkeypatch.setattr(register, "size", broken)
    answer = visitor.get("/")
    assert answer.status_code == 503
    assert "the disk is full: make room." in answer.text


def test_the_secret_is_made_once_for_all_desks_of_an_archive(store: Archive) -> None:
    first = secret.secret_of(store.database)
    assert len(first) == 64
    with Archive(store.database.address) if not store.database.server else store as other:
        assert secret.secret_of(other.database) == first


def test_what_is_no_address_of_a_page_gets_a_page_that_says_so(client: Visitor) -> None:
    for path in ("/accounts/x", f"/accounts/{10**30}", "/audit?page=x"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert "این صفحه نمی‌فهمد" in answer.text
