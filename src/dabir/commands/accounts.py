"""Commands for accounts: who may sign in at an archive's desk, and what each may do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dabir.commands.common import ARCHIVE, ArchiveOption, complain, opened

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.desk.access.accounts import Account

app = typer.Typer(
    name="account",
    help="Accounts of an archive's desk: readers, editors and administrators.",
    no_args_is_help=True,
)

NameArgument = Annotated[str, typer.Argument(help="The account's name.")]
RoleOption = Annotated[str, typer.Option("--role", help="What it may do: reader, editor or administrator.")]
StdinOption = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input rather than ask for it."),
]


@app.command()
def add(
    name: NameArgument,
    role: RoleOption = "reader",
    password_stdin: StdinOption = False,
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """Make an account; from the first one on, changing something at the desk takes signing in."""
    _need_argon2()
    from dabir.desk.access import changes, register

    with opened(archive, create=True) as store:
        wanted = register.role_of(role)
        with store.reading() as connection:
            register.free(connection, name)  # nobody types a password for a name that is taken
        account = changes.add(store.database, changes.Doer(), name, wanted, _password(password_stdin))
        typer.echo(f"the account «{account.name}» ({account.role}) is made.")


@app.command("list")
def list_(archive: ArchiveOption = ARCHIVE) -> None:
    """List the accounts with their roles and the days on which they were made."""
    _need_argon2()
    from dabir.desk.access import register

    with opened(archive) as store, store.reading() as connection:
        for entry in register.entries(connection):
            typer.echo(f"{entry.account.name}\t{entry.account.role}\t{entry.created[:10]}")


@app.command()
def remove(name: NameArgument, archive: ArchiveOption = ARCHIVE) -> None:
    """Remove an account with its tokens and saved searches; whoever is signed in with it is signed out."""
    _need_argon2()
    from dabir.desk.access import changes

    with opened(archive) as store:
        gone = changes.remove(store.database, changes.Doer(), _account(store, name).id)
        typer.echo(f"the account «{gone.name}» is removed.")


@app.command()
def role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(help="reader, editor or administrator.")],
    archive: ArchiveOption = ARCHIVE,
) -> None:
    """Let an account do what another role may."""
    _need_argon2()
    from dabir.desk.access import changes, register

    with opened(archive) as store:
        wanted = register.role_of(role)
        account = changes.set_role(store.database, changes.Doer(), _account(store, name).id, wanted)
        typer.echo(f"the account «{account.name}» was {account.role} and is {wanted}.")


@app.command()
def password(
    name: NameArgument, password_stdin: StdinOption = False, archive: ArchiveOption = ARCHIVE
) -> None:
    """Give an account another password; whoever is signed in with it is signed out."""
    _need_argon2()
    from dabir.desk.access import changes

    with opened(archive) as store:
        account = _account(store, name)
        changes.set_password(store.database, changes.Doer(), account.id, _password(password_stdin))
        typer.echo(f"the account «{account.name}» has another password.")


def _account(store: Archive, name: str) -> Account:
    """The account of a name.

    Raises:
        ArchiveError: There is none.
    """
    from dabir.desk.access import register

    with store.reading() as connection:
        return register.named(connection, name).account


def _password(from_input: bool) -> str:
    """A new password: asked for twice without being shown, or the first line of standard input."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        complain(
            "there is no terminal to ask for the password on: write it to standard input, with --password-stdin."
        )
        raise typer.Exit(1)
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The password again")
    return asked


def _need_argon2() -> None:
    """Leave with a hint where what the desk needs is not installed."""
    try:
        import argon2  # noqa: F401
    except ImportError:
        complain("accounts need argon2: pip install 'dabir[desk]'")
        raise typer.Exit(1) from None
