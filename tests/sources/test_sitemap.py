import pytest

from dabir.sources import UnreadableError
from dabir.sources.sitemap import read_sitemap

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://example.ir/news/1 </loc><lastmod>2020-01-01</lastmod>
<image:image><image:loc>https://example.ir/1.jpg</image:loc><image:title>عکس</image:title></image:image>
<news:news><news:publication_date>2018-04-17T10:00:00Z</news:publication_date><news:title>پل تازه ساری</news:title>
</news:news></url><url><lastmod>2020-01-01</lastmod></url><url><loc>https://example.ir/news/2</loc></url></urlset>"""


def test_pages_with_what_the_sitemap_says_of_them() -> None:
    one, two = read_sitemap(NEWS.encode(), "a.xml")
    assert (one.url, one.is_sitemap) == ("https://example.ir/news/1", False)
    assert (one.header.headline, one.header.published) == ("پل تازه ساری", "2018-04-17T14:30:00+04:30")
    assert one.header.url == one.url
    assert (two.url, two.header.headline, two.header.published) == ("https://example.ir/news/2", None, None)


def test_an_index_names_other_sitemaps() -> None:
    index = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://a.ir/1.xml.gz</loc></sitemap></sitemapindex>"
    (place,) = read_sitemap(index.encode(), "a.xml")
    assert (place.url, place.is_sitemap) == ("https://a.ir/1.xml.gz", True)


def test_a_sitemap_without_a_namespace() -> None:
    (place,) = read_sitemap(b"<urlset><url><loc>https://a.ir/1</loc></url></urlset>", "a.xml")
    assert place.url == "https://a.ir/1"


@pytest.mark.parametrize("data", [NEWS[:-20], NEWS.replace("</urlset>", "<url>&x;")])
def test_what_stands_before_a_fault_is_given(data: str) -> None:
    places = read_sitemap(data.encode(), "a.xml")
    assert next(places).url == "https://example.ir/news/1"
    with pytest.raises(UnreadableError, match=r"^a\.xml is a broken sitemap \("):
        list(places)


def test_no_entity_is_unfolded() -> None:
    data = """<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "https://a.ir/">]>
    <urlset><url><loc>&a;</loc></url><url><loc>https://a.ir/2</loc></url></urlset>"""
    assert [place.url for place in read_sitemap(data.encode(), "a.xml")] == ["https://a.ir/2"]
