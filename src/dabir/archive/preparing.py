"""Preparing: what is worked out of a record before it is kept, so that the archive is locked for as short as possible."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from dabir.archive.alike.minhash import Signature, signature
from dabir.archive.storable import storable
from dabir.archive.words.analysis import search_keys
from dabir.record import Record
from dabir.report import Header

if TYPE_CHECKING:
    from dabir.archive.people.entities import Actor

# zlib's level: half the time of the default, for an eighth more bytes.
_LEVEL = 3


class Keys(NamedTuple):
    """The search keys of a text, in order: all, those of its headline, and the others."""

    all: Sequence[str]
    headline: Sequence[str]
    body: Sequence[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record ready to be kept: its identity, and what is searched of it."""

    record: Record
    identity: str
    text_hash: bytes
    signature: Signature
    headline: Sequence[str]
    body: Sequence[str]
    blob: bytes

    @property
    def day(self) -> str | None:
        """The day of publication, ISO 8601."""
        return (self.record.report.published or "")[:10] or None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The people and parties of the record."""
        return (*self.record.people, *self.record.parties)


def prepared(record: Record, identity: str | None = None) -> Prepared:
    """Work out what keeping a record needs; its identity is told by its header where it is not given."""
    record = replace(record, id=storable(record.id))
    words = worded(record)
    return Prepared(
        record,
        storable(identity) if identity else identity_of(record.id, record.report),
        text_hash(record.text),
        signature(words.all),
        words.headline,
        words.body,
        packed(record),
    )


def worded(record: Record) -> Keys:
    """The search keys of a record's text."""
    headline = next((part for part in record.parts if part.kind == "headline"), None)
    first, last = (headline.start, headline.end) if headline else (0, 0)
    text = record.text
    before, within, behind = (search_keys(part) for part in (text[:first], text[first:last], text[last:]))
    return Keys([*before, *within, *behind], within, [*before, *behind])


def packed(record: Record) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(record.to_json().encode(), _LEVEL)


def unpacked(blob: bytes) -> Record:
    """The record of compressed JSON."""
    return Record.from_json(zlib.decompress(blob))


def head_of(blob: bytes) -> tuple[str, Header]:
    """The text and the header alone of compressed JSON, which takes less time than the whole record."""
    fields = json.loads(zlib.decompress(blob))
    return fields["text"], Header(**{**fields["report"], "tags": tuple(fields["report"]["tags"])})


def text_hash(text: str) -> bytes:
    """Sixteen bytes that tell a text from all others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def identity_of(name: str, header: Header) -> str:
    """By what another text is known to be of the same report: its address, else its agency and code, else its id."""
    if header.url:
        return storable(f"url:{_address(header.url)}")
    if header.agency and header.code:
        return storable(f"code:{header.agency}:{header.code}")
    return storable(f"id:{name}")


def _address(url: str) -> str:
    """An address without what does not tell pages apart."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # no address at all: it is as good as a name
        return url
    host = (parts.netloc or "").lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
