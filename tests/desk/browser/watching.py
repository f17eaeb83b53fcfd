"""What every test of the browser looks for on a page: faults, requests to other sites, and what keeps people out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# The calls of the API are alike: of each group two are looked at.
_WITHOUT = {"exclude": [[".call ~ .call ~ .call"]]}
_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
# The headings' levels, and the addresses within the page.
_OUTLINE = """() => ({
    levels: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) => Number(one.tagName[1])),
    twice: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, at, all) => all.indexOf(id) !== at),
})"""
# What stands out of the window, where the page can be scrolled to the side.
_BEYOND = """() => {
    const page = document.scrollingElement;
    if (page.scrollWidth <= innerWidth) return [];
    const out = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && (box.left < -0.5 || box.right > innerWidth + 0.5) && !one.closest(".scroll, .hidden");
    });
    return [`${page.scrollWidth} > ${innerWidth}`, ...out.map((one) => `${one.tagName}.${one.className}`)];
}"""


class Watch:
    """Faults of a browser's pages, and requests that leave their desk.

    `expected` holds the statuses of the refusals that a test provokes: browsers tell of them as errors.
    """

    def __init__(self) -> None:
        self.expected: set[int] = set()
        self.faults: list[str] = []

    def over(self, context: BrowserContext, origin: str) -> None:
        """Watch all pages of a context, which may ask for nothing but what is of this origin."""
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.faults.append(f"thrown: {fault.error}"))
        context.on("request", lambda request: self._request(request, origin))

    def _console(self, message: ConsoleMessage) -> None:
        status = _STATUS.match(message.text)
        if message.type in ("error", "warning") and not (status and int(status[1]) in self.expected):
            self.faults.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _request(self, request: Request, origin: str) -> None:
        if not request.url.startswith((f"{origin}/", "data:")):
            self.faults.append(f"request: {request.url}")


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def unlike_a_page(page: Page, language: Literal["fa", "en"]) -> list[str]:
    """What a page lacks of that which every one has: a title, its language, headings in order, unequal names."""
    found: dict[str, Any] = page.evaluate(_OUTLINE)
    levels: list[int] = found["levels"]
    root = page.locator("html")
    said = (root.get_attribute("lang"), root.get_attribute("dir"))
    wrong = {
        f"title {page.title()!r}": not page.title().partition(" · ")[0].strip(),
        f"language {said}": said != (language, "rtl" if language == "fa" else "ltr"),
        f"headings {levels}": levels.count(1) != 1 or any(b > a + 1 for a, b in pairwise(levels)),
        f"twice {found['twice']}": bool(found["twice"]),
    }
    return [what for what, is_so in wrong.items() if is_so]


def beyond(page: Page) -> list[str]:
    """What makes the page wider than its window; nothing, where it is not."""
    found: list[str] = page.evaluate(_BEYOND)
    return found


def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, with where it is."""
    found = Axe().run(page, context=_WITHOUT, options=_OPTIONS).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]
