"""Uploads: files that somebody sends with a form, taken in up to a limit and laid into a folder of their own."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dabir.desk.visits import Visiting
from dabir.sources import without_ending

if TYPE_CHECKING:
    from starlette.types import Message

LIMIT = 200 * 2**20
"""How many bytes a form may have, with all its files."""

MOST = 100
"""How many files a form may have."""

_LONGEST = 100  # letters of a file's name, without its ending
# What has a meaning in paths and patterns, and what nobody sees.
_UNFIT = re.compile(r'[/\\*?\[\]<>:"|]')


class TooLargeError(HTTPException):
    """A form is larger than it may be."""

    def __init__(self) -> None:
        """Answer with the status for it."""
        super().__init__(413, "too large")


async def _editors_form(request: Request, visit: Visiting) -> AsyncIterator[FormData | None]:
    """The form of an editor; None where it is too large. Of others, it is not even taken in."""
    visit.need("editor")
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > LIMIT:
            raise TooLargeError
        return message

    try:
        if int(request.headers.get("content-length") or 0) > LIMIT:
            raise TooLargeError
        form = await Request(request.scope, receive).form(max_files=MOST, max_fields=20)
    except TooLargeError:
        yield None
        return
    try:
        yield form
    finally:
        await form.close()


EditorsForm = Annotated[FormData | None, Depends(_editors_form)]


def files_of(form: FormData, field: str) -> list[UploadFile]:
    """The files of a form's field; a field that was left empty has none."""
    return [one for one in form.getlist(field) if isinstance(one, UploadFile) and one.filename]


def laid_down(files: Sequence[UploadFile]) -> tuple[Path, list[Path]]:
    """Lay files into a new folder; the folder and the files, whose names differ also without their endings."""
    folder = Path(mkdtemp(prefix="dabir-"))
    laid: list[Path] = []
    try:
        for file in files:
            path = _free(folder, fit_name(file.filename or ""), {without_ending(one.name) for one in laid})
            with path.open("wb") as target:
                shutil.copyfileobj(file.file, target, 2**20)
            laid.append(path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder, laid


def fit_name(given: str) -> str:
    """The name of a file as it can be used: without folders, wildcards and invisible signs, and not too long."""
    bare = re.split(r"[/\\]", given)[-1]
    seen = "".join(sign for sign in bare if unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp"))
    clean = _UNFIT.sub("_", seen).strip(" .")
    stem = without_ending(clean)
    ending = clean[len(stem) :][-24:]
    return (_cut(stem) or "file") + ending


def _cut(stem: str) -> str:
    """As much of a name as file systems take, which count bytes."""
    return stem.encode()[: 2 * _LONGEST].decode(errors="ignore")


def _free(folder: Path, name: str, taken: set[str]) -> Path:
    """A path for a name; numbered where another file has the same name but for the ending."""
    stem = without_ending(name)
    number = 1
    free = stem
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    return folder / f"{free}{name[len(stem) :]}"
