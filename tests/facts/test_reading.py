"""The report laid out: paragraphs, sentences and words of the mended text, and the way back."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.facts.ranges import Range
from dabir.facts.reading import lay_out
from dabir.report import Header, Part, Report
from readings import place, reading_of, report_of

LETTERS = st.text(st.sampled_from('ابپیيکكآةگ شو\u200c\u200d\u0640\u064e\u202b«»":.،؟!۱2ab'), max_size=40)


def test_a_part_is_a_paragraph_of_whole_sentences():
    reading = reading_of("راه باز است. برف می‌بارد.", "باد می‌آید.", headline="هوا سرد شد")
    assert [paragraph.kind for paragraph in reading.paragraphs] == ["headline", "body", "body"]
    sentences = [[reading.text(sentence) for sentence in part.sentences] for part in reading.paragraphs]
    assert sentences == [["هوا سرد شد"], ["راه باز است.", "برف می‌بارد."], ["باد می‌آید."]]


def test_words_outside_the_parts_belong_to_no_paragraph():
    text = "راه باز است. باد می‌آید."
    report = Report("r", text, Header(), (Part("body", 0, text.index("باد") - 1),))
    reading = lay_out(report)
    assert [reading.text(paragraph.range) for paragraph in reading.paragraphs] == ["راه باز است."]
    assert reading.sentence_of[place(reading, "باد").first] == -1


def test_keys_are_alike_however_a_word_is_written():
    assert reading_of("کتاب‌های تازه می‌گویم").keys == reading_of("كتابهاي تازه ميگويم").keys


def test_signs_are_their_own_keys():
    assert reading_of("«راه» باز است.").keys == ["«", "راه", "»", "باز", "است", "."]


def test_nothing_stands_beyond_the_text():
    reading = reading_of("راه باز است")
    assert (reading.key(-1), reading.key(3)) == ("", "")
    assert not reading.is_word(-1)
    assert not reading.is_word(3)


def test_a_span_shows_the_words_as_they_came():
    text = "وزير گفت : كتابهاي تازه مي آيند."
    reading = reading_of(text)
    span = reading.span(place(reading, "کتاب‌های تازه می‌آیند"))
    assert span.text == "كتابهاي تازه مي آيند" == text[span.start : span.end]


def test_cues_are_those_that_lie_wholly_within():
    reading = reading_of("وزیر اظهار داشت: راه باز است")
    cue = place(reading, "اظهار داشت")
    assert [found.range for found in reading.cues_within(Range(0, len(reading.words)))] == [cue]
    assert list(reading.cues_within(Range(0, cue.last - 1))) == []
    assert list(reading.cues_within(Range(cue.first + 1, len(reading.words)))) == []


def test_a_straight_quote_opens_where_a_word_follows_closely():
    reading = reading_of('او "راه باز" را دید')
    marks = [index for index in range(len(reading.words)) if reading.is_quote(index)]
    assert [reading.opens_quote(index) for index in marks] == [True, False]


@settings(max_examples=200, deadline=None)
@given(st.lists(LETTERS.filter(str.strip), min_size=1, max_size=4))
def test_every_range_of_words_leads_back_to_its_text(paragraphs):
    report = report_of(*paragraphs)
    reading = lay_out(report)
    for paragraph in reading.paragraphs:
        span = reading.span(paragraph.range)
        assert any(part.start <= span.start < span.end <= part.end for part in report.parts)
        assert report.text[span.start : span.end] == span.text


@settings(max_examples=200, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_sentences_cover_their_paragraph(paragraphs):
    for paragraph in reading_of(*paragraphs).paragraphs:
        bounds = paragraph.sentences
        assert (bounds[0].first, bounds[-1].last) == paragraph.range
        assert all(left.last == right.first for left, right in pairwise(bounds))
