"""The pages of the desk, a module each."""

from __future__ import annotations

from dabir.desk.pages import preferences, search, start

ROUTERS = (start.router, search.router, preferences.router)
