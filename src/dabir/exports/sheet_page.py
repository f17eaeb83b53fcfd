"""A sheet as one right-to-left HTML page, for the screen and for paper, that asks for nothing from outside."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dabir.exports.persian import digits
from dabir.exports.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Template


def sheet_page(sheet: Sheet) -> str:
    """A sheet as a whole page."""
    most = max(
        (sum(bar.counts) for part in sheet.sections if part.chart for bar in part.chart.bars), default=1
    )
    return _template().render(sheet=sheet, digits=digits, most=most)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("dabir.exports", "templates")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template("sheet.html")
