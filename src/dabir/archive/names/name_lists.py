"""Name lists: what is known of names in Latin letters, by the people who bear them (data/latin_*.tsv)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias, cast

from dabir.script.letters import squeeze

Origin: TypeAlias = Literal["iran", "arab", "foreign"]
ListName: TypeAlias = Literal["given", "surnames", "stems", "arab", "foreign"]
Apart: TypeAlias = Literal["always", "third", "never"]

# Given names before surnames before the words that make surnames.
_LISTS: Mapping[Origin, tuple[ListName, ...]] = {
    "iran": ("given", "surnames", "stems"),
    "arab": ("arab",),
    "foreign": ("foreign",),
}
# Whose names are asked first: «محمد بن سلمان» is Mohammed, «محمد جواد ظریف» Mohammad.
_ORDERS: Mapping[Origin, tuple[Origin, ...]] = {
    "iran": ("iran", "foreign", "arab"),
    "arab": ("arab", "iran", "foreign"),
    "foreign": ("foreign", "iran", "arab"),
}


class Ending(NamedTuple):
    """The end of a surname in Latin letters, and whether it is written as a word of its own, too.

    `apart`: `always`, `third` if another word must stand before the rest of the surname («کریم انصاری فرد», but «مهدی فرد»),
    `never`.
    """

    latin: str
    apart: Apart


@cache
def known(origin: Origin) -> Mapping[str, str]:
    """The Latin form of every listed name by its squeezed form; where lists differ, that of the name's origin holds."""
    return {key: form for other in reversed(_ORDERS[origin]) for key, form in names(other).items()}


@cache
def names(origin: Origin) -> Mapping[str, str]:
    """The Latin form of the names of one origin by their squeezed form."""
    return {key: form for name in reversed(_LISTS[origin]) for key, form in listed(name).items()}


@cache
def listed(name: ListName) -> Mapping[str, str]:
    """The Latin form of the names in one list by their squeezed form."""
    return {squeeze(persian): form for persian, form in _rows(name)}


@cache
def given_forms() -> frozenset[str]:
    """The Latin forms of the given names of Iran."""
    return frozenset(listed("given").values())


@cache
def endings() -> Mapping[str, Ending]:
    """The endings of surnames by their squeezed form."""
    return {squeeze(ending): Ending(form, cast(Apart, apart)) for ending, form, apart in _rows("endings")}


def _rows(name: str) -> Iterator[list[str]]:
    """The fields of every line of a list that is no comment."""
    text = files("dabir.archive").joinpath("data", f"latin_{name}.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
