"""The command `dabir desk`: the archive's web pages and its API, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dabir.commands.common import ARCHIVE, ArchiveOption, complain, opened

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dabir.archive import Archive
    from dabir.desk.settings import Settings


def desk(
    archive: ArchiveOption = ARCHIVE,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=0, max=65535)] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A further host name by which it is asked for.")
    ] = None,
    secure: Annotated[
        bool, typer.Option("--secure", help="It is reached by HTTPS, through a proxy.")
    ] = False,
    fast: Annotated[bool, typer.Option("--fast", help="Read what is added by rules alone.")] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help="Do not fill an empty archive with the sample.")
    ] = False,
    processes: Annotated[
        int, typer.Option("--processes", help="How many processes serve it together.", min=1, max=64)
    ] = 1,
) -> None:
    """Show an archive in the browser; Ctrl+C stops it."""
    try:
        import uvicorn

        from dabir.desk import worker
        from dabir.desk.app import create_app
    except ImportError:
        complain("the desk needs FastAPI and Uvicorn: pip install 'dabir[desk]'")
        raise typer.Exit(1) from None
    from dabir.desk.settings import Settings

    names = tuple(each.lower() for each in name or ())
    settings = Settings(host, port, names, secure, fast, not empty, processes, ready=True)
    with opened(archive, create=True) as store:
        _need_account(store, settings)
        typer.echo(f"The desk of {store.database.address}: http://{host}:{port}/ (Ctrl+C stops it)")
        app: FastAPI | str = create_app(store, settings)
        if processes > 1:
            worker.tell(archive, settings)
            app = "dabir.desk.worker:create"
        uvicorn.run(
            app,
            factory=processes > 1,
            workers=processes,
            host=host,
            port=port,
            log_level="warning",
            # Who asks is told by a proxy, if there is one; on this machine alone, anybody could tell it.
            proxy_headers=not settings.local,
        )


def _need_account(store: Archive, settings: Settings) -> None:
    """Leave with a hint where others could reach a desk at which nobody can sign in."""
    from dabir.desk.access import register

    with store.reading() as connection:
        made = register.size(connection) > 0
    if not made and not settings.local:
        complain(
            "a desk that other machines can reach needs an account: make the first one with"
            " `dabir account add NAME --role administrator`."
        )
        raise typer.Exit(1)
