"""Limits: how often one visitor may ask, so that nobody guesses passwords or keeps the desk from others.

Each has a bucket of tries that fills up again with time. What is left is kept in memory; where a desk has several
processes, in the archive, but for the tries of what is asked for most: each process counts its own.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.desk.access.callers import Caller

# How many buckets are remembered; those that were not used for longest are forgotten, and are full again.
_MOST = 20_000
# Seconds after which every bucket is full again, so that it need not be kept.
_FULL = 120


@dataclass(frozen=True, slots=True)
class Rate:
    """How many tries are free at once, and in how many seconds so many come back; `shared`: of all processes together."""

    name: str
    count: int
    seconds: float
    shared: bool = True


SIGN_IN = Rate("sign-in", 5, 60)
# Of one account, from wherever: enough for its owner while somebody else tries, far too few to guess a password.
ACCOUNT = Rate("account", 20, 60)
READING = Rate("reading", 30, 60)
ANY = Rate("any", 100, 1, shared=False)


class Limits:
    """The buckets of all visitors; safe to use from several threads."""

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        most: int = _MOST,
        *,
        database: Database | None = None,
    ) -> None:
        """Begin with full buckets.

        Args:
            clock: The present time in seconds; the same for all processes.
            most: How many buckets are remembered.
            database: Where those are kept that several processes share; None keeps them in memory.
        """
        self._clock, self._most, self._database = clock, most, database
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, rate: Rate, who: str) -> float:
        """Take one try; the seconds until there is one again where none is left, else 0.

        Args:
            rate: What is tried.
            who: By whom: an address, or an account's name.

        Raises:
            ArchiveError: The tries are kept in an archive that fails.
        """
        if rate.shared and self._database is not None:
            return self._wait_kept(self._database, rate, who)
        with self._lock:
            missing, self._buckets[rate.name, who] = self._taken(
                rate, self._buckets.pop((rate.name, who), None)
            )
            while len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return missing

    def _taken(self, rate: Rate, bucket: tuple[float, float] | None) -> tuple[float, tuple[float, float]]:
        """The seconds to wait for a try out of a bucket (None: a full one), and the bucket after it."""
        each, now = rate.seconds / rate.count, self._clock()
        left, at = bucket or (float(rate.count), now)
        left = min(rate.count, left + max(0.0, now - at) / each)
        missing = max(0.0, (1 - left) * each)
        return missing, (left if missing else left - 1, now)

    def _wait_kept(self, database: Database, rate: Rate, who: str) -> float:
        key = {"rate": rate.name, "who": who}
        with database.writing(revises=False) as connection:
            query = "SELECT left_over, at FROM tries WHERE rate = :rate AND who = :who"
            row = connection.execute(text(query), key).first()
            missing, (left, now) = self._taken(rate, (row.left_over, row.at) if row else None)
            connection.execute(
                text("DELETE FROM tries WHERE rate = :rate AND who = :who OR at < :old"),
                {**key, "old": now - _FULL},
            )
            query = "INSERT INTO tries (rate, who, left_over, at) VALUES (:rate, :who, :left, :now)"
            connection.execute(text(query), {**key, "left": left, "now": now})
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
