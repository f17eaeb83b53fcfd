import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.report import Header
from dabir.sources import read_json_line, read_page, read_text
from dabir.sources.address import day_of_address
from website import LINES, page

DAY = ("2018-04-16", "1397-01-27")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.farsnews.ir/news/13970127000123",
        "https://www.farsnews.ir/news/13970127000123/شهردار-ساری-از-پل-گفت",
        "http://www.farsnews.com/newstext.php?nn=13970127000123",
        "farsnews.ir/news/9701270123",
        "https://www.isna.ir/news/97012712345/پل",
        "https://example.ir/2018/04/16/pol",
        "https://example.ir/1397/01/27/pol",
        "https://example.ir/news/1397/1/27/",
        "https://example.ir/2018-04-16-pol",
        "https://example.ir/%DB%B1%DB%B3%DB%B9%DB%B7/%DB%B0%DB%B1/%DB%B2%DB%B7/",
    ],
)
def test_the_day_in_an_address(url: str) -> None:
    assert day_of_address(url) == DAY


def test_the_older_codes_have_two_digits_of_the_year() -> None:
    assert day_of_address("http://www.farsnews.com/news/8401270123") == ("2005-04-16", "1384-01-27")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.farsnews.ir/news/13971327000123",  # there is no 13th month
        "https://www.farsnews.ir/news/139701270001231234567",
        "https://www.irna.ir/news/84012701/",  # a number that grows, and no date
        "https://example.ir/news/13970127000123",  # of an outlet of which nothing is known
        "https://example.ir/1997/13/40/",
        "https://example.ir/1020/04/16/",
        "https://example.ir/2018/04/161/",
        "http://[",
        "",
    ],
)
def test_no_day_in_an_address(url: str) -> None:
    assert day_of_address(url) is None


@given(st.text(max_size=60))
def test_any_address_is_looked_at(path: str) -> None:
    moment = day_of_address(f"https://farsnews.ir/{path}")
    assert moment is None or len(moment.published) == 10


def test_a_text_takes_its_day_from_its_address() -> None:
    header = read_text("\n".join(LINES), url="https://farsnews.ir/news/13970127000123").header
    assert (header.published, header.published_jalali) == DAY


def test_what_is_given_or_written_goes_before_the_address() -> None:
    url = "https://farsnews.ir/news/13970127000123"
    given_day = read_text("\n".join(LINES), url=url, header=Header(published="2018-04-15")).header
    assert (given_day.published, given_day.published_jalali) == ("2018-04-15", None)
    credit = "تاریخ انتشار: ۱۳۹۷/۰۱/۲۶"
    assert read_text("\n".join([*LINES, credit]), url=url).header.published_jalali == "1397-01-26"
    row = f'{{"text": "{LINES[0]}", "url": "{url}", "date": "1397/01/25"}}'
    assert read_json_line(row).header.published_jalali == "1397-01-25"
    tag = '<meta property="article:published_time" content="2018-04-14T10:00:00+0430">'
    told = read_page(page("پل تازه ساری", head=tag), url).header
    assert told.published_jalali == "1397-01-25T10:00:00"
    assert (read_page(page("پل تازه ساری"), url).header.published_jalali) == "1397-01-27"
