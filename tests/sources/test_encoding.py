import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources import UnreadableError
from dabir.sources.encoding import decode

TEXT = "شهردار بم از آغاز ساخت پارک خبر داد\nوی گفت: کار تا پاییز تمام می‌شود."
ARABIC_KEYS = TEXT.replace("ی", "ي").replace("ک", "ك")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_windows_1256():
    assert decode(ARABIC_KEYS.encode("windows-1256")) == ARABIC_KEYS


def test_a_wrong_declaration_is_seen_through():
    page = f'<html><head><meta charset="windows-1256"></head><body>{TEXT}</body></html>'
    assert decode(page.encode()) == page


@pytest.mark.parametrize(
    "text", ["Вазир гуфт, ки пул то тобистон тайёр мешавад.", "Nazir dedi ki, körpü gələn il açılır."]
)
def test_utf8_in_another_script_is_not_read_as_anything_else(text):
    assert decode(text.encode()) == text
    assert decode(b"\xff" + text.encode() * 9) == "\ufffd" + text * 9


def test_an_unknown_declared_encoding_is_passed_over():
    page = f'<html><head><meta charset="x-farsi-9"></head><body>{TEXT}</body></html>'
    assert decode(page.encode()) == page


def test_a_few_broken_bytes_do_not_change_the_encoding():
    data = (TEXT * 20).encode()
    middle = data.index(b" ", 500)
    assert decode(data[:middle] + b"\xff" + data[middle:]).count("شهردار") == 20


def test_windows_line_ends_become_newlines():
    assert decode(TEXT.replace("\n", "\r\n").encode()) == TEXT


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_refused(data):
    with pytest.raises(UnreadableError, match=r"^leer\.txt is empty"):
        decode(data, "leer.txt")


def test_binary_data_are_refused():
    with pytest.raises(UnreadableError, match=r"^data\.bin is not text but binary data: give"):
        decode(bytes(range(256)) * 20, "data.bin")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (b"{\\rtf1\\ansi ", "an RTF document"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
    ],
)
def test_documents_and_images_are_refused_by_name(start, kind):
    with pytest.raises(UnreadableError, match=rf"^x is not text but {kind}: give"):
        decode(start + TEXT.encode(), "x")


@given(st.text(alphabet="ابپتکگیمنود ‌.،\n", min_size=20).filter(str.strip))
def test_persian_in_utf8_always_comes_back(text):
    assert decode(text.encode()) == text
