"""Visits: one request for a page, with all that its answer is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from dabir.desk.access.accounts import Account, Role
from dabir.desk.access.callers import is_api
from dabir.desk.access.guard import account_of, form_key
from dabir.desk.back import path_of
from dabir.desk.language import Interface, Language, interface
from dabir.desk.refusals import NotAllowedError
from dabir.desk.rendering import template

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.desk.office import Office

T = TypeVar("T")

THEMES = ("auto", "light", "dark")
MENU = (
    ("/search", "layout.search"),
    ("/stories", "layout.stories"),
    ("/events", "layout.events"),
    ("/person", "layout.person"),
    ("/between", "layout.between"),
    ("/promises", "layout.promises"),
    ("/quote", "layout.quote"),
    ("/add", "layout.add"),
)


class Visit:
    """A request, who makes it, in which language, and the archive that it is about."""

    def __init__(self, request: Request) -> None:
        """Take a request in."""
        self.request = request
        self.office: Office = request.app.state.office
        self.account: Account | None = account_of(request, self.office)

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.office.archive

    @cached_property
    def words(self) -> Interface:
        """The words of the visitor's language: the one that he has chosen, else Persian; programs are told in English."""
        path = self.request.url.path
        by_program = is_api(path) and path != "/api/docs"
        english = self.request.cookies.get("language") == "en" or by_program
        language: Language = "en" if english else "fa"
        return interface(language)

    @property
    def theme(self) -> str:
        """Light or dark, or «auto» for what the visitor's machine prefers."""
        chosen = self.request.cookies.get("theme", "auto")
        return chosen if chosen in THEMES else "auto"

    @cached_property
    def revision(self) -> int:
        """The archive's state that this answer shows."""
        return self.archive.database.revision()

    @property
    def here(self) -> str:
        """The address of this page, to come back to it; where a form was sent, of the page on which it stands."""
        if self.request.method not in ("GET", "HEAD"):
            return path_of(self.request.headers.get("referer", "/"))
        query = self.request.url.query
        return f"{self.request.url.path}?{query}" if query else self.request.url.path

    @property
    def menu(self) -> tuple[tuple[str, str], ...]:
        """The pages of the menu: their addresses, and the keys of their names."""
        return MENU if self.may("editor") else tuple(page for page in MENU if page[0] != "/add")

    def may(self, role: Role) -> bool:
        """Whether the visitor may do what a role may."""
        return self.account is not None and self.account.may(role)

    def need(self, role: Role) -> Account:
        """The visitor's account, if it may do what a role may.

        Raises:
            NotAllowedError: It may not.
        """
        if self.account is None or not self.account.may(role):
            raise NotAllowedError(role)
        return self.account

    def recalled(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """A value that holds as long as the archive is not changed; `key` names it and all that it is made from."""
        return self.office.memory.recall(self.revision, key, make)

    def address(self, **changes: object) -> str:
        """The address of this page with some of its parameters changed; those that are None are left out."""
        asked = {**dict(self.request.query_params), **changes}
        told = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
        return f"{self.request.url.path}?{told}" if told else self.request.url.path

    def page(self, name: str, make: Callable[[], dict[str, Any]], *, status: int = 200) -> Response:
        """The page of a template; what `make` gives it is only worked out where nobody has asked for the same before.

        An answer has an ETag: a visitor who has the page already is told so.
        """
        return self.kept(
            lambda: self.rendered(name, **make()).encode(), "text/html; charset=utf-8", name, status=status
        )

    def kept(self, make: Callable[[], bytes], media: str, *key: object, status: int = 200) -> Response:
        """What `make` gives, only worked out where nobody has asked for the same before; with an ETag.

        Args:
            make: Makes the content, of nothing but the address, the language, the archive and the key.
            media: Its media type.
            key: What else it is made of.
            status: The status of the answer.
        """
        asked = (*key, str(self.request.url.path), str(self.request.url.query), *self._shown)

        def made() -> tuple[bytes, str]:
            body = make()
            return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'

        body, tag = self.recalled(asked, made)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
        if status == 200 and tag in self.request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, status, headers, media)

    def answer(self, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """The page of a template, made for this visitor alone and not to be kept."""
        return HTMLResponse(
            self.rendered(name, **values), status, {"Cache-Control": "no-store", "Vary": "Cookie"}
        )

    def rendered(self, name: str, **values: Any) -> str:
        """A template filled in: with these values, the visit as `visit`, and the words of its language as `t`."""
        return template(name).render(visit=self, t=self.words, lang=self.words.language, **values)

    @cached_property
    def form_key(self) -> str:
        """What a form must bring back in its field `key`."""
        return form_key(self.request, self.office)

    @property
    def _shown(self) -> tuple[Any, ...]:
        """Of whom and when a page shows something, beside its address."""
        return (self.words.language, self.theme, self.account, self.form_key, date.today())


def visit(request: Request) -> Visit:
    """A request for a page, as FastAPI hands it over."""
    return Visit(request)


Visiting = Annotated[Visit, Depends(visit)]
