"""SVG: elements as markup, their words and attributes escaped, sizes in attributes alone (the pages allow no inline style).

Charts that follow the width of the page have no `viewBox`: what lies along their breadth is placed in per cent (`percent`),
so that letters keep their size on a phone.
"""

from __future__ import annotations

from markupsafe import Markup, escape

Attribute = str | int | float | None


def element(name: str, *inside: str, **attributes: Attribute) -> Markup:
    """An element of SVG or HTML.

    Args:
        name: Its name.
        *inside: What stands in it; text that is no `Markup` is escaped.
        **attributes: Its attributes; «_» stands for «-», and one at the end is left out (`class_`, `text_anchor`). Those
            that are None are left out, floats are rounded to hundredths.
    """
    told = (
        f' {_named(key)}="{escape(_shown(value))}"' for key, value in attributes.items() if value is not None
    )
    return Markup(f"<{name}{''.join(told)}>{Markup('').join(inside)}</{name}>")


def chart(
    title: str, description: str, height: int, *inside: Markup, form: str = "", linked: bool = False
) -> Markup:
    """A drawing as wide as the page leaves it.

    Args:
        title: What it shows, in a few words.
        description: What is to be seen in it, in a sentence or two, for those who do not see it.
        height: Its height in pixels.
        *inside: What is drawn.
        form: Classes for the style sheet, beside `chart`.
        linked: Whether it holds links: then it is a group, as an image is one thing and has no links in it.
    """
    told = (element("title", title), element("desc", description))
    return element(
        "svg", *told, *inside, class_=f"chart {form}".strip(), role="group" if linked else "img", width="100%", height=height
    )  # fmt: skip


def link(address: str | None, name: str, *inside: Markup) -> Markup:
    """A part of a chart under a name, which shows when one points at it; a link, where it has an address."""
    told = element("title", name)
    if address is None:
        return element("g", told, *inside)
    return element("a", told, *inside, href=address, aria_label=name)


def percent(share: float) -> str:
    """A share from 0 to 1 as a length along the breadth of a chart."""
    return f"{_number(100 * share)}%"


def _named(key: str) -> str:
    return {"view_box": "viewBox"}.get(key, key.rstrip("_").replace("_", "-"))


def _shown(value: str | int | float) -> str:
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """A number in as few letters as a hundredth needs."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"
