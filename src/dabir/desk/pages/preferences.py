"""Preferences: the language and the colours that a visitor has chosen, kept in cookies of his browser."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from dabir.desk.back import own
from dabir.desk.visits import THEMES, Visiting

router = APIRouter()

_YEAR = 365 * 24 * 3600
_CHOICES = {"language": ("fa", "en"), "theme": THEMES}


@router.get("/preferences")
def preferences(
    visit: Visiting, language: str | None = None, theme: str | None = None, back: str = "/"
) -> RedirectResponse:
    """Remember what was chosen, and lead back."""
    answer = RedirectResponse(own(back), 303)
    for name, value in (("language", language), ("theme", theme)):
        if value in _CHOICES[name]:
            answer.set_cookie(
                name, value, max_age=_YEAR, samesite="lax", httponly=True, secure=visit.office.settings.secure
            )
    return answer
