"""Accounts: who may sign in at a desk, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "editor", "administrator"]
ROLES: tuple[Role, ...] = ("reader", "editor", "administrator")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; each role may do what those before it may."""

    id: int
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this account may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


# Who sits at the machine itself may do everything until there are accounts: the archive's file is his.
LOCAL = Account(0, "", "administrator")
