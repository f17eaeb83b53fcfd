import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dabir.sources import UnreadableError, download, fetch

TEXT = "پل تازه دزفول باز شد\nبه گزارش ایرنا، فرماندار دزفول گفت: پل تازه پنجاه متر است."


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/%D8%AE%D8%A8%D8%B1":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(TEXT.encode())
        else:
            self.send_error(404)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/خبر", "/%D8%AE%D8%A8%D8%B1"])
def test_a_report_at_an_address(server, path):
    report = fetch(server + path)
    assert report.text == TEXT
    assert report.header.url == server + path


def test_an_answer_that_is_no_page(server):
    with pytest.raises(UnreadableError, match="answered 404 Not Found: check the address"):
        fetch(server + "/x")


def test_too_large_a_page(server, monkeypatch):
    monkeypatch.setattr(download, "_LIMIT", 10)
    with pytest.raises(UnreadableError, match="is larger than"):
        fetch(server + "/خبر")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a", "khabar.txt", ""])
def test_only_web_addresses_are_fetched(url):
    with pytest.raises(UnreadableError, match="is no web address"):
        fetch(url)


def test_a_server_that_is_not_there():
    with pytest.raises(UnreadableError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/a", timeout=2)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http:// /"])
def test_an_address_that_nobody_can_have(url):
    with pytest.raises(UnreadableError):
        fetch(url)
