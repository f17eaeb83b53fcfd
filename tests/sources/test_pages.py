import json

import pytest

from dabir.report import Header
from dabir.sources import UnreadableError, read_page

# An invented page as the first content system writes them (Mehr, ISNA, Khabar Online, …).
NASTOOH = """<!DOCTYPE html>
<html lang="fa"><head><meta charset="utf-8"><title>سدهای سمنان پر شد - خبرگزاری مهر</title>
<meta property="og:site_name" content="خبرگزاری مهر | اخبار ایران و جهان">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
{"@type": "NewsArticle", "headline": "سدهای سمنان پر شد", "datePublished": "1398-02-03T08:20:00+04:30",
"author": {"@type": "Person", "name": "سارا نیک‌پی"}}]}</script></head>
<body><nav><a href="/">صفحه نخست</a><a href="/service/society">جامعه</a></nav>
<ol class="breadcrumb"><li><a>جامعه</a></li><li><a>محیط زیست</a></li></ol>
<div class="item-date"><span>سه‌شنبه ۳ اردیبهشت ۱۳۹۸ - ۰۸:۲۰</span></div>
<div class="item-title"><h4 class="subtitle">مدیر آب سمنان:</h4>
<h1 class="title">سدهای سمنان پر شد</h1></div>
<div class="item-summary">
<p class="summary">مدیر آب سمنان گفت: بارش‌های بهار هر سه سد استان را پر کرد.</p></div>
<div itemprop="articleBody">
  <p>به گزارش خبرنگار مهر از سمنان، هوشنگ دلاوری گفت: حجم آب
     پشت سدها دو برابر سال گذشته است.<!-- شمارنده --></p>
  <div class="related"><a>باران در راه سمنان است</a></div>
  <p>وی افزود: مردم در مصرف آب صرفه‌جویی کنند.</p>
  <p><strong>برنامه تابستان</strong></p>
  <p>دلاوری ادامه داد: برای تابستان هیچ کمبودی <a href="/tag">پیش‌بینی</a> نمی‌شود.</p>
  <p>بیشتر بخوانید:</p><ul><li><a>برف در گردنه آهوان</a></li></ul>
  <script>count(1)</script></div>
<section class="tags"><ul><li><a>سمنان</a></li><li><a>سد</a></li></ul></section>
<div class="item-code"><span>کد خبر ۴۵۹۸۷۶۱</span></div><footer>همه حقوق محفوظ است</footer></body></html>"""

# An invented page as the second one writes them (ANA, Tabnak, YJC, …): Arabic keyboard, <br> for paragraphs.
SAMANEH = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head>
<body>
<div class="news_nav">كد خبر: 771234 <span>تاريخ انتشار: 14 آبان 1396 - 17:05</span></div>
<div class="rutitr">در نشست با دانشجويان</div><div class="title">رئيس دانشگاه از خوابگاه تازه خبر داد</div>
<div class="subtitle">رئيس دانشگاه گفت: ساخت خوابگاه تازه تا مهر پايان مي‌يابد.</div>
<div class="body">به گزارش گروه دانشگاه خبرگزاري آنا، بهمن فرخي امروز گفت: خوابگاه دويست اتاق دارد.<br/><br/>
وي افزود: هزينه آن را خيران داده‌اند.<br/><br/>انتهاي پيام/4033</div>
<div class="comments">نظر شما: عالي بود و از همه سپاسگزاريم</div></body></html>"""

PARAGRAPHS = [
    "مدیرکل هواشناسی استان گلستان از ورود سامانه بارشی خبر داد و گفت: این سامانه تا پایان هفته می‌ماند.",
    "او افزود: کشاورزان باید محصول خود را پیش از شنبه بردارند و رانندگان از سفر بپرهیزند تا آسیبی نبینند.",
    "به گفته وی، بارش‌ها در ارتفاعات به شکل برف خواهد بود و دمای هوا هشت درجه پایین می‌آید.",
]


def page(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>"


def article(*paragraphs):
    return page(
        "<h1>باران در راه است</h1><article>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</article>"
    )


def kinds(report):
    return [part.kind for part in report.parts]


def test_the_first_content_system():
    report = read_page(NASTOOH, "https://www.mehrnews.com/news/4598761/sad")
    assert report.header == Header(
        headline="سدهای سمنان پر شد",
        kicker="مدیر آب سمنان:",
        abstract="مدیر آب سمنان گفت: بارش‌های بهار هر سه سد استان را پر کرد.",
        agency="مهر",
        desk="محیط زیست",
        reporter="سارا نیک‌پی",
        place="سمنان",
        published="2019-04-23T08:20:00+04:30",
        published_jalali="1398-02-03T08:20:00",
        url="https://www.mehrnews.com/news/4598761/sad",
        code="4598761",
        tags=("سمنان", "سد"),
    )
    assert kinds(report) == [
        *("kicker", "headline", "abstract", "dateline", "body", "body", "crosshead", "body", "box", "box")
    ]
    assert report.text.split("\n")[3] == (
        "به گزارش خبرنگار مهر از سمنان، هوشنگ دلاوری گفت: حجم آب پشت سدها دو برابر سال گذشته است."
    )
    assert "برای تابستان هیچ کمبودی پیش‌بینی نمی‌شود." in report.text


def test_what_stands_around_and_inside_the_body_stays_out():
    text = read_page(NASTOOH, "https://www.mehrnews.com/news/4598761/sad").text
    for foreign in ("صفحه نخست", "باران در راه سمنان", "count", "حقوق", "شمارنده"):
        assert foreign not in text


def test_without_an_address_the_site_name_tells_the_agency():
    page_with_name = NASTOOH.replace("خبرگزاری مهر | اخبار ایران و جهان", "خبرگزاری مهر")
    assert read_page(page_with_name).header.agency == "مهر"


def test_the_second_content_system():
    report = read_page(SAMANEH.encode("windows-1256"), "https://ana.ir/fa/news/771234/khabgah")
    assert report.header == Header(
        headline="رئيس دانشگاه از خوابگاه تازه خبر داد",
        kicker="در نشست با دانشجويان",
        abstract="رئيس دانشگاه گفت: ساخت خوابگاه تازه تا مهر پايان مي‌يابد.",
        agency="آنا",
        desk="گروه دانشگاه",
        published="2017-11-05T17:05:00+03:30",
        published_jalali="1396-08-14T17:05:00",
        url="https://ana.ir/fa/news/771234/khabgah",
        code="771234",
        sign_off="انتهاي پيام/4033",
    )
    assert kinds(report) == ["kicker", "headline", "abstract", "dateline", "body", "body", "sign_off"]
    assert "سپاسگزاريم" not in report.text


def test_any_other_page_with_its_half_spaces():
    report = read_page(article(*PARAGRAPHS))
    assert report.text.split("\n") == ["باران در راه است", *PARAGRAPHS]
    assert kinds(report) == ["headline", "body", "body", "body"]


SHORT = [
    "فرماندار اهر گفت: راه باز شد.",
    "وی افزود: برف‌روبی تا شب ادامه دارد.",
    "به گفته او کسی در راه نماند.",
]


@pytest.mark.parametrize(
    "head", ["<h1>راه باز شد</h1><time datetime='2018-04-17'>۲۸ فروردین</time>", "<h1>راه باز شد</h1>"]
)
def test_a_short_report_keeps_its_paragraphs(head):
    report = read_page(page(f"<article>{head}" + "".join(f"<p>{line}</p>" for line in SHORT) + "</article>"))
    assert report.text.split("\n") == ["راه باز شد", *SHORT]


@pytest.mark.parametrize("body", ["<br>".join(SHORT), "<div>" + "</div><div>".join(SHORT) + "</div>"])
def test_a_short_report_without_paragraphs_keeps_its_lines(body):
    report = read_page(page(f"<article><h1>راه باز شد</h1><div>{body}</div></article>"))
    assert report.text.split("\n") == ["راه باز شد", *SHORT]


def test_a_report_of_one_sentence_is_read():
    report = read_page(page(f"<h1>راه باز شد</h1><div><p>{SHORT[0]}</p></div>"))
    assert report.text.split("\n") == ["راه باز شد", SHORT[0]]


def test_a_short_report_with_many_links_is_read():
    links = "".join(f"<p><a href='/{n}'>خبر شماره {n} درباره راه‌های شهر</a></p>" for n in range(20))
    paragraphs = "".join(f"<p>{line}</p>" for line in SHORT)
    report = read_page(page(f"<article><h1>راه باز شد</h1>{paragraphs}{links}</article>"))
    assert report.text.split("\n")[1:4] == SHORT


def test_the_commonest_weblog_system():
    comment = "<div id='comments'><p>از این خبر خوب بسیار خوشحال شدیم</p></div>"
    entry = f"<div class='entry-content'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>"
    assert (
        read_page(page(f"<h1>باران در راه است</h1>{entry}{comment}")).text.split("\n")[1:] == PARAGRAPHS[:2]
    )


@pytest.mark.parametrize("item", ["<li>{}</li>", "<p>{}</p>", "<div>{}</div>", "{} | "])
def test_a_page_of_links_is_no_report(item):
    links = "".join(item.format(f"<a href='/{n}'>خبر شماره {n} درباره راه‌های شهر</a>") for n in range(20))
    with pytest.raises(UnreadableError, match=r"^The page holds no report beside menus and links"):
        read_page(page(links, "<title>صفحه نخست</title>"))


def test_a_body_given_in_linked_data_alone():
    data = {"@type": "NewsArticle", "headline": "باران در راه است", "articleBody": "\n".join(PARAGRAPHS)}
    report = read_page(page("<p>سلام</p>", f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert report.text.split("\n") == ["باران در راه است", *PARAGRAPHS]


@pytest.mark.parametrize("broken", ["{", '{"@type": "NewsArticle", "headline": {}}', "[[[]]]", "null", '"a"'])
def test_broken_linked_data_is_passed_over(broken):
    script = f'<script type="application/ld+json">{broken}</script></head>'
    report = read_page(article(*PARAGRAPHS).replace("</head>", script))
    assert report.header.headline == "باران در راه است"


def test_meta_tags_fill_what_the_page_leaves_open():
    head = """<meta property="article:published_time" content="2018-04-17T10:00:00Z">
    <meta name="keywords" content="باران،گلستان, هواشناسی">
    <meta property="article:section" content="محیط زیست">
    <link rel="canonical" href="https://www.isna.ir/news/97012811/x">"""
    header = read_page(article(*PARAGRAPHS).replace("<head>", f"<head>{head}")).header
    assert (header.agency, header.desk, header.code) == ("ایسنا", "محیط زیست", "97012811")
    assert header.published == "2018-04-17T14:30:00+04:30"
    assert header.tags == ("باران", "گلستان", "هواشناسی")


@pytest.mark.parametrize(
    "description",
    [
        "مدیرکل هواشناسی استان گلستان از ورود سامانه بارشی…",
        "مدیرکل هواشناسی استان گلستان از ورود",
        PARAGRAPHS[0],
    ],
)
def test_a_description_cut_from_the_body_is_no_abstract(description):
    head = f'<meta property="og:description" content="{description}">'
    report = read_page(article(*PARAGRAPHS).replace("<head>", f"<head>{head}"))
    assert report.header.abstract is None
    assert kinds(report) == ["headline", "body", "body", "body"]


def test_an_xml_declaration_is_no_obstacle():
    source = '<?xml version="1.0" encoding="utf-8"?>\n' + article(*PARAGRAPHS)
    assert read_page(source).header.headline == "باران در راه است"


@pytest.mark.parametrize("source", ["", " ", "<!-- -->", page(""), page("<nav><a>صفحه نخست</a></nav>")])
def test_a_page_without_a_report_is_refused(source):
    with pytest.raises(UnreadableError, match=r"^http://a\.ir/1 "):
        read_page(source, "http://a.ir/1")


def test_a_page_in_another_language_is_refused():
    english = (
        "The governor said on Sunday that the new bridge would open after two years of work in the city."
    )
    with pytest.raises(UnreadableError, match="not Persian but English"):
        read_page(article(english, english))
