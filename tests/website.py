"""A website on this machine for tests, and invented pages for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote

LINES = (
    "رضا پاکدل شهردار ساری گفت: پل تازه شهر تا پایان هفته گشوده می‌شود و رفت‌وآمد آسان خواهد شد.",
    "وی افزود: ساخت این پل دو سال زمان برد و چهل کارگر بومی در آن کار کردند.",
)


def page(headline: str, *lines: str, head: str = "") -> str:
    """An HTML page of a report."""
    paragraphs = "".join(f"<p>{line}</p>" for line in lines or LINES)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body><h1>{headline}</h1>"
        f"<div itemprop='articleBody'>{paragraphs}</div></body></html>"
    )


class Reply(NamedTuple):
    """What the website says at one path; with an ETag in the headers, 304 to who names it."""

    body: str | bytes = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Website:
    """Replies by path, which a test may change at any time, and what was asked for so far."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        self.asked.append(path)
        self.headers.append(headers)
        reply = self.replies.get(path, Reply("", 404))
        etag = dict(reply.headers).get("ETag")
        if etag and headers.get("If-None-Match") == etag:
            return Reply("", 304, (("ETag", etag),))
        return reply


@contextmanager
def serving() -> Iterator[Website]:
    """A website that answers until the block ends."""
    site = Website()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = site.reply(unquote(self.path), dict(self.headers))
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if "Content-Length" not in dict(reply.headers):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        site.address = f"http://127.0.0.1:{server.server_port}"
        yield site
        server.shutdown()
        thread.join()


class Time:
    """A clock that stands still but for those who sleep."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
