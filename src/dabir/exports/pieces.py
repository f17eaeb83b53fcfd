"""Writing records one by one: what each becomes, with one that cannot be written not costing the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, TypeVar

from dabir.record import Record

T = TypeVar("T")
OnError = Callable[[Record, Exception], None]


def each(
    records: Iterable[Record], make: Callable[[Record], T], on_error: OnError | None = None
) -> Iterator[T]:
    """What is made of every record, as they come; nothing is kept.

    Args:
        records: The records; there may be no end of them.
        make: What makes something of one record.
        on_error: Called with a record of which nothing can be made, and why; it is passed over.

    Raises:
        ValueError: Nothing can be made of a record, and there is no `on_error`.
    """
    for record in records:
        try:
            made = make(record)
        except Exception as error:
            fault = _in_words(error)
            if on_error is None:
                raise ValueError(f"Report {record.id!r} cannot be written: {fault}") from error
            on_error(record, fault)
        else:
            yield made


def _in_words(error: Exception) -> Exception:
    """What is wrong with a record, in words for its owner."""
    if isinstance(error, UnicodeEncodeError):
        code = f"U+{ord(error.object[error.start]):04X}"
        return ValueError(
            f"it holds half a character ({code}), which no file can: mend it and read it again."
        )
    return error


def told(**facts: Any) -> dict[str, Any]:
    """What is known, as JSON has it: nothing that is None, an empty text or an empty list."""
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
    return {name: value for name, value in plain.items() if value is not None and value not in ("", [])}


def json_line(value: Mapping[str, Any]) -> str:
    """A value as JSON on one line, in the letters themselves.

    Raises:
        UnicodeEncodeError: It holds half a character (a lone surrogate).
    """
    return writable(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def writable(text: str) -> str:
    """The text, if a file can hold it.

    Raises:
        UnicodeEncodeError: It holds half a character (a lone surrogate).
    """
    text.encode()
    return text


def library(name: str, purpose: str, extra: str) -> Any:
    """A library that is asked for only by one form of export.

    Args:
        name: The module.
        purpose: What needs it, as the beginning of a sentence: "Parquet".
        extra: The extra of the package that brings it.

    Raises:
        ValueError: It is not installed; the sentence says how it is.
    """
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise ValueError(f"{purpose} needs {package}: pip install 'dabir[{extra}]'") from error
