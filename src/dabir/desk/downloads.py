"""Downloads: sheets as files that a visitor keeps."""

from __future__ import annotations

from typing import Literal

from fastapi.responses import Response

from dabir.exports.sheet import Sheet
from dabir.exports.sheet_markdown import sheet_markdown
from dabir.exports.sheet_page import sheet_page

Form = Literal["html", "md"]

_WRITERS = {"html": (sheet_page, "text/html"), "md": (sheet_markdown, "text/markdown")}


def sheet_file(sheet: Sheet, form: Form, name: str) -> Response:
    """A sheet as a file of this name; the browser keeps it rather than show it, as its page has a style of its own."""
    writer, media = _WRITERS[form]
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{form}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie",
    }
    return Response(writer(sheet), media_type=f"{media}; charset=utf-8", headers=headers)
