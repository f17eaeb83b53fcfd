"""Whatever comes in, a report or one clear refusal comes out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dabir.sources
from dabir.sources import UnreadableError, read_bytes, read_page, read_text

TAGS = [
    "<p>",
    "</p>",
    "<div itemprop='articleBody'>",
    "</div>",
    "<h1>",
    "</h1>",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "&zwnj;",
]
META = [
    '<meta property="og:title" content="',
    '">',
    '<script type="application/ld+json">{"@type": "NewsArticle"',
    "}</script>",
]
WORDS = [
    "وزیر راه گفت: این جاده تا پایان سال باز می‌شود. ",
    "به گزارش ایسنا، ",
    "انتهای پیام/",
    "کد خبر: ۱۲۳۴۵",
    "\n",
    "\x00",
    "\ud800",
]
MIXTURES = st.lists(st.one_of(st.sampled_from(TAGS + META + WORDS), st.text(max_size=10)), max_size=25).map(
    "".join
)


def check(read, data):
    report, message = None, ""
    try:
        report = read(data)
    except UnreadableError as error:
        message = str(error)
    assert "\n" not in message
    assert report is None or (report.parts and report.text.encode())
    assert all(report.text[part.start : part.end].strip() for part in (report.parts if report else ()))


@given(st.one_of(st.binary(), MIXTURES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
def test_any_bytes(data):
    check(read_bytes, data)


@given(MIXTURES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
def test_any_page(source):
    check(read_page, source)


@given(st.one_of(st.text(), MIXTURES))
@settings(deadline=None)
def test_any_text(text):
    check(read_text, text)


def test_the_room_gives_out_what_it_lists():
    assert all(callable(getattr(dabir.sources, name)) for name in dabir.sources.__all__)
    with pytest.raises(AttributeError, match="no attribute 'utils'"):
        _ = dabir.sources.utils
