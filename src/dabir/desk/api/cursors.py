"""Cursors: where a list goes on, as a word that only the desk can write and that holds for one list alone.

Where the order of a list allows it, a cursor names the last thing that was given, so that nothing is repeated or missed
while the archive grows. In a ranking it counts what was given, and knows the revision of the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response
from itsdangerous import BadData, URLSafeSerializer
from pydantic import BaseModel, Field

from dabir.desk.api.problems import ProblemError

if TYPE_CHECKING:
    from dabir.desk.visits import Visit

T = TypeVar("T")

# Parameters that do not tell which list is asked for.
_APART = ("cursor", "limit")
# Things of a ranking that can be gone through.
DEEPEST = 2000


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T] = Field(description="What the list has here.")
    next: str | None = Field(
        default=None,
        description="The `cursor` with which the list goes on; null at its end. The header `Link` has the whole address.",
    )
    changed: bool = Field(
        default=False,
        description="Whether the archive has changed since the list was begun, in a list that goes on by counting:"
        " then something may be repeated or missed. Lists by day or number go on exactly, and never say so.",
    )


class Lists:
    """The cursors of one list."""

    def __init__(self, visit: Visit, cursor: str) -> None:
        """Take in the list that a request asks for, and the cursor that it shows.

        Raises:
            ProblemError: The cursor is none of this list.
        """
        self.request: Request = visit.request
        self.revision = visit.revision
        asked = [each for each in self.request.query_params.multi_items() if each[0] not in _APART]
        self._asked = sorted(asked)
        self._signer = URLSafeSerializer(
            visit.office.secret, salt=f"cursor {self.request.url.path}?{urlencode(self._asked)}"
        )
        self.at: Any = self._opened(cursor) if cursor else None

    @property
    def start(self) -> int:
        """How many of a ranking were given already."""
        return int(self.at[0]) if self.at else 0

    def exact(self, response: Response, items: list[T], last: Any) -> Page[T]:
        """A part of a list that goes on behind `last`; None where it does not go on."""
        return self._page(response, items, last, changed=False)

    def counted(self, response: Response, found: list[T], limit: int) -> Page[T]:
        """A part of a ranking, of which `found` has one more than is asked for where it goes on."""
        begun = int(self.at[1]) if self.at else self.revision
        end = self.start + limit
        goes_on = len(found) > limit and end < DEEPEST
        last = [end, begun] if goes_on else None
        return self._page(response, found[:limit], last, changed=begun != self.revision)

    def _page(self, response: Response, items: list[T], last: Any, *, changed: bool) -> Page[T]:
        following = None if last is None else str(self._signer.dumps(last))
        if following:
            limit = self.request.query_params.get("limit")
            query = [*self._asked, *([("limit", limit)] if limit else []), ("cursor", following)]
            response.headers["Link"] = f'<{self.request.url.path}?{urlencode(query)}>; rel="next"'
        return Page[T].model_construct(items=items, next=following, changed=changed)

    def _opened(self, cursor: str) -> Any:
        try:
            return self._signer.loads(cursor)
        except BadData:
            raise ProblemError(
                "cursor", "The cursor is none of this list: begin without one, and keep the other parameters."
            ) from None
