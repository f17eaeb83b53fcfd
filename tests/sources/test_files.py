import pytest

from dabir.sources import UnreadableError, read_bytes, read_file

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
