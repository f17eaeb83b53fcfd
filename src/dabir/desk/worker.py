"""Workers: where a desk is served by several processes, each opens the archive and makes its own application."""

from __future__ import annotations

import atexit
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from dabir.archive import Archive
from dabir.desk.app import create_app
from dabir.desk.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

# Where the process that starts the others leaves for them what to serve.
_TOLD = "DABIR_DESK"


def tell(address: str, settings: Settings) -> None:
    """Leave the archive's address and the settings for the processes that this one starts."""
    os.environ[_TOLD] = json.dumps({"address": address, "settings": asdict(settings)})


def create() -> FastAPI:
    """The application of one process, for the archive and with the settings that it was left.

    Raises:
        ArchiveError: The archive cannot be opened.
    """
    told = json.loads(os.environ[_TOLD])
    settings = told["settings"]
    archive = Archive(told["address"], create=False)
    atexit.register(archive.close)
    return create_app(archive, Settings(**{**settings, "names": tuple(settings["names"])}))
