import re
from dataclasses import replace

from lxml import html

from dabir.exports.page import STYLES, html_page
from dabir.record import Record, Statement


def test_the_page_holds_the_reports_own_words(record: Record) -> None:
    page = html.fromstring(html_page(record))
    report = page.xpath("//div[@class='report']/*[not(@class='origin')]")
    assert [block.text_content() for block in report] == record.text.split("\n")
    assert page.get("dir") == "rtl"
    assert page.get("lang") == "fa"


def test_every_statement_and_person_has_an_address_and_a_link(record: Record) -> None:
    page = html.fromstring(html_page(record))
    ids = [one.get("id") for one in page.xpath("//*[@id]")]
    links = [one.get("href") for one in page.xpath("//aside//a")]
    assert len(ids) == len(set(ids))
    assert links == ["#r1-p1", "#r1-p2", "#r1-i1", "#r1-s1", "#r1-s2", "#r1-s3"]
    assert {link[1:] for link in links} <= set(ids)


def test_a_statement_is_marked_with_its_words_and_in_its_speakers_style(record: Record) -> None:
    page = html.fromstring(html_page(record))
    (said,) = page.xpath("//*[@id='r1-s2']")
    assert said.text_content() == record.statements[1].text
    assert said.get("class") == "said c1"
    assert said.xpath("ancestor::*[@data-s='r1-s1']")
    (cue,) = page.xpath("//span[contains(@class, 'cue') and @data-s='r1-s3']")
    assert cue.text_content() == "اعلام کرد"


def test_the_page_asks_for_nothing_from_outside(record: Record) -> None:
    page = html_page(record)
    assert not re.findall(r"https?:|//\w|\bsrc=|@import|url\(", page)


def test_text_is_escaped_and_a_strange_address_is_no_link(record: Record) -> None:
    header = replace(record.report, agency='<b>"', url="javascript:alert(1)")
    page = html_page(replace(record, report=header))
    assert "<b>" not in page
    assert "javascript:" not in page
    assert "پل &lt;تازه&gt;" in page


def test_an_address_is_shown(record: Record) -> None:
    page = html_page(replace(record, report=replace(record.report, url="https://example.ir/n/1")))
    assert '<a href="https://example.ir/n/1" rel="noreferrer"' in page


def test_several_records_make_one_page_with_its_contents(record: Record) -> None:
    page = html.fromstring(html_page(record, record))
    assert page.xpath("//nav//a/@href") == ["#r1", "#r2"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.findtext("head/title") == "۲ خبر"


def test_more_speakers_than_styles_begin_again(record: Record) -> None:
    first = record.statements[2]
    many: tuple[Statement, ...] = tuple(
        replace(first, id=f"s{number}", speaker_id=f"x{number}") for number in range(STYLES + 1)
    )
    page = html.fromstring(html_page(replace(record, statements=many)))
    said = page.xpath("//span[starts-with(@class, 'said')]/@class")
    assert said[0] == said[-1] == "said c0"
    assert len(set(said)) == STYLES


def test_a_person_of_whom_the_post_tells_the_country_is_shown_without_it(record: Record) -> None:
    told = replace(record.people[0], role="شهردار ساری ایران")
    assert 'class="country"' in html_page(record)
    assert 'class="country"' not in html_page(replace(record, people=(told,)))
