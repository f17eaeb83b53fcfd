"""A desk that several processes serve: what one of them does, all of them tell."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dabir.desk.settings import Settings
from dabir.desk.worker import create

PATIENCE = 120.0
NEW = "گشایش بازار تازهٔ ماهی\nناهید دریانورد رئیس اتحادیهٔ صیادان گفت: بازار از هفتهٔ آینده کار می‌کند."


@contextmanager
def desk(place: Path) -> Iterator[str]:
    """The address of a desk of two processes, as the command starts it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("dabir")), "desk", "--fast", "--empty", "--processes", "2"]
    with subprocess.Popen([*command, "--archive", str(place), "--port", str(port)]) as process:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) in (0, -signal.SIGINT, 130)


def asked(address: str, path: str) -> httpx.Response:
    """An answer, from whichever process takes the connection; waited for until the desk is open."""
    latest = time.monotonic() + PATIENCE
    while True:
        try:
            return httpx.get(address + path, timeout=PATIENCE)
        except httpx.TransportError:
            assert time.monotonic() < latest, "the desk does not open"
            time.sleep(0.2)


def test_a_text_that_one_process_adds_is_told_by_all(tmp_path: Path) -> None:
    with desk(tmp_path / "archive.dabir") as address:
        form = asked(address, "/add")
        key = re.findall(r'name="key" value="([^"]+)"', form.text)[0]
        with httpx.Client(base_url=address, cookies=form.cookies, timeout=PATIENCE) as editor:
            sent = editor.post("/add/text", data={"text": NEW, "key": key})
        assert (sent.status_code, sent.headers["location"]) == (303, "/add/jobs/1")
        latest = time.monotonic() + PATIENCE
        while "انجام شد" not in asked(address, "/add/jobs/1").text:
            assert time.monotonic() < latest, "the job does not end"
            time.sleep(0.2)
        shown = [asked(address, "/search?q=ماهی").text for _ in range(8)]
        assert all("گشایش بازار" in page for page in shown)


def test_a_process_takes_what_it_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dabir.archive import Archive
    from dabir.desk import worker

    path = str(tmp_path / "archive.dabir")
    Archive(path).close()
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr("atexit.register", lambda _: None)
    settings = Settings("0.0.0.0", 80, ("desk.example",), secure=True, fast=True, processes=3)
    worker.tell(path, settings)
    assert json.loads(os.environ["DABIR_DESK"])["address"] == path
    office = create().state.office
    assert office.settings == settings
    office.archive.close()
