"""Back: where somebody is led after a form, always to a page of this desk."""

from __future__ import annotations

from urllib.parse import urlsplit


def own(path: str) -> str:
    """An address as it is, if it stays at this desk; else the start's.

    Browsers take a backslash for a slash, and leave out signs that nobody sees: with two slashes, or a tab between
    them, an address would lead elsewhere.
    """
    stays = path.startswith("/") and not path.startswith(("//", "/\\")) and min(path) >= " "
    return path if stays else "/"


def path_of(page: str) -> str:
    """A page of this desk, given its whole address; the start for what is no address."""
    try:
        found = urlsplit(page)
    except ValueError:
        return "/"
    return own(f"{found.path or '/'}?{found.query}".removesuffix("?"))
