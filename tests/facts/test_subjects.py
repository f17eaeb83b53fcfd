"""The source beside a cue: who of those mentioned in its clause speaks, and to whom."""

import pytest

from dabir.facts.mentions import find_mentions
from dabir.facts.ranges import Range
from dabir.facts.subjects import addressee, source_after, subject
from readings import reading_of


def source(text):
    """Who speaks, for the last reporting expression of a sentence; None for a dropped subject."""
    reading = reading_of(text)
    *_, cue = reading.cues_within(reading.paragraphs[0].range)
    clause = Range(reading.paragraphs[0].range.first, cue.range.first)
    found = subject(reading, find_mentions(reading), cue, clause)
    return found and reading.text(found.core)


def hearer(text):
    reading = reading_of(text)
    *_, cue = reading.cues_within(reading.paragraphs[0].range)
    clause = Range(reading.paragraphs[0].range.first, cue.range.first)
    found = addressee(reading, find_mentions(reading), cue, clause)
    return found and reading.text(found.range)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("علی کریمی گفت: راه باز است", "علی کریمی"),
        ("دکتر علی کریمی وزیر راه گفت: راه باز است", "علی کریمی"),
        ("کریمی‌نژاد نیز گفت: راه باز است", "کریمی‌نژاد"),
        ("وزیر راه گفت: راه باز است", "وزیر راه"),
        ("وی همچنین گفت: راه باز است", "وی"),
        ("سازمان هواشناسی اعلام کرد: راه باز است", "سازمان هواشناسی"),
        ("تهران اعلام کرد: راه باز است", "تهران"),
        ("این مقام مسئول گفت: راه باز است", "این مقام مسئول"),
    ],
)
def test_the_mention_at_the_head_of_the_clause_speaks(text, speaker):
    assert source(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("علی کریمی در دیدار با حسن رضایی گفت: راه باز است", "علی کریمی"),
        ("علی کریمی به رئیس مجلس گفت: راه باز است", "علی کریمی"),
        ("در دیدار با وزیر نیرو، استاندار تهران گفت: راه باز است", "استاندار تهران"),
        ("در پایان، علی کریمی گفت: راه باز است", "علی کریمی"),
        ("امروز علی کریمی گفت: راه باز است", "علی کریمی"),
        ("اما وزیر راه گفت: راه باز است", "وزیر راه"),
        ("به نقل از ایسنا علی کریمی در نشست وزیر نیرو گفت: راه باز است", "علی کریمی"),
        ("شاگردان او بازی کردند و حالا علی کریمی گفت: راه باز است", "علی کریمی"),
        ("با دیدن چند نفر از جمله علی کریمی گفت: راه باز است", None),
    ],
)
def test_what_stands_behind_a_preposition_does_not_speak(text, speaker):
    assert source(text) == speaker


@pytest.mark.parametrize(
    "text",
    ["در پایان گفت: راه باز است", "گفت: راه باز است", "در گفت‌وگو با وزیر نیرو افزود: راه باز است"],
)
def test_the_subject_may_be_dropped(text):
    assert source(text) is None


@pytest.mark.parametrize(
    "who", ["برخی منابع آگاه", "بسیاری از رسانه‌ها", "تظاهرکنندگان", "این ائتلاف", "«جبهه رهایی»"]
)
def test_a_noun_phrase_that_no_list_knows_may_speak(who):
    assert source(f"{who} در میدان گفتند: راه باز است").strip("«»") == who.strip("«»")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("این موضوع از سوی وزیر نیرو اعلام شد: راه باز است", "وزیر نیرو"),
        ("این موضوع توسط وزیر نیرو اعلام شد: راه باز است", "وزیر نیرو"),
        ("در نشست وزیر نیرو گفته شد: راه باز است", None),
        ("مردم گفته می‌شود: راه باز است", None),
        ("در بیانیه‌ای به نقل از علی کریمی آمده است: راه باز است", "علی کریمی"),
    ],
)
def test_only_the_agent_of_a_passive_verb_speaks(text, speaker):
    assert source(text) == speaker


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("علی کریمی به رئیس مجلس گفت: راه باز است", "رئیس مجلس"),
        ("علی کریمی به خبرنگاران گفت: راه باز است", "خبرنگاران"),
        ("علی کریمی خطاب به رئیس مجلس گفت: راه باز است", "رئیس مجلس"),
        ("علی کریمی خطاب به حسن رضایی در این نشست گفت: راه باز است", "حسن رضایی"),
        ("علی کریمی از رئیس مجلس خواست که راه را باز کند", "رئیس مجلس"),
        ("علی کریمی از شهروندان خواست که راه را باز کنند", "شهروندان"),
    ],
)
def test_a_statement_may_say_to_whom(text, whom):
    assert hearer(text) == whom


@pytest.mark.parametrize(
    "text",
    [
        "علی کریمی گفت: راه باز است",
        "علی کریمی در سفر به تهران و دیدار با رئیس مجلس گفت: راه باز است",
        "علی کریمی از رئیس مجلس گفت: راه باز است",
        "علی کریمی به وی گفت: راه باز است",
        "با بیان اینکه راه باز است",
    ],
    ids=["nobody", "journey", "about", "pronoun", "no verb"],
)
def test_most_statements_do_not(text):
    assert hearer(text) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("به گفته وزیر نیرو، راه باز است", "وزیر نیرو"),
        ("به گفته «علی کریمی»، راه باز است", "علی کریمی"),
        ("به نوشته روزنامه سپیده‌دم، راه باز است", "روزنامه سپیده‌دم"),
    ],
)
def test_the_source_follows_an_expression_of_according(text, who):
    reading = reading_of(text)
    (cue,) = reading.cues_within(reading.paragraphs[0].range)
    found = source_after(reading, find_mentions(reading), cue.range.last, len(reading.words))
    assert reading.text(found.core) == who


def test_an_object_does_not_speak():
    assert source("علی کریمی را به دفتر خود برد و گفت: راه باز است") is None
