"""Figures: the numbers of a chart as a table behind it, and the frame around both."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dabir.desk.charts.svg import element
from dabir.desk.language import Interface

Line = tuple[str, int, str | None]


def figure(drawing: Markup, *behind: Markup, form: str = "") -> Markup:
    """A chart with what stands behind it."""
    return element("figure", drawing, *behind, class_=f"figure {form}".strip())


def folded(t: Interface, heading: str, lines: Iterable[Line]) -> Markup:
    """Names, their numbers, and where each leads (None for nowhere), as a table that is folded away at first.

    Args:
        t: The words of the pages.
        heading: What the names are, as the head of their column.
        lines: The table's lines.
    """
    head = element("tr", _head("col", heading), _head("col", t("charts.number"), "number"))
    body = (
        element("tr", _head("row", named(name, address)), _number(t, number))
        for name, number, address in lines
    )
    table = element("table", element("thead", head), element("tbody", *body), class_="table figures")
    return element("details", element("summary", t("charts.numbers")), table, class_="behind")


def named(name: str, address: str | None) -> Markup:
    """A name, leading somewhere where it has an address."""
    return element("a", name, href=address) if address else element("bdi", name)


def read_alone(title: str, *heads: str) -> Markup:
    """The caption and the heads of a table's columns where they are only read out: who sees the table needs none."""
    cells = (element("th", element("span", head, class_="hidden"), scope="col") for head in heads)
    return element("caption", title, class_="hidden") + element("thead", element("tr", *cells))


def _head(scope: str, words: str, form: str | None = None) -> Markup:
    return element("th", words, scope=scope, class_=form)


def _number(t: Interface, number: int) -> Markup:
    return element("td", t.number(number), class_="number")
