"""Destinations: where the records of a job go, told from the name: one file, or a folder with a file for every day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Form(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    parquet = "parquet"


_ENDINGS = {
    ".jsonl": Form.jsonl,
    ".ndjson": Form.jsonl,
    ".jsonl.gz": Form.jsonl,
    ".ndjson.gz": Form.jsonl,
    ".parquet": Form.parquet,
    ".pq": Form.parquet,
}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to.

    Attributes:
        path: The file, or the folder.
        form: How records are written there.
        folder: Whether it is a folder with a file for every day of publication.
        packed: Whether the file is compressed by gzip.
    """

    path: Path
    form: Form
    folder: bool = False
    packed: bool = False

    @classmethod
    def named(cls, name: str, form: Form | None = None) -> Destination:
        """The destination of a name: a file by its ending («.jsonl», «.jsonl.gz», «.parquet»), else a folder.

        Args:
            name: The name.
            form: How records are written in a folder; JSON Lines without it.

        Raises:
            ValueError: The ending of the file is that of another form.
        """
        lower = name.lower()
        found = next((each for ending, each in _ENDINGS.items() if lower.endswith(ending)), None)
        if found is None:
            return cls(Path(name), form or Form.jsonl, folder=True)
        if form not in (None, found):
            raise ValueError(
                f"{name} is named as {found.value}: leave --format {form} away, or name it otherwise."
            )
        return cls(Path(name), found, packed=lower.endswith(".gz"))

    @property
    def parts(self) -> Path:
        """The folder of what is not put together yet."""
        return self.path.with_name(f"{self.path.name}.parts")

    @property
    def aside(self) -> Path:
        """The file of what was set aside."""
        return self.path.with_name(f"{self.path.name}.aside.jsonl")
