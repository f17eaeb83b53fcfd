"""Passwords: what is kept of them, and whether one fits."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dabir.desk.access.faults import AccountError

SHORTEST, LONGEST = 10, 1000
# Each takes 64 MiB for a moment: more at once would let strangers use up the machine's memory.
_TURNS = threading.BoundedSemaphore(2)


def checked(password: str, name: str = "") -> str:
    """A new password, if it may be one.

    Raises:
        AccountError: It is too short, too long, or the account's name.
    """
    if len(password) < SHORTEST:
        raise AccountError("too_short", least=SHORTEST)
    if len(password) > LONGEST:
        raise AccountError("too_long", most=LONGEST)
    if password.casefold().strip() == name.casefold():
        raise AccountError("is_name")
    return password


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _TURNS:
        return _hasher().hash(_composed(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which this was kept; None takes as long, and never fits."""
    if len(password) > LONGEST:
        return False
    against = _any() if kept is None else kept
    with _TURNS:
        try:
            return _hasher().verify(against, _composed(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether a password is kept with less than today's strength."""
    return _hasher().check_needs_rehash(kept)


def _composed(password: str) -> str:
    """A password as it is hashed: machines differ in how they write the same letters."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _any() -> str:
    """What is kept of a password that nobody has."""
    return hashed("nobody has this password")
