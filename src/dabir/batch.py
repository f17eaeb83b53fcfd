"""Many reports: read in order, one bad report never stopping the rest, and a broken-off run taken up again.

An input that gives no report, and a report that gives no record, travel down the stream as a `Failure` in
their own place, so that whoever consumes the stream decides what a failure means.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dabir.record import Record
from dabir.report import Report

if TYPE_CHECKING:
    from dabir.reader import Reader


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: one sentence that names it and says why."""

    reason: str


def read_all(reports: Iterable[Report | Failure], reader: Reader | None = None) -> Iterator[Record | Failure]:
    """Read many reports, one at a time, in their order.

    Args:
        reports: The reports; failures among them are passed on in their place.
        reader: The reader to use; a new one if none is given.

    Yields:
        One record or one failure for each item that came in.
    """
    from dabir.reader import Reader

    reader = reader or Reader()
    for report in reports:
        yield report if isinstance(report, Failure) else _read(report, reader)


def _read(report: Report, reader: Reader) -> Record | Failure:
    from dabir.model.manifest import DamagedError
    from dabir.sources import UnreadableError

    try:
        return reader.read(report)
    except UnreadableError as error:
        return Failure(str(error))
    except DamagedError:
        raise  # no report can be read, and the user must know why
    except Exception as error:  # a fault of ours in one report of a million must not cost the rest
        return _fault(f"{report.id} met a fault in Dabir", error)


def read_batch(reports: Sequence[Report], reader: Reader) -> list[Record | Failure]:
    """The records of reports, read together; where one of them cannot be read, all are read one by one."""
    from dabir.model.manifest import DamagedError

    try:
        return list(reader.read_together(reports)) if reports else []
    except DamagedError:
        raise
    except Exception:  # told of by `read_all`, for the report that is to blame
        return list(read_all(reports, reader))


def unwritten(record: Record, error: Exception) -> Failure:
    """A record that was read but cannot be written."""
    return _fault(f"{record.id} cannot be written", error)


def _fault(what: str, error: Exception) -> Failure:
    reason = " ".join(str(error).split())
    return Failure(f"{what} ({type(error).__name__}: {reason}): please report it.")


def report_lines(lines: Iterable[bytes], name: str) -> Iterator[Report | Failure]:
    """The reports of a JSON Lines stream; a bad line is a failure with its number, an empty line nothing."""
    from dabir.sources import LineError, read_json_line

    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        try:
            yield read_json_line(line, number)
        except LineError as error:
            yield Failure(f"{name}, line {number}: {error.reason}")
    if empty:
        yield Failure(f"{name} is empty: give one JSON object a line.")


def without(reports: Iterable[Report | Failure], done: Counter[str]) -> Iterator[Report | Failure]:
    """Leave out the reports that were read before, as often as each id was."""
    left = Counter(done)
    for report in reports:
        if isinstance(report, Report) and left[report.id] > 0:
            left[report.id] -= 1
        else:
            yield report


def recover(path: Path) -> Counter[str]:
    """Make the output of a broken-off run fit to be continued, and tell which reports it holds.

    A last line that was only half written is cut off.

    Returns:
        How many records the file holds of each id; nothing where there is no file.

    Raises:
        ValueError: The file is not the output of a run in JSON Lines.
    """
    done: Counter[str] = Counter()
    if not path.exists():
        return done
    with path.open("r+b") as file:
        whole = 0
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                break
            done[_record_id(line, f"{path}, line {number}")] += 1
            whole += len(line)
        file.truncate(whole)
    return done


def _record_id(line: bytes, name: str) -> str:
    try:
        return str(json.loads(line)["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{name} is not a record: only the output of `--format jsonl` can be continued."
        ) from error
