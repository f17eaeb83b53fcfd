"""The commands for very many reports: batch, alike."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, repeat
from typing import TYPE_CHECKING, Annotated

import typer

from dabir.bulk.destination import Destination, Form
from dabir.commands.common import FastOption, MapOption, complain, or_fail, watched

if TYPE_CHECKING:
    from dabir.bulk.run import Outcome, Run


_NO_RAY = "a cluster needs Ray: pip install 'dabir[cluster]'"
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", help="A cluster that runs (auto, ray://HOST:10001); else one is begun here."),
]


class Engine(StrEnum):
    """What reads."""

    processes = "processes"
    ray = "ray"


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files (JSON Lines, Parquet, WARC, CSV, pages, packed or not), folders, patterns."
        ),
    ],
    out: Annotated[
        str,
        typer.Argument(help="A file (.jsonl, .jsonl.gz, .parquet), or a folder with a file for every day."),
    ],
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="In a folder: jsonl, or parquet.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", help="Processes that read; 0 for one a core.", min=0, max=1024)
    ] = 0,
    columns: MapOption = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Begin from the start, and replace what is there.")
    ] = False,
    fast: FastOption = False,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Processes of this machine, or a cluster of Ray.")
    ] = Engine.processes,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", help="A cluster that runs (auto, ray://HOST:10001); else one is begun here."
        ),
    ] = None,
) -> None:
    """Read very many reports on all cores, in memory that does not grow with their number.

    A run that was broken off, or killed, is gone on with by giving the same command again. What cannot be read is set
    aside with its reason in OUT.aside.jsonl, and the exit code is then 1; the outcome is the same with any number of
    processes.
    """
    from dabir.bulk.job import Job
    from dabir.bulk.run import Run
    from dabir.sources.fields import mapping_of

    mapping = or_fail(lambda: mapping_of(columns or []))
    if engine is Engine.ray:
        _on_cluster(sources, out, form, mapping, workers=workers, fast=fast, cluster=cluster, anew=overwrite)
        return
    job = or_fail(lambda: Job(sources, Destination.named(out, form), fast, mapping))
    run = or_fail(lambda: Run(job, workers=workers, anew=overwrite))
    began = time.monotonic()
    try:
        for _ in watched(_each(run), "Reading", job.expected()):
            pass
    except KeyboardInterrupt:
        complain("broken off; to go on, give the same command again.")
        raise typer.Exit(130) from None
    typer.echo(_told(run.outcome, out, time.monotonic() - began), err=True)
    if run.outcome.aside:
        raise typer.Exit(1)


def alike(
    sources: Annotated[
        list[str], typer.Argument(help="Records that `dabir batch` has written: JSON Lines or Parquet.")
    ],
    out: Annotated[str, typer.Argument(help="A folder, for Parquet.")],
    workers: Annotated[
        int, typer.Option("--workers", "-w", help="Actors that embed; 0 for one a core.", min=0, max=1024)
    ] = 0,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")] = False,
    cluster: ClusterOption = None,
) -> None:
    """Find the copies and stories of a whole collection, on Ray: which report repeats which, and which belong together.

    They are those that an archive finds to which the reports are added in the order of their publication.
    """
    try:
        from dabir.bulk.ray_alike import AlikeJob
    except ImportError:
        complain(_NO_RAY)
        raise typer.Exit(1) from None
    tally = or_fail(lambda: AlikeJob(tuple(sources), out, workers).run(cluster, anew=overwrite))
    typer.echo(
        f"{tally.read:,} records compared; {tally.aside:,} copies and parts of stories in {out}.", err=True
    )


def _on_cluster(
    sources: Sequence[str],
    out: str,
    form: Form | None,
    mapping: Mapping[str, str],
    *,
    workers: int,
    fast: bool,
    cluster: str | None,
    anew: bool,
) -> None:
    """The same on Ray, into a folder."""
    try:
        from dabir.bulk.cluster import ClusterJob
    except ImportError:
        complain(_NO_RAY)
        raise typer.Exit(1) from None
    from dabir.bulk.run import Outcome

    job = ClusterJob(sources, out, form or Form.parquet, fast, mapping, workers)
    began = time.monotonic()
    tally = or_fail(lambda: job.run(cluster, anew=anew))
    outcome = Outcome(tally.read, tally.aside, failures=f"{out}/_aside" if tally.aside else None)
    typer.echo(_told(outcome, out, time.monotonic() - began), err=True)
    if tally.aside:
        raise typer.Exit(1)


def _each(run: Run) -> Iterator[None]:
    """One thing for every report that is done."""
    return chain.from_iterable(repeat(None, done) for done in run)


def _told(outcome: Outcome, out: str, seconds: float) -> str:
    """What became of it all, in one sentence."""
    done = outcome.read + outcome.aside - outcome.before
    parts = [f"{outcome.read:,} records in {out}"]
    if outcome.before:
        parts.append(f"{outcome.before:,} reports done before")
    if outcome.failures:
        parts.append(f"{outcome.aside:,} set aside in {outcome.failures}")
    parts.append(f"{done:,} in {seconds:,.0f} s, {done / max(seconds, 1e-9):,.1f} a second")
    return "; ".join(parts) + "."
