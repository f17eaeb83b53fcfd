"""Files: bytes and files become reports, read as a page, as JSON or as plain text, whichever they hold."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from dabir.report import Header, Report
from dabir.sources.encoding import decode
from dabir.sources.fields import NAMES, Names
from dabir.sources.jsonlines import read_json
from dabir.sources.kinds import kind_of_markup
from dabir.sources.page import read_page
from dabir.sources.refusal import UnreadableError
from dabir.sources.text import read_text

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|article|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_REACH = 4_000


def read_file(path: str | PathLike[str]) -> Report:
    """Make a report of a file of plain text, HTML or JSON; the file's name without its ending becomes the id.

    Raises:
        UnreadableError: The file cannot be opened, or holds no Persian report.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnreadableError(f"{file} cannot be read ({reason}): check the name.") from error
    return read_bytes(data, str(file), id=file.stem)


def read_bytes(
    data: bytes,
    name: str = "The input",
    *,
    id: str | None = None,  # noqa: A002
    url: str | None = None,
    header: Header | None = None,
    names: Names = NAMES,
) -> Report:
    """Make a report of the bytes of a text, a page or a JSON object; which of them it is, the content tells.

    Args:
        data: The bytes, in any encoding of `dabir.sources.encoding`.
        name: What to call the input in an error.
        id: The report's id; without one, a hash of the text serves.
        url: The address they come from.
        header: What is known from elsewhere of a page or a text; what a page says of itself goes before it.
        names: Under which names the fields of an object are looked for.

    Raises:
        UnreadableError: The bytes hold no Persian report.
    """
    text = decode(data, name)
    collection = kind_of_markup(text)
    if collection:
        raise UnreadableError(f"{name} is a {collection}, not a report: give the page of one of its reports.")
    if _MARKUP.match(text[:_REACH]):
        return read_page(text, url, id=id, header=header, name=name)
    report = read_json(text, name, id=id, names=names)
    return report or read_text(text, id=id, url=url, header=header, name=name)
