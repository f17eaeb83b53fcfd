"""Commands that fill an archive: add, watch, reread, import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dabir.commands.common import (
    ARCHIVE,
    ArchiveOption,
    FastOption,
    MapOption,
    ThreadsOption,
    complain,
    opened,
    or_fail,
    reader,
    watched,
)

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.archive.keeping import Kept
    from dabir.batch import Failure
    from dabir.reader import Reader
    from dabir.report import Report

BROKEN_OFF = "broken off; what is reported as added is kept. To go on, give the same command again."
NOT_FOLLOWED = (
    "broken off while promises were followed up; all reports are kept. To go on, give the same command again."
)


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, patterns ('news/**/*.html'), JSON Lines, CSV, Parquet, WARC, feeds, sitemaps, addresses."
        ),
    ],
    archive: ArchiveOption = ARCHIVE,
    columns: MapOption = None,
    limit: Annotated[
        int | None, typer.Option("--limit", help="At most so many pages of a feed or a sitemap.", min=1)
    ] = None,
    fast: FastOption = False,
    threads: ThreadsOption = 0,
) -> None:
    """Read reports and keep them in an archive.

    What the archive holds already is passed over; another text of a report that it knows becomes its newest version.
    A run that was broken off is gone on with by giving the same command again. What cannot be read is named on
    standard error, and the exit code is then 1.
    """
    from dabir.adding import add as adding
    from dabir.archive.feeds import Feeds
    from dabir.gathering import collected, expected
    from dabir.sources.fields import mapping_of

    mapping = or_fail(lambda: mapping_of(columns or []))
    with opened(archive, create=True) as store:
        known = Feeds(store.database).knows
        reports = or_fail(lambda: collected(sources, mapping=mapping, limit=limit, known=known))
        outcomes = adding(store, reports, reader(fast, threads))
        _tell(store, watched(outcomes, "Adding", expected(sources)))


def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.")],
    archive: ArchiveOption = ARCHIVE,
    every: Annotated[float, typer.Option("--every", help="Minutes between two looks at a feed.", min=1)] = 15,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once, and leave.")] = False,
    fast: FastOption = False,
    threads: ThreadsOption = 0,
) -> None:
    """Poll feeds politely, and keep what is new in them; Ctrl+C ends it.

    Feeds that have not changed are not sent again, robots.txt is obeyed, a host is asked at most once in two seconds,
    and one that is in trouble is left alone for longer and longer.
    """
    from dabir.archive.feeds import Feeds
    from dabir.watching import Watcher

    with opened(archive, create=True) as store:
        watcher = Watcher(feeds, Feeds(store.database), every=60 * every)
        newest = reader(fast, threads)
        # One look at a time: what a look has found is kept before the feed is noted as seen.
        outcomes = chain.from_iterable(_looked(store, look, newest) for look in watcher.looks(once=once))
        _tell(store, watched(outcomes, "Watching", None))


def reread(
    archive: ArchiveOption = ARCHIVE,
    fast: FastOption = False,
    threads: ThreadsOption = 0,
) -> None:
    """Read old reports of an archive again, the newest first, with the reader of this version.

    Words that another version indexed otherwise are indexed anew before it. What
    editors have decided is kept. It may run beside everything else, be broken off, and be gone on with.
    """
    from dabir.archive.rereading import outdated
    from dabir.archive.rereading import reread as rereading
    from dabir.batch import Failure, read_batch

    with opened(archive, reindexing=True) as store:
        _reindexed(store)
        newest = reader(fast, threads)
        failed: list[Failure] = []

        def read(reports: Iterable[Report]) -> list[object]:
            outcomes = read_batch(list(reports), newest)
            for failure in (one for one in outcomes if isinstance(one, Failure)):
                complain(failure.reason)
                failed.append(failure)
            return [None if isinstance(one, Failure) else one for one in outcomes]

        expected = outdated(store.database, newest.version)
        done = 0
        try:
            for _ in watched(rereading(store.database, newest.version, read), "Reading again", expected):  # type: ignore[arg-type]
                done += 1
        except KeyboardInterrupt:
            complain(BROKEN_OFF)
            raise typer.Exit(130) from None
        finally:
            typer.echo(f"{store.database.address}: {done} of {expected} reports read again.")
        if failed:
            raise typer.Exit(1)


def _reindexed(store: Archive) -> None:
    """Index an archive's words anew where another version's keys are in it."""
    from dabir.archive.reindexing import outdated, reindex

    expected = outdated(store.database)
    if not expected:
        return
    done = 0
    try:
        for _ in watched(reindex(store.database), "Indexing again", expected):
            done += 1
    except KeyboardInterrupt:
        complain(BROKEN_OFF)
        raise typer.Exit(130) from None
    finally:
        typer.echo(f"{store.database.address}: {done} of {expected} texts indexed again.")


def import_(
    files: Annotated[
        list[Path], typer.Argument(help="What `dabir export jsonl` or `dabir read -f jsonl` has written.")
    ],
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """Bring exported records back into an archive, as they are, without reading them again.

    A file that is no export is named on standard error, the others are imported, and the exit code is then 1.
    """
    with opened(archive, create=True) as store:
        _tell(store, watched(_imported(store, files), "Importing", None))


def _imported(store: Archive, files: Iterable[Path]) -> Iterator[Kept | Failure]:
    """What becomes of the records of files; a failure for each file that cannot be imported to its end."""
    from dabir.batch import Failure
    from dabir.importing import ImportRefusedError, import_lines

    for path in files:
        try:
            yield from import_lines(store, path)
        except ImportRefusedError as error:
            yield Failure(str(error))


def _looked(
    store: Archive, look: Iterable[Report | Failure], newest: Reader
) -> Iterator[Kept | Failure | None]:
    """What becomes of the reports of one look at a feed; what they follow up is noted behind them."""
    from dabir.adding import add as adding
    from dabir.archive.following.followup import follow

    yield from adding(store, look, newest)
    follow(store)


def _tell(store: Archive, outcomes: Iterator[Kept | Failure | None]) -> None:
    """Keep count of what becomes of the reports, name failures as they come, and sum up, whatever happens."""
    from dabir.batch import Failure

    counts: Counter[str] = Counter()
    try:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                complain(outcome.reason)
                counts["failed"] += 1
            else:
                counts[outcome.outcome if outcome else "unchanged"] += 1
                counts["copies"] += bool(outcome and outcome.copy_of)
    except KeyboardInterrupt:
        complain(BROKEN_OFF)
        raise typer.Exit(130) from None
    finally:
        typer.echo(f"{store.database.address}: {_summary(counts)}; {store.size()} reports in all.")
    _follow(store)
    if counts["failed"]:
        raise typer.Exit(1)


def _follow(store: Archive) -> None:
    """Note what new reports follow up, and what an earlier run that was broken off has left of that."""
    from dabir.archive.following.followup import follow

    broken_off = False
    try:
        follow(store, watched=lambda versions: watched(versions, "Following up", len(versions)))
    except KeyboardInterrupt:
        broken_off = True
    # Told behind the exception, with which the bar goes.
    if broken_off:
        complain(NOT_FOLLOWED)
        raise typer.Exit(130)


def _summary(counts: Counter[str]) -> str:
    copies = f" ({counts['copies']} copies)" if counts["copies"] else ""
    told = [f"{counts['added']} added{copies}"]
    told += [
        f"{counts[outcome]} {words}"
        for outcome, words in (
            ("corrected", "corrected"),
            ("unchanged", "known already"),
            ("failed", "failed"),
        )
        if counts[outcome]
    ]
    return ", ".join(told)
