"""Public: requests reach the public internet alone, whatever names and redirects say."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from dabir.sources import RequestError, public
from dabir.sources.download import request
from dabir.sources.public import is_public, public_opener
from website import Reply, Website, serving


@pytest.fixture
def site() -> Iterator[Website]:
    with serving() as found:
        yield found


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "nothing",
    ],
)
def test_addresses_that_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_not_asked_under_any_name(host: str, site: Website) -> None:
    port = site.address.rpartition(":")[2]
    with pytest.raises(RequestError, match=r"is no host of the public internet|cannot be reached"):
        request(f"http://{host}:{port}/", opener=public_opener())
    assert site.asked == []


def test_nor_behind_a_redirect(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server is taken for a public one: it leads to this machine under another name."""
    port = int(site.address.rpartition(":")[2])
    _name(monkeypatch, "news.example", port)
    site.replies["/"] = Reply("", 302, (("Location", f"http://localhost:{port}/secret"),))
    site.replies["/ftp"] = Reply("", 302, (("Location", "ftp://localhost/secret"),))
    site.replies["/file"] = Reply("", 302, (("Location", "file:///etc/passwd"),))
    for path in ("/", "/ftp", "/file"):
        with pytest.raises(RequestError):
            request(f"http://news.example{path}", opener=public_opener())
    assert site.asked == ["/", "/ftp", "/file"]


def test_a_public_server_is_asked(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    _name(monkeypatch, "news.example", int(site.address.rpartition(":")[2]))
    site.replies["/moved"] = Reply("", 302, (("Location", "http://news.example/here"),))
    site.replies["/here"] = Reply("متن")
    assert request("http://news.example/moved", opener=public_opener()).data == "متن".encode()


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(RequestError, match="is no host of the public internet"):
        request("http://two.example/", opener=public_opener())
    with pytest.raises(RequestError, match="is no host of the public internet"):
        request("https://two.example/", opener=public_opener())


def _name(monkeypatch: pytest.MonkeyPatch, name: str, port: int) -> None:
    """Let a name lead to a public address, and connections to that one to this machine."""
    known, connect = socket.getaddrinfo, socket.create_connection

    def found(host: str, *options: Any, **named: Any) -> Any:
        if host != name:
            return known(host, *options, **named)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80))]

    def connected(place: tuple[str, int], timeout: float | None) -> socket.socket:
        monkeypatch.setattr(socket, "getaddrinfo", known)
        try:
            return connect(("127.0.0.1", port) if place[0] == "8.8.8.8" else place, timeout)
        finally:
            monkeypatch.setattr(socket, "getaddrinfo", found)

    monkeypatch.setattr(public.socket, "getaddrinfo", found)
    monkeypatch.setattr(public.socket, "create_connection", connected)
