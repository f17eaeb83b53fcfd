"""Places: provinces and towns of Iran, towns and regions of the world, as Persian news writes them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def place_names() -> tuple[str, ...]:
    """Every name in `data/places.txt`, with its half-spaces and spaces."""
    lines = files(__package__).joinpath("data/places.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
