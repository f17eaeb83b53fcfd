"""Files: bytes and files become reports, read as a page or as plain text, whichever they hold."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from dabir.report import Report
from dabir.sources.encoding import decode
from dabir.sources.page import read_page
from dabir.sources.refusal import UnreadableError
from dabir.sources.text import read_text

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|article|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_REACH = 4_000


def read_file(path: str | PathLike[str]) -> Report:
    """Make a report of a file of plain text or HTML; the file's name without its ending becomes the id.

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
) -> Report:
    """Make a report of the bytes of a text or a page; which of them it is, the content tells.

    Args:
        data: The bytes, in any encoding of `dabir.sources.encoding`.
        name: What to call the input in an error.
        id: The report's id; without one, a hash of the text serves.
        url: The address they come from.

    Raises:
        UnreadableError: The bytes hold no Persian report.
    """
    text = decode(data, name)
    if _MARKUP.match(text[:_REACH]):
        return read_page(text, url, id=id, name=name)
    return read_text(text, id=id, url=url, name=name)
