"""Web: what an address gives, be it a page, a feed, a sitemap or a collection: the reports of the pages there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from dabir.report import Report
from dabir.sources.collection import LARGEST, Source, all_of, read_source
from dabir.sources.feed import Entry, read_feed, report_of_entry
from dabir.sources.fields import NAMES, Names
from dabir.sources.kinds import kind_of
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.refusal import UnreadableError
from dabir.sources.sitemap import read_sitemap
from dabir.sources.stream import DAMAGES, Stream, unpacked
from dabir.sources.visits import Visitor

_DEEPEST = 3  # indexes of indexes of sitemaps; the protocol knows one

Known = Callable[[str], bool]
"""Whether the page of an address is there already and need not be got."""


def read_address(
    url: str, visitor: Visitor, *, names: Names = NAMES, known: Known = lambda _: False
) -> Iterator[Outcome]:
    """The reports that an address gives: that of the page there, or those of the pages that a feed or sitemap names.

    Args:
        url: An http or https address.
        visitor: Who gets the pages.
        names: Under which names the fields of objects and rows are looked for.
        known: Tells pages that a feed or a sitemap names and that are not to be got.
    """
    try:
        stream = _got(url, visitor, named=True)
        kind = kind_of(stream.head, url)
        if kind == "feed":
            yield from _of_feed(_body(stream, url), url, visitor, known)
        elif kind == "sitemap":
            yield from _of_sitemap(_body(stream, url), url, visitor, known)
        else:
            yield from read_source(Source(stream, url, None, url, names))
    except UnreadableError as error:
        yield error


def report_of_link(entry: Entry, visitor: Visitor) -> Report:
    """The report of the page to which an entry links; of the entry itself, where it links to none.

    Raises:
        UnreadableError: The page cannot be got, or there is no Persian report.
    """
    return visitor.report(entry.header) if entry.header.url else report_of_entry(entry)


def _of_feed(data: bytes, url: str, visitor: Visitor, known: Known) -> Iterator[Outcome]:
    entries = read_feed(data, url, url).entries
    if not entries:
        yield UnreadableError(f"{url} is a feed without entries: try again later.")
    for number, entry in enumerate(entries, 1):
        link = entry.header.url
        if not (link and known(link)):
            yield attempted(partial(report_of_link, entry, visitor), link or f"{url}, entry {number}")


def _of_sitemap(data: bytes, url: str, visitor: Visitor, known: Known, depth: int = 1) -> Iterator[Outcome]:
    try:
        for place in read_sitemap(data, url):
            if place.is_sitemap:
                yield from _below(place.url, visitor, known, depth + 1)
            elif not known(place.url):
                yield attempted(partial(visitor.report, place.header), place.url)
    except UnreadableError as error:
        yield error


def _below(url: str, visitor: Visitor, known: Known, depth: int) -> Iterator[Outcome]:
    """The reports of a sitemap that another names."""
    if depth > _DEEPEST:
        yield UnreadableError(f"{url} lies too deep among the sitemaps: give its own address.")
        return
    try:
        data = _body(_got(url, visitor), url)
    except UnreadableError as error:
        yield error
    else:
        yield from _of_sitemap(data, url, visitor, known, depth)


def _got(url: str, visitor: Visitor, *, named: bool = False) -> Stream:
    """What lies at an address, unpacked."""
    data = visitor.get(url, limit=LARGEST, named=named).data
    try:
        return unpacked(BytesIO(data))
    except DAMAGES as error:
        raise _damage(url, error) from error


def _body(stream: Stream, url: str) -> bytes:
    try:
        return all_of(stream.whole(), url)
    except DAMAGES as error:
        raise _damage(url, error) from error


def _damage(url: str, error: Exception) -> UnreadableError:
    return UnreadableError(f"{url} is damaged or cut short ({error}): try again later.")
