"""How often a visitor may ask."""

from __future__ import annotations

from ipaddress import IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive import Archive
from dabir.desk.access import changes, limits
from dabir.desk.access.accounts import Account
from dabir.desk.access.changes import Doer
from dabir.desk.access.limits import ANY, READING, SIGN_IN, Limits, Rate, place
from dabir.desk.settings import Settings
from desk.visitors import Visitor, account, signed_in

OUTSIDE = Settings(host="0.0.0.0")


class Clock:
    """Stands still unless it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of all desks that are opened in the test."""
    stands = Clock()
    monkeypatch.setattr(Limits.__init__, "__defaults__", (stands, 20_000))
    return stands


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Clock()
    buckets = Limits(clock)
    assert [buckets.wait(SIGN_IN, "a") for _ in range(5)] == [0] * 5
    assert buckets.wait(SIGN_IN, "a") == pytest.approx(12)
    assert buckets.wait(SIGN_IN, "b") == 0
    assert buckets.wait(ANY, "a") == 0
    clock.now += 11
    assert buckets.wait(SIGN_IN, "a") == pytest.approx(1)
    clock.now += 1.1
    assert buckets.wait(SIGN_IN, "a") == 0
    assert buckets.wait(SIGN_IN, "a") > 11


def test_processes_share_the_buckets_that_an_archive_keeps(address: str) -> None:
    clock = Clock()
    with Archive(address) as store:
        here, there = (Limits(clock, database=store.database) for _ in range(2))
        assert [each.wait(SIGN_IN, "a") for _ in range(3) for each in (here, there)][:5] == [0] * 5
        assert here.wait(SIGN_IN, "a") == there.wait(SIGN_IN, "a") == pytest.approx(12)
        assert there.wait(SIGN_IN, "b") == 0
        clock.now += 13
        assert there.wait(SIGN_IN, "a") == 0
        assert here.wait(SIGN_IN, "a") > 0
        assert [here.wait(ANY, "a") for _ in range(100)] == [0] * 100
        assert here.wait(ANY, "a") > there.wait(ANY, "a") == 0
        clock.now += 1000
        assert here.wait(SIGN_IN, "c") == 0
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT who FROM tries").scalars().all() == ["c"]


@given(
    pauses=st.lists(st.floats(0, 100), max_size=60),
    count=st.integers(1, 20),
    seconds=st.floats(0.5, 100),
)
def test_nobody_gets_more_than_a_full_bucket_and_what_comes_back(
    pauses: list[float], count: int, seconds: float
) -> None:
    clock = Clock()
    buckets, rate, let = Limits(clock), Rate("any", count, seconds), 0
    for pause in pauses:
        clock.now += pause
        let += buckets.wait(rate, "a") == 0
    assert let <= count + sum(pauses) * count / seconds + 1e-6


@given(st.integers(1, 20), st.floats(0.5, 100), st.integers(1, 60))
def test_who_waits_as_long_as_he_is_told_may_go_on(count: int, seconds: float, tries: int) -> None:
    clock = Clock()
    buckets, rate = Limits(clock), Rate("any", count, seconds)
    for _ in range(tries):
        clock.now += buckets.wait(rate, "a")
    left = buckets.wait(rate, "a")
    clock.now += left * (1 + 1e-9) + 1e-6
    assert left == 0 or buckets.wait(rate, "a") == 0


def test_only_so_many_buckets_are_remembered() -> None:
    buckets = Limits(Clock(), most=100)
    for number in range(1000):
        buckets.wait(SIGN_IN, str(number))
    assert len(buckets._buckets) == 100


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_address_stands_for_all_that_its_owner_has(address: str, shown: str) -> None:
    assert place(address) == shown


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(1, 2**64 - 1))
def test_addresses_of_one_network_have_one_bucket(one: int, other: int, network: int) -> None:
    assert place(str(IPv6Address((network << 64) + one))) == place(str(IPv6Address((network << 64) + other)))


@pytest.mark.usefixtures("clock")
def test_the_sixth_sign_in_of_a_minute_must_wait(archive: Archive, clock: Clock) -> None:
    account(archive, "sara")
    visitor = Visitor(archive)
    assert [visitor.sign_in("sara", "wrong").status_code for _ in range(5)] == [403] * 5
    answer = visitor.sign_in("sara")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "12")
    assert "۱۲ ثانیهٔ دیگر" in answer.text
    clock.now += 13
    assert visitor.sign_in("sara").status_code == 303


@pytest.mark.usefixtures("clock")
def test_who_tries_one_account_from_many_places_must_wait(archive: Archive) -> None:
    account(archive, "sara")
    first = Visitor(archive, OUTSIDE)

    def tried(number: int, name: str) -> int:
        one = Visitor(archive, OUTSIDE, client=(f"2001:db8:0:{number:x}::1", 1))
        one.desk.state.office.limits = first.desk.state.office.limits
        return one.sign_in(name, "wrong").status_code

    names = ("sara", "Sara", "SARA ")
    assert [tried(number, names[number % 3]) for number in range(1, 21)] == [403] * 20
    assert tried(21, "sara") == 429
    assert tried(22, "bahman") == 403


@pytest.mark.usefixtures("clock")
def test_a_present_password_cannot_be_guessed_with_a_stolen_session(archive: Archive) -> None:
    visitor = signed_in(archive)
    found = [
        visitor.submit("/account", "/account/password", old="guess", new="x" * 12, again="x" * 12).text
        for _ in range(6)
    ]
    assert "رمز عبور کنونی درست نیست." in found[3]
    assert "ثانیهٔ دیگر" in found[5]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("path", ["/api/read", "/api/reports", "/add", "/add/files"])
def test_reading_takes_long_so_thirty_a_minute_are_enough(archive: Archive, path: str) -> None:
    visitor = signed_in(archive, "editor", OUTSIDE)
    here = {"Origin": "http://127.0.0.1:8765"}
    found = [visitor.post(path, headers=here) for _ in range(31)]
    assert 429 not in {one.status_code for one in found[:30]}
    assert (found[30].status_code, found[30].headers["retry-after"]) == (429, "2")
    assert visitor.get("/").status_code == 200


@pytest.mark.usefixtures("clock")
def test_a_hundred_requests_a_second_are_enough(archive: Archive, clock: Clock) -> None:
    account(archive, "sara")
    visitor = Visitor(archive)
    assert {visitor.get("/sign-in").status_code for _ in range(100)} == {200}
    answer = visitor.get("/sign-in")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert "درخواست‌ها بیش از اندازه است" in answer.text
    problem = visitor.get("/api/x")
    assert (problem.status_code, problem.headers["content-type"]) == (429, "application/problem+json")
    assert problem.headers["retry-after"] == "1"
    assert visitor.get("/static/desk.css").status_code == 200
    clock.now += 0.02
    assert visitor.get("/sign-in").status_code == 200


@pytest.mark.usefixtures("clock")
def test_an_account_has_one_bucket_wherever_it_is_used(archive: Archive) -> None:
    mine = account(archive, "sara", "editor")
    token = changes.issue_token(archive.database, Doer(), mine, "script", None)
    home, office = (Visitor(archive, OUTSIDE, client=(f"192.0.2.{number}", 1)) for number in (1, 2))
    home.desk.state.office.limits = office.desk.state.office.limits
    shown = {"Authorization": f"Bearer {token}"}
    codes = [each.post("/api/read", headers=shown).status_code for _ in range(16) for each in (home, office)]
    assert codes.index(429) == 30


@pytest.mark.usefixtures("clock")
def test_who_sits_at_the_machine_itself_may_ask_as_often_as_he_likes(client: Visitor) -> None:
    assert 429 not in {client.post("/api/read").status_code for _ in range(101)}


def test_a_caller_without_an_account_is_known_by_his_address() -> None:
    from dabir.desk.access.callers import Caller

    one = Account(7, "sara", "reader")
    assert limits.who(Caller(one, "token"), "192.0.2.1") == "account 7"
    assert limits.who(Caller(None), "2001:db8::1") == "2001:db8::/64"
    assert READING.count == 30
