"""Readiness: what pages need and what takes long to load, loaded before the first visitor asks for it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from dabir.archive.names.latin import latin
from dabir.archive.words.sieve import roots
from dabir.desk.mending import mended

if TYPE_CHECKING:
    from dabir.archive import Archive

_log = logging.getLogger(__name__)
# A name that no list holds, and a foreign one: they are written in Latin letters by analogy with all that lists hold.
_NAMES = ("شهروژ تابنده", "میلوش پترویچ")


def make_ready(archive: Archive) -> threading.Thread:
    """Load it in a thread of its own, which nobody needs to wait for."""
    thread = threading.Thread(target=_load, args=(archive,), name="dabir-ready", daemon=True)
    thread.start()
    return thread


def _load(archive: Archive) -> None:
    try:
        roots("رفتن")
        mended("آن ها می روند")
        for name in _NAMES:
            latin(name)
        archive.embedder.embed(["آماده"], kind="query")
    except Exception:  # whoever needs it will be told why it cannot be loaded
        _log.exception("The desk could not be made ready")
