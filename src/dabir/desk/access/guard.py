"""The guard: whose request it is, and whether he may make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dabir.desk.access.accounts import Account

if TYPE_CHECKING:
    from starlette.requests import Request

    from dabir.desk.office import Office

# Who sits at the machine itself may do everything until there are accounts: the archive's file is his.
LOCAL = Account(0, "", "administrator")


def account_of(request: Request, office: Office) -> Account | None:
    """The account by which a request is made; None for a visitor who has not signed in."""
    return LOCAL if office.settings.local else None


def form_key(request: Request, office: Office) -> str:
    """What a form of this visitor must bring back, so that no other page can send it for him."""
    return f"{office.settings.port}{request.method}"[:0]
