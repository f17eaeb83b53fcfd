"""Refusals: why a desk does not do what it is asked."""

from __future__ import annotations

from dabir.desk.access.accounts import Role


class NotAllowedError(Exception):
    """The visitor may not do what only a role may; who has not signed in is asked to."""

    def __init__(self, role: Role) -> None:
        """Name the role."""
        super().__init__(role)
        self.role = role


class StaleFormError(Exception):
    """A form was sent that this visitor has not been shown since he signed in: it is to be opened anew."""


class NotFoundError(Exception):
    """There is nothing of the name that was asked for."""

    def __init__(self, what: str) -> None:
        """Name it."""
        super().__init__(what)
        self.what = what
