"""Sitemap: the addresses that a site gives of its pages (sitemaps.org), with Google's additions for news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from dabir.report import Header
from dabir.sources.dates import read_moment
from dabir.sources.refusal import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a sitemap names.

    Attributes:
        url: The address.
        header: What the sitemap says of the page there; «lastmod» is not its publication and is left aside.
        is_sitemap: Whether it is another sitemap, of an index, rather than a page.
    """

    url: str
    header: Header
    is_sitemap: bool = False


def read_sitemap(data: bytes, name: str) -> Iterator[Place]:
    """The places that a sitemap or an index of sitemaps names, in its order.

    Args:
        data: The sitemap, unpacked.
        name: What to call it in an error.

    Raises:
        UnreadableError: It is broken; the places before the fault were given.
    """
    from lxml import etree

    walk = etree.iterparse(
        BytesIO(data), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True
    )
    try:
        for _, element in walk:
            url = _told(element, "loc")
            if url:
                yield Place(url, _header(element, url), is_sitemap=_local(element) == "sitemap")
            element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            f"{name} is a broken sitemap ({error.msg}): what follows the fault was not read."
        ) from error


def _header(element: _Element, url: str) -> Header:
    moment = read_moment(_told(element, "publication_date"))
    return Header(
        headline=_told(element, "title") or None,
        published=moment.published if moment else None,
        published_jalali=moment.published_jalali if moment else None,
        url=url,
    )


def _told(element: _Element, name: str) -> str:
    """What the first element of a name under another says; those of pictures have names of their own."""
    found = element.find(f"./{{*}}{name}") if name == "loc" else element.find(f".//{{*}}news/{{*}}{name}")
    return " ".join((found.text or "").split()) if found is not None else ""


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
