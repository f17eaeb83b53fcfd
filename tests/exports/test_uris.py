import re

import pytest
from hypothesis import given

from dabir.exports.uris import fact_uri, facts_uri, page_uri, report_uri
from exporting import TROUBLE

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


def test_a_report_is_a_urn_or_an_address_of_the_base() -> None:
    assert report_uri("r1") == report_uri("r1") != report_uri("r2")
    assert report_uri("r1").startswith("urn:uuid:")
    assert report_uri("خبر/۱", "https://a.example/") == "https://a.example/%D8%AE%D8%A8%D8%B1%2F%DB%B1"
    assert facts_uri("r1", "https://a.example/") == "https://a.example/r1/facts"
    assert facts_uri("r1") not in {report_uri("r1"), report_uri("r1/facts")}
    assert fact_uri("urn:uuid:0", "s1") == "urn:uuid:0#s1"


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://a.ir/n/1", "https://a.ir/n/1"),
        (" https://a.ir/سد ب ", "https://a.ir/%D8%B3%D8%AF%20%D8%A8"),
        ("https://a.ir/%D8%B3?x=%zz#a#b", "https://a.ir/%D8%B3?x=%25zz#a%23b"),
        ("http://[::1]:8000/a[b]", "http://[::1]:8000/a%5Bb%5D"),
        ("a.ir/n/1", None),
        ("mailto:a@b.ir", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_the_address_of_a_page_is_made_a_uri(address: str | None, uri: str | None) -> None:
    assert page_uri(address) == uri


@given(TROUBLE, TROUBLE)
def test_whatever_stands_in_them_they_are_uris(key: str, rest: str) -> None:
    for uri in (report_uri(key), report_uri(key, "https://a.example/"), fact_uri(report_uri("r"), key)):
        assert URI.fullmatch(uri)
    found = page_uri(f"https://a.example/{rest}")
    assert found
    assert URI.fullmatch(found)
    named = page_uri(f"https://{rest}")
    assert named is None or URI.fullmatch(named)
