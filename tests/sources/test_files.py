import json

import pytest

from dabir.sources import UnreadableError, looks_like_json_lines, read_bytes, read_file

TEXT = "پل تازه دزفول باز شد\nبه گزارش ایرنا، فرماندار دزفول گفت: پل تازه پنجاه متر است."
REST = "این پل در دو سال ساخته شد و از فردا خودروها از آن می‌گذرند."
PARAGRAPHS = "".join(f"<p>{line} {REST}</p>" for line in TEXT.split("\n"))
PAGE = f"""<!DOCTYPE html>
<html><body><h1>پل تازه دزفول باز شد</h1><div itemprop='articleBody'>{PARAGRAPHS}</div></body></html>"""


def test_a_text_file(tmp_path):
    path = tmp_path / "pol.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    report = read_file(path)
    assert (report.id, report.text, report.header.agency) == ("pol", TEXT, "ایرنا")


def test_a_page_is_told_by_its_content(tmp_path):
    path = tmp_path / "pol.txt"
    path.write_text(PAGE, encoding="utf-8")
    report = read_file(path)
    assert report.header.headline == "پل تازه دزفول باز شد"
    assert "<" not in report.text


def test_a_text_with_a_less_than_sign_is_no_page():
    assert read_bytes(f"<{TEXT}".encode()).text == f"<{TEXT}"


@pytest.mark.parametrize("indent", [None, 2])
def test_one_json_object_is_a_report(tmp_path, indent):
    path = tmp_path / "pol.json"
    path.write_text(
        "\n" + json.dumps({"text": TEXT, "url": "https://isna.ir/news/1"}, indent=indent), encoding="utf-16"
    )
    report = read_file(path)
    assert (report.id, report.text, report.header.agency) == ("pol", TEXT, "ایسنا")


def test_an_object_that_is_no_report_is_refused():
    with pytest.raises(UnreadableError, match=r'^a\.json: no "text"'):
        read_bytes(b'{"name": 1}', "a.json")


@pytest.mark.parametrize("rest", ['{"id": 2}', "oops"])
def test_lines_of_json_are_no_single_report(rest):
    lines = "\n".join([json.dumps({"text": TEXT}), rest])
    assert looks_like_json_lines(lines)
    assert looks_like_json_lines(lines.encode())
    with pytest.raises(
        UnreadableError, match=r"^standard input holds several objects in JSON: give it with --jsonl"
    ):
        read_bytes(lines.encode(), "standard input")


def test_a_list_in_json_is_no_report():
    with pytest.raises(UnreadableError, match=r"^a\.json is a list in JSON: give it with --jsonl"):
        read_bytes(json.dumps([{"text": TEXT}]).encode(), "a.json")


@pytest.mark.parametrize("start", ["[تصویر] ", "{ویژه} ", "[" * 9000])
def test_a_bracket_alone_makes_no_json(start):
    assert not looks_like_json_lines(start + TEXT)
    assert read_bytes((start + TEXT).encode()).text == start + TEXT


@pytest.mark.parametrize(
    "root", ["<rss version='2.0'>", "<?xml version='1.0'?>\n<feed>", "<!-- x --><rdf:RDF>"]
)
def test_a_feed_is_no_report(root):
    with pytest.raises(UnreadableError, match=r"^feed\.xml is a feed, not a report: give the page"):
        read_bytes(f"{root}<title>{TEXT}</title>".encode(), "feed.xml")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(
        UnreadableError, match=r"nichts\.txt cannot be read \(No such file or directory\): check"
    ):
        read_file(tmp_path / "nichts.txt")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_file(tmp_path)


def test_errors_name_the_file(tmp_path):
    path = tmp_path / "english.txt"
    path.write_text("The bridge will open on Sunday after two years of work, the governor said.")
    with pytest.raises(UnreadableError, match=r"english\.txt is not Persian but English"):
        read_file(path)
