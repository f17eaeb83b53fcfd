"""JSON Lines: one report a line, as `{"id", "text"}` or in the fields that news collections use.

A file that is one such object, on however many lines, is one report.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dabir.report import Header, Report
from dabir.sources.agencies import outlet_of_address, outlet_of_name
from dabir.sources.composition import compose
from dabir.sources.dates import read_moment
from dabir.sources.refusal import UnreadableError, require_whole
from dabir.sources.text import read_text

# Names under which a field is found, the likeliest first.
_NAMES = {
    "id": ("id", "_id", "uid", "code", "news_id"),
    "text": ("text",),
    "headline": ("headline", "title", "titr"),
    "kicker": ("kicker", "rutitr", "overline"),
    "abstract": ("abstract", "summary", "description", "lead"),
    "body": ("body", "paragraphs", "content", "article", "articleBody"),
    "agency": ("agency", "publisher", "outlet"),
    "desk": ("desk", "section", "category"),
    "reporter": ("reporter", "author"),
    "place": ("place", "location"),
    "published": ("published", "date", "datetime", "published_at", "datePublished", "time"),
    "url": ("url", "link", "address"),
    "code": ("code", "news_id"),
    "tags": ("tags", "keywords"),
    "source": ("source",),
}
# Fields that go into the header as they are.
_PLAIN = ("headline", "kicker", "abstract", "desk", "reporter", "place", "source", "url", "code")
_LINES_ADVICE = "give it with --jsonl, or with the ending .jsonl, one JSON object a line."


class LineError(UnreadableError):
    """A line that holds no report: `number` is its number, counted from 1, and `reason` says what is wrong."""

    def __init__(self, reason: str, number: int) -> None:
        super().__init__(f"Line {number}: {reason}")
        self.reason, self.number = reason, number


def read_lines(
    lines: Iterable[str | bytes], *, on_error: Callable[[LineError], None] | None = None
) -> Iterator[Report]:
    """Make a report of every line; empty lines are passed over.

    Args:
        lines: Lines of text, or of bytes in UTF-8; an open file will do.
        on_error: Called for a line that holds no report, which is then passed over; without it the first such
            line ends the reading.

    Raises:
        LineError: A line holds no report, and there is no `on_error`.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            report = read_json_line(line, number)
        except LineError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            yield report


def read_json_line(line: str | bytes, number: int = 1) -> Report:
    """Make a report of one line of JSON.

    A `text` is taken as it is, and the other fields go into the header. Without one the text is put together
    from the headline, the abstract and the body.

    Args:
        line: A JSON object, as text or as UTF-8.
        number: The line's number, for the error.

    Raises:
        LineError: The line is no JSON object, or holds no Persian text.
    """
    try:
        return _report(_fields(line))
    except UnreadableError as error:
        raise LineError(str(error), number) from error


def looks_like_json_lines(data: str | bytes) -> bool:
    """Whether a text, or bytes in UTF-8, have a JSON object on their first line and anything on a later one."""
    text = data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else data
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("{") and bool(rest.strip()) and isinstance(_parsed(first), dict)


def read_json(text: str, name: str, *, id: str | None = None) -> Report | None:  # noqa: A002
    """Make a report of a text that is one JSON object, with the fields of `read_json_line`.

    Args:
        text: The whole text of a file.
        name: What to call the text in an error.
        id: The report's id where the object has none.

    Returns:
        The report; None where the text is no JSON, but prose that begins with a bracket.

    Raises:
        UnreadableError: The text is a list in JSON, or JSON Lines, or the object holds no Persian text.
    """
    data = _parsed(text) if text.lstrip().startswith(("{", "[")) else None
    if isinstance(data, list):
        raise UnreadableError(f"{name} is a list in JSON: {_LINES_ADVICE}")
    if data is None:
        if looks_like_json_lines(text):
            raise UnreadableError(f"{name} holds several objects in JSON: {_LINES_ADVICE}")
        return None
    try:
        return _report(_checked(data), id)
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def _fields(line: str | bytes) -> dict[str, Any]:
    """The object of a line."""
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        text = ""
    data = _parsed(text)
    if data is None and text.strip() != "null":
        raise UnreadableError("not JSON in UTF-8; write one JSON object a line.")
    return _checked(data)


def _parsed(text: str) -> Any:
    """What a text in JSON holds; None where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _checked(data: Any) -> dict[str, Any]:
    """The data as the fields of a report."""
    if not isinstance(data, dict):
        raise UnreadableError('not a JSON object; write {"id": …, "text": …}.')
    require_whole(json.dumps(data, ensure_ascii=False), "its text")
    return data


def _report(data: dict[str, Any], id: str | None = None) -> Report:  # noqa: A002
    """The report of the fields; `id` is its id where they give none."""
    id_ = _string(data, "id") or id
    name = id_ or "The report"
    text = _string(data, "text")
    if text:
        return read_text(text, id=id_, header=_header(data), name=name)
    body = _field(data, "body")
    if not body and not _string(data, "headline"):
        raise UnreadableError('no "text", "headline" or "body" in it; give the report\'s text.')
    paragraphs = (
        [item for item in body if isinstance(item, str)] if isinstance(body, list) else [str(body or "")]
    )
    return compose(_header(data), paragraphs, name=name, id=id_)


def _header(data: dict[str, Any]) -> Header:
    """What the fields beside the text say."""
    moment = read_moment(_string(data, "published") or "")
    url = _string(data, "url")
    outlet = outlet_of_name(_string(data, "agency") or "") or (outlet_of_address(url) if url else None)
    tags = _field(data, "tags")
    return Header(
        **{key: _string(data, key) for key in _PLAIN},
        agency=outlet.short if outlet else _string(data, "agency"),
        published=moment.published if moment else None,
        published_jalali=moment.published_jalali if moment else None,
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
    )


def _field(data: dict[str, Any], field: str) -> Any:
    """A field's value, under whichever of its names it is kept."""
    return next((data[name] for name in _NAMES[field] if data.get(name)), None)


def _string(data: dict[str, Any], field: str) -> str | None:
    """A field's value as text."""
    value = _field(data, field)
    if isinstance(value, dict):
        value = value.get("name")
    return None if value is None or isinstance(value, list) else str(value)
