"""The quote check: who said given words, where they were first told, and how they have changed since."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from dabir.archive.storable import storable
from dabir.desk.quotation import values
from dabir.desk.visits import Visiting

router = APIRouter()

# Letters of a quotation that an address can hold: it may be sent on, a longer one is shown as it was sent.
ADDRESSED = 600

Field = Annotated[str, Form()]


@router.get("/quote")
def quote(visit: Visiting, words: str = "", speaker: str = "") -> Response:
    """What is known of a quotation; the form alone without one."""
    given, name = storable(words.strip()), storable(speaker.strip())
    return visit.page("quote.html", lambda: values(visit.archive, given, name, visit.words))


@router.post("/quote")
def sent(visit: Visiting, words: Field = "", speaker: Field = "") -> Response:
    """The same for a quotation that was pasted into the form; nothing is changed by it."""
    given, name = storable(words.strip()), storable(speaker.strip())
    if len(given) <= ADDRESSED:
        asked = {key: value for key, value in (("words", given), ("speaker", name)) if value}
        return RedirectResponse(f"/quote?{urlencode(asked)}" if asked else "/quote", 303)
    return visit.answer("quote.html", **values(visit.archive, given, name, visit.words))
