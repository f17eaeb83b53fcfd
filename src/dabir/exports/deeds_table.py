"""Deeds as CSV: the events of an archive, each once with all reports that tell it, for spreadsheets.

Texts that a spreadsheet would take for a formula are guarded as in `csv_table`; what there is several of stands in one cell,
parted by «; ». Lines end with CR LF, and the file begins with a byte order mark, by which Excel knows UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from dabir.archive.answers.deeds import Deed, Participant
from dabir.exports.csv_table import BOM, JOINT, guarded

COLUMNS = (
    *("type", "mode", "status", "day", "until", "sources", "targets", "place", "text"),
    *("tellings", "reports", "headlines", "outlets", "published", "urls"),
)


def deeds_table(deeds: Iterable[Deed]) -> Iterator[str]:
    """Deeds as CSV: the names of the columns, then a line for each; `text` is how the first report tells it.

    Columns: type, mode and status as in the record; the day (ISO 8601) or the first and the last of several; who, and to
    whom; the place; the words; how many tellings; and of the reports their names in the archive, headlines, outlets, times
    of publication and addresses.
    """
    yield BOM + _line(COLUMNS)
    for deed in deeds:
        yield _line(_cells(deed))


def _cells(deed: Deed) -> Iterator[str]:
    yield from (deed.type, deed.mode or "", deed.status, deed.day or "", deed.until or "")
    yield from (_names(deed.sources), _names(deed.targets), deed.place or "", deed.tellings[0].text)
    yield str(len(deed.tellings))
    for name in ("report", "headline", "outlet", "published", "url"):
        yield JOINT.join(getattr(citation, name) or "" for citation in deed.citations)


def _names(participants: Iterable[Participant]) -> str:
    return JOINT.join(one.name for one in participants)


def _line(cells: Iterable[str]) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(map(guarded, cells))
    return buffer.getvalue()
