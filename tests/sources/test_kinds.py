import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources.kinds import can_be_read, ending_of, holds_lines, is_single, kind_of, without_ending


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"PAR1\x15", "a", "parquet"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"<rss version='2.0'>", "a.txt", "feed"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<?xml-stylesheet href='a'?><!-- < --><feed>", "a", "feed"),
        (b"<!DOCTYPE rss PUBLIC 'x' 'y'>\n<rss version='0.91'>", "a", "feed"),
        (b"<rdf:RDF xmlns='x'>", "a", "feed"),
        ("<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"), "a", "feed"),
        (b"<?xml version='1.0'?><urlset xmlns='x'>", "a.xml", "sitemap"),
        (b"<sitemapindex>", "a.xml", "sitemap"),
        (b"title,body\n", "a.CSV", "table"),
        (b"title\tbody\n", "a.tsv.gz", "table"),
        (b"title,body\n", "https://example.ir/a.csv?b=c.d", "table"),
        (b"", "a.jsonl", "objects"),
        (b'{"id"', "a.txt", "objects"),
        (b'\xef\xbb\xbf {"id"', "a", "objects"),
        (b' [\n {"id": 1', "a.txt", "list"),
        (b"[]", "a.txt", "list"),
        (b'["a"', "a.json", "list"),
        ("[تصویر] پل".encode(), "a.txt", "report"),
        (b"<!doctype html>", "a.xml", "report"),
        (b"<rssfeed>", "a", "report"),
        (b"", "a", "report"),
    ],
)
def test_kinds(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


def test_a_prologue_without_end_takes_little_time() -> None:
    assert kind_of(b"<?a?>" * 5000, "a") == "report"
    assert kind_of(b"<!--" * 5000, "a") == "report"


@pytest.mark.parametrize(
    ("name", "ending", "bare"),
    [
        ("a.txt", ".txt", "a"),
        ("b/a.HTML.gz", ".html", "b/a"),
        ("a.warc.zst", ".warc", "a"),
        ("a.b.json", ".json", "a.b"),
        ("a.gz", "", "a"),
        ("گزارش ۱.۵", "", "گزارش ۱.۵"),
        ("a.5", "", "a.5"),
        (".txt", "", ".txt"),
        ("b/.txt", "", "b/.txt"),
        ("a", "", "a"),
    ],
)
def test_endings(name: str, ending: str, bare: str) -> None:
    assert (ending_of(name), without_ending(name)) == (ending, bare)


@pytest.mark.parametrize(
    "name", ["a", "a.txt", "a.php?id=3.4", "a.json", "a.warc.gz", "a.pq", "a.xml", "پل ۲.۱"]
)
def test_files_that_may_hold_reports(name: str) -> None:
    assert can_be_read(name)


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf", "a.css", "a.zip", "a.py", "a.docx.gz"])
def test_files_that_hold_none(name: str) -> None:
    assert not can_be_read(name)


def test_what_a_name_says() -> None:
    assert is_single("a.html.gz")
    assert not is_single("a")
    assert not is_single("a.json")
    assert holds_lines("a.ndjson.gz")
    assert not holds_lines("a.json")


@given(st.binary(), st.text())
def test_anything_is_of_some_kind(head: bytes, name: str) -> None:
    assert kind_of(head, name) in ("report", "objects", "list", "table", "parquet", "feed", "sitemap", "warc")
    assert name.startswith(without_ending(name))
