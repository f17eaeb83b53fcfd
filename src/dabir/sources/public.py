"""Public: requests that reach the public internet alone, for addresses that somebody gives who must not look around here.

A server that gets pages for others could be led to what only it can reach: itself, its network, the machines of its
provider. The address is therefore looked at where the connection is made, behind every redirect and every name.
"""

from __future__ import annotations

import socket
import ssl
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
)

# IPv6 addresses that stand for IPv4 ones, which a gateway reaches: the last 32 bits are those.
_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("::/96"))


class NotPublicError(OSError):
    """A host that lies on this machine or in a private network."""

    def __init__(self, host: str) -> None:
        """Name the host."""
        super().__init__(f"{host} is no host of the public internet")


def public_opener() -> OpenerDirector:
    """Opens http and https addresses on the public internet; proxies of the environment are not used.

    Redirects are followed only to such addresses again; any other ends in a `NotPublicError` inside a `URLError`.
    """
    opener = OpenerDirector()
    answers = (HTTPRedirectHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), UnknownHandler())
    for handler in (_Http(), _Https(), *answers):
        opener.add_handler(handler)
    return opener


def is_public(written: str) -> bool:
    """Whether an IP address is one of the public internet, also where it stands for another."""
    try:
        address = ip_address(written.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (address, *_meant(address)))


def _meant(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The addresses for which another stands."""
    if isinstance(address, IPv4Address):
        return []
    found: list[IPv4Address | IPv6Address] = [
        one for one in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if one is not None
    ]
    if any(address in network for network in _TRANSLATED):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _connected(host: str, port: int, timeout: float | None) -> socket.socket:
    """A connection to a host's first public address that answers; the name is looked up once, and what it gave is used.

    Raises:
        NotPublicError: One of its addresses is not public.
        OSError: None of them answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [(str(place[0]), int(place[1])) for *_, place in found]
    if not places or not all(is_public(address) for address, _ in places):
        raise NotPublicError(host)
    fault: OSError | None = None
    for place in places:
        try:
            return socket.create_connection(place, timeout)
        except OSError as error:
            fault = error
    raise fault or OSError(f"{host} does not answer")


class _Connection(HTTPConnection):
    def connect(self) -> None:
        self.sock = _connected(self.host, self.port, self.timeout)


class _SafeConnection(HTTPSConnection):
    def __init__(self, host: str, *, safety: ssl.SSLContext, **options: Any) -> None:
        super().__init__(host, context=safety, **options)
        self._safety = safety

    def connect(self) -> None:
        plain = _connected(self.host, self.port, self.timeout)
        try:
            self.sock = self._safety.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Connection, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        connection = partial(_SafeConnection, safety=ssl.create_default_context())
        return self.do_open(connection, req)
