"""Fields: one object or row of a collection becomes a report, under whatever names it keeps what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from textwrap import shorten
from typing import Any

from dabir.report import Header, Report
from dabir.script.letters import squeeze
from dabir.sources.agencies import outlet_of_address, outlet_of_name
from dabir.sources.composition import compose
from dabir.sources.dates import read_moment
from dabir.sources.refusal import UnreadableError, require_whole
from dabir.sources.text import read_text

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "uid", "code", "news_id"),
    "text": ("text",),
    "headline": ("headline", "title", "titr", "عنوان", "تیتر"),
    "kicker": ("kicker", "rutitr", "overline", "روتیتر"),
    "abstract": ("abstract", "summary", "description", "lead", "خلاصه", "چکیده", "لید"),
    "body": ("body", "paragraphs", "content", "article", "articleBody", "متن", "متن خبر"),
    "agency": ("agency", "publisher", "outlet", "خبرگزاری", "رسانه"),
    "desk": ("desk", "section", "category", "گروه", "سرویس"),
    "reporter": ("reporter", "author", "خبرنگار", "نویسنده"),
    "place": ("place", "location"),
    "published": (
        "published",
        "date",
        "datetime",
        "published_at",
        "datePublished",
        "time",
        "تاریخ",
        "تاریخ انتشار",
    ),
    "url": ("url", "link", "address", "لینک", "نشانی"),
    "code": ("code", "news_id", "کد خبر"),
    "tags": ("tags", "keywords", "برچسب‌ها", "کلیدواژه‌ها"),
    "source": ("source", "منبع"),
}
"""The fields of a report, and the names under which collections keep them, the likeliest first."""

# Fields that go into the header as they are.
_PLAIN = ("headline", "kicker", "abstract", "desk", "reporter", "place", "source", "url", "code")
_BEARING = ("text", "headline", "body")  # one of them there must be
_LISTED = 30  # columns that an error names
_BETWEEN_TAGS = re.compile(r"[,،;؛|\n]")


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A name without what writers of collections vary: case, spaces, underscores, letters of other keyboards."""
    return re.sub(r"[\W_]", "", squeeze(name)).casefold() or name


def mapping_of(pairs: Iterable[str]) -> dict[str, str]:
    """The fields and the columns in which they stand, written FIELD=COLUMN.

    Raises:
        ValueError: What was given is no FIELD=COLUMN, or there is no such field.
    """
    mapping = {}
    for each in pairs:
        field, sign, column = (part.strip() for part in each.partition("="))
        if not (sign and field and column):
            raise ValueError(f"{each}: write FIELD=COLUMN, such as text=body.")
        mapping[field] = column
    Names.of(mapping)
    return mapping


@dataclass(frozen=True, slots=True)
class Names:
    """Which names each field may have; `mapped` holds those that the user gave."""

    known: Mapping[str, tuple[str, ...]]
    mapped: Mapping[str, str]

    @classmethod
    def of(cls, mapping: Mapping[str, str] | None = None) -> Names:
        """The names of `FIELDS`, but for fields of the mapping, which have the one name that it gives.

        A name that the mapping gives to one field is no longer looked for another's, unless `FIELDS` shares it, too.

        Raises:
            ValueError: The mapping names a field that is none.
        """
        mapped = dict(mapping or {})
        unknown = next((field for field in mapped if field not in FIELDS), None)
        if unknown is not None:
            raise ValueError(f"{unknown} is no field of a report: map one of {', '.join(FIELDS)}.")
        own = {field: {_plain(name) for name in FIELDS[field]} for field in mapped}
        taken = {_plain(name) for field, name in mapped.items()} - set().union(*own.values())
        free = {field: tuple(n for n in names if _plain(n) not in taken) for field, names in FIELDS.items()}
        return cls({**free, **{field: (name,) for field, name in mapped.items()}}, mapped)

    def require_in(self, columns: Collection[str], name: str) -> None:
        """Let a table pass that has every mapped column and one that holds text.

        Raises:
            UnreadableError: A column is missing; `name` is what to call the table.
        """
        there = {_plain(column) for column in columns}
        listed = _listed(columns)
        for column in self.mapped.values():
            if _plain(column) not in there:
                raise UnreadableError(f"{name} has no column «{column}»: its columns are {listed}.")
        if not any(_plain(known) in there for field in _BEARING for known in self.known[field]):
            raise UnreadableError(
                f"{name} has no column that is known to hold text (its columns: {listed}): name it, as in"
                " --map body=COLUMN."
            )

    def wanted(self, columns: Collection[str]) -> list[str]:
        """Those of a table's columns that are a field's."""
        known = {_plain(name) for names in self.known.values() for name in names}
        return [column for column in columns if _plain(column) in known]


def _listed(columns: Collection[str]) -> str:
    """Columns as a sentence names them: a few, each cut to a few letters."""
    names = [shorten(column, 40, placeholder="…") for column in islice(columns, _LISTED)]
    return ", ".join([*names, "…"] if len(columns) > _LISTED else names)


NAMES = Names.of()


def report_of_fields(data: Mapping[str, Any], id: str | None = None, names: Names = NAMES) -> Report:  # noqa: A002
    """Make a report of the fields of an object or a row.

    A `text` is taken as it is, and the other fields go into the header. Without one the text is put together
    from the headline, the abstract and the body.

    Args:
        data: Values by their names; case, spaces and underscores in a name do not matter.
        id: The report's id where the fields give none.
        names: Under which names the fields are looked for.

    Raises:
        UnreadableError: The fields hold no Persian text.
    """
    require_whole(json.dumps(data, ensure_ascii=False, default=str), "its text")
    row = _Row(data, names)
    id_ = row.string("id") or id
    name = id_ or "The report"
    text = row.string("text")
    if text:
        return read_text(text, id=id_, header=_header(row), name=name)
    body = row.value("body")
    if not body and not row.string("headline"):
        raise UnreadableError('no "text", "headline" or "body" in it; give the report\'s text.')
    return compose(_header(row), _paragraphs(body), name=name, id=id_)


class _Row:
    """Values, found under any of the names that a field may have."""

    def __init__(self, data: Mapping[str, Any], names: Names) -> None:
        self._data = {key: value for key, value in data.items() if _is_given(value)}
        self._plain: dict[str, Any] = {}
        for key, value in self._data.items():
            self._plain.setdefault(_plain(key), value)
        self._names = names.known

    def value(self, field: str) -> Any:
        """A field's value under the first name that has one: just as it is written, or nearly so."""
        for name in self._names[field]:
            for values, key in ((self._data, name), (self._plain, _plain(name))):
                if key in values:
                    return values[key]
        return None

    def string(self, field: str) -> str | None:
        """A field's value as text."""
        value = self.value(field)
        if isinstance(value, dict):
            value = value.get("name")
        return None if value is None or isinstance(value, list) else _text(value)


def _is_given(value: Any) -> bool:
    """Whether there is a value; a table writes «not a number» for what is missing, and 0 may be an id."""
    return (bool(value) and value == value) or type(value) is int


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)


def _header(row: _Row) -> Header:
    """What the fields beside the text say."""
    moment = read_moment(row.string("published") or "")
    url = row.string("url")
    agency = row.string("agency")
    outlet = outlet_of_name(agency or "") or (outlet_of_address(url) if url else None)
    return Header(
        **{key: row.string(key) for key in _PLAIN},
        agency=outlet.short if outlet else agency,
        published=moment.published if moment else None,
        published_jalali=moment.published_jalali if moment else None,
        tags=_tags(row.value("tags")),
    )


def _tags(value: Any) -> tuple[str, ...]:
    """Key words from a list, or from a text that has marks between them."""
    if isinstance(value, str):
        value = [word.strip(" '\"") for word in _BETWEEN_TAGS.split(value.strip("[]"))]
    return tuple(str(word) for word in value if word) if isinstance(value, list) else ()


def _paragraphs(body: Any) -> list[str]:
    if isinstance(body, list):
        return [item for item in body if isinstance(item, str)]
    return [_text(body or "")]
