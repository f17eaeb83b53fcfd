import re

import pytest

from dabir.script.letters import squeeze
from dabir.sources.agencies import name_pattern, outlet_of_address, outlet_of_name, outlets

# Names and addresses that the description of the project's sources lists.
LISTED = {
    "آنا": "ana.ir",
    "ایرنا": "irna.ir",
    "ایسنا": "isna.ir",
    "مهر": "mehrnews.com",
    "فارس": "farsnews.ir",
    "تسنیم": "tasnimnews.com",
    "صدا و سیما": "iribnews.ir",
    "باشگاه خبرنگاران جوان": "yjc.ir",
    "ایلنا": "ilna.ir",
    "خبرآنلاین": "khabaronline.ir",
    "همشهری": "hamshahrionline.ir",
    "تابناک": "tabnak.ir",
    "انتخاب": "entekhab.ir",
    "عصر ایران": "asriran.com",
    "مشرق": "mashreghnews.ir",
    "ورزش سه": "varzesh3.com",
}


@pytest.mark.parametrize(("short", "domain"), LISTED.items())
def test_listed_outlets_are_known_by_name_and_address(short, domain):
    outlet = outlet_of_name(short)
    assert outlet is not None
    assert outlet.short == short
    assert outlet_of_address(f"https://www.{domain}/news/1") is outlet


def test_no_name_or_domain_stands_for_two_outlets():
    names = [(squeeze(name).lower(), outlet.short) for outlet in outlets() for name in outlet.names()]
    assert len({name for name, _ in names}) == len(set(names))
    domains = [domain for outlet in outlets() for domain in outlet.domains]
    assert len(domains) == len(set(domains))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("خبرگزاري فارس", "فارس"),
        ("روزنامه گاردين", "گاردین"),
        ("شبکه خبری المیادین", "المیادین"),
        ("«ورزش سه»", "ورزش سه"),
        ("آسوشيتد پرس", "آسوشیتدپرس"),
        ("Mehr News", "مهر"),
    ],
)
def test_a_name_is_known_in_other_spellings(name, short):
    outlet = outlet_of_name(name)
    assert outlet is not None
    assert outlet.short == short


def test_a_section_of_a_site_may_be_an_outlet_of_its_own():
    persian, english = outlet_of_address("https://www.bbc.com/persian/a"), outlet_of_address("bbc.com/news")
    assert persian is not None
    assert english is not None
    assert (persian.short, english.short) == ("بی‌بی‌سی فارسی", "بی‌بی‌سی")


@pytest.mark.parametrize("url", ["", "https://example.org/a", "not an address", "http://[::1"])
def test_other_addresses_are_nobody(url):
    assert outlet_of_address(url) is None


def test_a_common_word_is_no_certain_name():
    assert re.fullmatch(name_pattern(certain=False), "مهر")
    assert not re.fullmatch(name_pattern(certain=True), "مهر")
    assert re.fullmatch(name_pattern(certain=True), "خبرگزاری مهر")
    assert re.fullmatch(name_pattern(certain=True), "ایسنا")
