"""Agencies and other outlets: their names, their addresses, and where a text names one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import urlsplit

from dabir.script.letters import fold, squeeze

OutletKind = Literal["agency", "newspaper", "broadcaster", "site", "foreign"]
System = Literal["nastooh", "samaneh"]

# What may stand before an outlet's name and is no part of it: «روزنامه گاردین», «پایگاه خبری فرارو».
_GENERIC_WORD = (
    "(?:خبر *گزاری|روزنامه|هفته *نامه|ماهنامه|نشریه|مجله|شبکه|تلویزیون|رادیو|سایت|وب *سایت|وبگاه|تارنما"
    "|پایگاه|آژانس)"
    "ی? *(?:خبری|رسمی|ورزشی|تلویزیونی|اینترنتی|اطلاع *رسانی|رادیویی)? *"
)
_GENERIC = f"(?:{_GENERIC_WORD}){{0,2}}"
_QUOTES = "[\"'«»“”]*"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; the fields are those of `data/agencies.toml`, which explains them."""

    short: str
    name: str
    kind: OutletKind
    variants: tuple[str, ...] = ()
    common: bool = False
    domains: tuple[str, ...] = ()
    system: System | None = None
    dated: bool = False

    def names(self) -> Iterator[str]:
        """Every name the outlet goes by."""
        yield from (self.short, self.name, *self.variants)

    @property
    def publishes(self) -> bool:
        """Whether it may be the publisher of a Persian report, rather than only its source."""
        return self.kind != "foreign"


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every outlet known."""
    data = tomllib.loads(files("dabir.sources").joinpath("data/agencies.toml").read_text("utf-8"))
    return tuple(_outlet(row) for row in data["outlet"])


def _outlet(row: dict[str, Any]) -> Outlet:
    lists: dict[str, Any] = {key: tuple(row.get(key, ())) for key in ("variants", "domains")}
    return Outlet(**row | lists)


@cache
def _by_name() -> dict[str, Outlet]:
    return {_key(name): outlet for outlet in outlets() for name in outlet.names()}


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


def outlet_of_name(name: str) -> Outlet | None:
    """The outlet of this name, generic words before it («روزنامه», «خبرگزاری») allowed; None if unknown."""
    plain = fold(name).text.strip(" \"'«»“”.،")
    bare = re.sub("^" + _GENERIC, "", plain.replace("\u200c", " "))
    return _by_name().get(_key(plain)) or _by_name().get(_key(bare))


def _key(name: str) -> str:
    """The key under which a name is kept, whatever its quote marks and brackets."""
    return re.sub(r"[^\w]", "", squeeze(name).lower())


def outlet_of_address(url: str) -> Outlet | None:
    """The outlet whose page an address is; None if unknown."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:  # «http://[» begins an address that nobody can have
        return None
    host = (parts.hostname or "").removeprefix("www.")
    section = f"/{parts.path.strip('/').split('/')[0]}"
    while "." in host:
        outlet = _by_domain().get(host + section) or _by_domain().get(host)
        if outlet:
            return outlet
        host = host.partition(".")[2]
    return None


@cache
def name_pattern(*, certain: bool) -> str:
    """A regular expression for an outlet's name in folded text, with generic words and quote marks around it.

    With `certain`, names that are ordinary words, too («ایران», «مهر»), count only after «خبرگزاری» and
    the like.
    """
    any_name = f"{_QUOTES}(?:{_alternatives(common=True)}){_QUOTES}"
    if not certain:
        return f"(?:{_GENERIC}{any_name})"
    return f"(?:(?:{_GENERIC_WORD}){{1,2}}{any_name}|{_QUOTES}(?:{_alternatives(common=False)}){_QUOTES})"


def _alternatives(*, common: bool) -> str:
    """All names as one alternation, longest first; with `common`, those that are ordinary words as well."""
    names = {name for o in outlets() for name in o.names() if common or not o.common or name != o.short}
    folded = {" *".join(map(re.escape, re.split("[ \u200c]+", fold(name).text))) for name in names}
    return "|".join(sorted(folded, key=len, reverse=True))
