"""The model files that come with the package, and their list: `files/manifest.json`.

Reading a file compares its size with the list, which catches what usually goes wrong (a cut download, a pointer in
place of the file) at no cost; `verify` compares the sums too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

FOLDER = files("dabir.model") / "files"
NAME = "manifest.json"


class DamagedError(OSError):
    """A model file is missing or not the one that the list names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of a file."""

    name: str
    bytes: int
    sha256: str


@cache
def entries() -> dict[str, Entry]:
    """The list, by name."""
    listed = json.loads((FOLDER / NAME).read_text(encoding="utf-8"))
    return {each["name"]: Entry(**each) for each in listed["files"]}


def read(name: str) -> bytes:
    """A file whose size is the one listed; else a `DamagedError`."""
    try:
        content = (FOLDER / name).read_bytes()
    except FileNotFoundError:
        content = b""
    if len(content) != entries()[name].bytes:
        raise _damaged(name)
    return content


def verify() -> None:
    """Compare the content of every file with its sum; a `DamagedError` names the first that differs."""
    for name, entry in entries().items():
        if sha256(read(name)).hexdigest() != entry.sha256:
            raise _damaged(name)


def _damaged(name: str) -> DamagedError:
    return DamagedError(f"the model file {name} is missing or damaged: install dabir again")
