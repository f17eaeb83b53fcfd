"""Limits: how often one visitor may ask, so that nobody guesses passwords or keeps the desk from others.

Each has a bucket of tries that fills up again with time; what is left is kept in memory alone.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dabir.desk.access.callers import Caller

# How many buckets are remembered; those that were not used for longest are forgotten, and are full again.
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """How many tries are free at once, and in how many seconds so many come back."""

    name: str
    count: int
    seconds: float


SIGN_IN = Rate("sign-in", 5, 60)
# Of one account, from wherever: enough for its owner while somebody else tries, far too few to guess a password.
ACCOUNT = Rate("account", 20, 60)
READING = Rate("reading", 30, 60)
ANY = Rate("any", 100, 1)


class Limits:
    """The buckets of all visitors; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = _MOST) -> None:
        """Begin with full buckets.

        Args:
            clock: The present time in seconds.
            most: How many buckets are remembered.
        """
        self._clock, self._most = clock, most
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, rate: Rate, who: str) -> float:
        """Take one try; the seconds until there is one again where none is left, else 0.

        Args:
            rate: What is tried.
            who: By whom: an address, or an account's name.
        """
        each = rate.seconds / rate.count
        with self._lock:
            now = self._clock()
            left, at = self._buckets.pop((rate.name, who), (float(rate.count), now))
            left = min(rate.count, left + (now - at) / each)
            missing = max(0.0, (1 - left) * each)
            self._buckets[rate.name, who] = (left if missing else left - 1, now)
            while len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return missing


def place(address: str) -> str:
    """From where somebody asks: his address, or the network of an IPv6 address, in which he has all of them."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, 64), strict=False))


def who(caller: Caller, address: str) -> str:
    """By whom something is tried: an account, wherever it is used, else an address."""
    if caller.by in ("session", "token") and caller.account:
        return f"account {caller.account.id}"
    return place(address)
