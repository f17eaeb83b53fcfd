"""Adding: reports are read, embedded and kept, batch by batch; what is kept already is passed over unread.

A run that was broken off, or killed, is gone on with by running it again: every batch is kept whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dabir.batch import Failure, read_batch

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.archive.keeping import Kept
    from dabir.reader import Reader
    from dabir.report import Report

# Reports that are read, embedded and kept together.
TOGETHER = 16


def add(
    archive: Archive,
    reports: Iterable[Report | Failure],
    reader: Reader,
    *,
    together: int | None = None,
    of_sample: bool = False,
) -> Iterator[Kept | Failure | None]:
    """Read reports and keep their records.

    Args:
        archive: Where to.
        reports: What to read; failures among them are passed on.
        reader: What to read them with; its version is kept with every record.
        together: How many are read, embedded and kept together; `TOGETHER` without it.
        of_sample: They are the sample (`dabir.archive.sample`), which others make go.

    Yields:
        What became of each report once it is kept for good; a failure for one that cannot be read; None for one that the
        archive holds already. They come batch by batch, within a batch not in order.
    """
    from dabir.archive.keeping import Entry

    keeper = archive.keeper(reader.version, of_sample=of_sample)
    stream = iter(reports)
    while batch := list(islice(stream, together or TOGETHER)):
        given = [each for each in batch if not isinstance(each, Failure)]
        yield from (each for each in batch if isinstance(each, Failure))
        new = archive.unknown(given)
        yield from [None] * (len(given) - len(new))
        outcomes = read_batch(new, reader)
        yield from (each for each in outcomes if isinstance(each, Failure))
        records = [each for each in outcomes if not isinstance(each, Failure)]
        if records:
            vectors = archive.embedded(records)
            yield from keeper.keep([Entry(*each) for each in zip(records, vectors, strict=True)])
