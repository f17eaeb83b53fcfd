"""Visitors of a desk, as its tests play them: browsers that keep cookies and send back the keys of forms."""

from __future__ import annotations

import re
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from dabir.archive import Archive
from dabir.desk.access import changes
from dabir.desk.access.accounts import Account, Role
from dabir.desk.access.changes import Doer
from dabir.desk.app import create_app
from dabir.desk.settings import Settings

BASE = "http://127.0.0.1:8765"
PASSWORD = "واژه‌های دور از هم"

_KEY = re.compile(r'name="key" value="([0-9a-f]+)"')


def account(archive: Archive, name: str, role: Role = "reader", password: str = PASSWORD) -> Account:
    """A new account."""
    return changes.add(archive.database, Doer(), name, role, password)


def key_of(page: Response) -> str:
    """The key that the forms of a page send along."""
    found = _KEY.search(page.text)
    assert found, page.text
    return found[1]


class Visitor(TestClient):
    """A browser at a desk of its own, which is not led on by itself."""

    def __init__(self, archive: Archive, settings: Settings | None = None, **options: Any) -> None:
        self.desk = create_app(archive, settings)
        super().__init__(self.desk, base_url=options.pop("base_url", BASE), follow_redirects=False, **options)

    def submit(self, page: str, to: str, **fields: object) -> Response:
        """Open a page, and send a form of it."""
        return self.post(to, data={"key": key_of(self.get(page)), **fields})

    def sign_in(self, name: str, password: str = PASSWORD, back: str = "/") -> Response:
        """Sign in by the page."""
        return self.submit("/sign-in", "/sign-in", name=name, password=password, back=back)


def signed_in(archive: Archive, role: Role = "administrator", settings: Settings | None = None) -> Visitor:
    """Somebody who has signed in with a new account, named after its role."""
    account(archive, role, role)
    visitor = Visitor(archive, settings)
    assert visitor.sign_in(role).status_code == 303
    return visitor
