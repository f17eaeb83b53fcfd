"""Commands for editors: who is one and who is not, names, notes; every decision can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dabir.commands.common import ARCHIVE, ArchiveOption, opened

if TYPE_CHECKING:
    from dabir.archive import Archive

app = typer.Typer(
    name="decide",
    help="Decide who is who in an archive: merge, split, rename, note; every decision can be undone.",
    no_args_is_help=True,
)

WhoArgument = Annotated[str, typer.Argument(help="A name, or the number that `dabir decide find` shows.")]


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A name, in Persian or Latin letters.")],
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """List those whom a name means, with the numbers that tell them apart."""
    from dabir.archive.people.bearers import bearer

    with opened(archive) as store, store.reading() as connection:
        first, others = bearer(connection, name)
        for entity in (first, *others):
            facts = (
                str(entity.id),
                entity.name,
                entity.kind,
                entity.country or "",
                f"{entity.reports} reports",
            )
            typer.echo("\t".join(facts))


@app.command()
def merge(who: WhoArgument, into: WhoArgument, archive: ArchiveOption = ARCHIVE) -> None:
    """Let two be one, under the name of the second."""
    from dabir.archive.people import decisions

    with opened(archive) as store:
        _tell(decisions.merge(store, _number(store, who), _number(store, into)).id)


@app.command()
def split(
    who: WhoArgument,
    reports: Annotated[
        list[str], typer.Argument(help="The names of the reports in which somebody else is meant.")
    ],
    name: Annotated[str | None, typer.Option("--name", help="What the other is called.")] = None,
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """Let somebody whom some reports name be another than in the rest."""
    from dabir.archive.people import decisions

    with opened(archive) as store:
        _tell(decisions.split(store, _number(store, who), reports, name=name).id)


@app.command()
def rename(
    who: WhoArgument,
    name: Annotated[str, typer.Argument(help="The name to show.")],
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """Show somebody under another name."""
    from dabir.archive.people import decisions

    with opened(archive) as store:
        _tell(decisions.rename(store, _number(store, who), name).id)


@app.command()
def note(
    who: WhoArgument,
    words: Annotated[str, typer.Argument(help="The note.")],
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """Write a note about somebody, which `dabir who` shows."""
    from dabir.archive.people import decisions

    with opened(archive) as store:
        _tell(decisions.note(store, _number(store, who), words).id)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="The decision's number.")], archive: ArchiveOption = ARCHIVE
) -> None:
    """Take a decision back, and restore what was there."""
    from dabir.archive.people import decisions

    with opened(archive) as store:
        undone = decisions.undo(store, number)
    typer.echo(f"decision {undone.id} ({undone.kind}) is undone.")


@app.command()
def history(archive: ArchiveOption = ARCHIVE) -> None:
    """List all decisions, those that were undone too."""
    from dabir.archive.people import decisions

    with opened(archive) as store:
        for one in decisions.history(store):
            state = f"undone {one.undone}" if one.undone else "stands"
            typer.echo(f"{one.id}\t{one.at}\t{one.kind}\t{state}\t{_payload(one.payload)}")


def _payload(payload: Mapping[str, Any]) -> str:
    """What a decision is about, as JSON; how it is undone is left out."""
    import json

    return json.dumps({name: value for name, value in payload.items() if name != "moves"}, ensure_ascii=False)


def _tell(number: int) -> None:
    typer.echo(f"decision {number} is kept; `dabir decide undo {number}` takes it back.")


def _number(store: Archive, who: str) -> int:
    """The number of somebody who is given by it or by a name that means one alone.

    Raises:
        ArchiveError: Nobody has the name, or several do.
    """
    if who.isdecimal():
        return int(who)
    from dabir.archive import ArchiveError
    from dabir.archive.people.bearers import bearer

    with store.reading() as connection:
        first, others = bearer(connection, who)
    if others:
        raise ArchiveError(
            f"«{who}» means {1 + len(others)}: give one of the numbers that `dabir decide find` shows."
        )
    return first.id
