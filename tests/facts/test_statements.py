"""Statements, people and parties as the record shows them: spans of the text as it came, names in mended writing."""

import pytest

from readings import record_of

TEXT = "وزير راه «علي كريمي» ضمن تأکيد بر اين که راهها باز است، به خبرنگاران گفت: برف ميبارد و ما آماده ايم."


def shown(span):
    return span and span.text


def test_spans_hold_the_letters_of_the_report():
    first, second = record_of(TEXT).statements
    assert [first.text, shown(first.cue), shown(first.mention)] == [
        "راهها باز است",
        "ضمن تأکيد بر اين که",
        "علي كريمي",
    ]
    assert [second.text, shown(second.cue), shown(second.mention), shown(second.addressee)] == [
        "برف ميبارد و ما آماده ايم",
        "گفت",
        "علي كريمي",
        "خبرنگاران",
    ]


def test_names_are_in_mended_writing():
    record = record_of(TEXT)
    assert [(person.name, person.role) for person in record.people] == [("علی کریمی", "وزیر راه")]
    assert {statement.speaker for statement in record.statements} == {"علی کریمی"}


def test_a_name_of_broken_writing_is_shown_whole():
    record = record_of("ذاکر حسن اف وزیر دفاع جمهوری آذربایجان گفت: راه باز است.")
    (person,) = record.people
    assert (person.name, person.mentions[0].text) == ("ذاکر حسن‌اف", "ذاکر حسن اف")
    assert person.country == "AZE"


def test_a_post_of_broken_writing_is_shown_mended():
    for written in ("رییس سازمان جنگل‌ها", "رییس سازمان جنگلها"):
        (person,) = record_of(f"علی کریمی {written} گفت: راه باز است.").people
        assert person.role == "رییس سازمان جنگل‌ها"


@pytest.mark.parametrize(
    ("text", "form"),
    [("علی کریمی گفت: راه باز است.", "direct"), ("علی کریمی گفت که راه باز است.", "indirect")],
)
def test_the_form_tells_direct_from_indirect(text, form):
    assert [statement.form for statement in record_of(text).statements] == [form]


def test_statements_are_numbered_in_the_order_of_their_contents():
    record = record_of("علی کریمی با بیان اینکه راه باز است، گفت: برف می‌بارد.", "وی افزود: باد می‌آید.")
    assert [statement.id for statement in record.statements] == ["s1", "s2", "s3"]


def test_speech_in_speech_names_the_statement_around_it():
    outer, inner = record_of("علی کریمی گفت: سازمان هواشناسی اعلام کرد که برف می‌بارد.").statements
    assert (outer.within, inner.within) == (None, outer.id)
    assert (inner.speaker, inner.text) == ("سازمان هواشناسی", "برف می‌بارد")


def test_people_and_parties_have_ids_of_their_own():
    record = record_of("علی کریمی گفت: راه باز است.", "سازمان هواشناسی اعلام کرد: برف می‌بارد.")
    assert [person.id for person in record.people] == ["p1"]
    assert [party.id for party in record.parties] == ["o1"]
    assert [statement.speaker_id for statement in record.statements] == ["p1", "o1"]


def test_mentions_say_how_somebody_is_spoken_of():
    (person,) = record_of(
        "علی کریمی وزیر راه گفت: راه باز است.",
        "کریمی افزود: برف می‌بارد.",
        "وزیر راه گفت: باد می‌آید.",
        "وی افزود: هوا سرد است.",
    ).people
    assert [(mention.text, mention.kind) for mention in person.mentions] == [
        ("علی کریمی", "name"),
        ("کریمی", "short"),
        ("وزیر راه", "post"),
        ("وی", "pronoun"),
    ]


@pytest.mark.parametrize(
    ("who", "name", "kind", "country"),
    [
        ("سخنگوی وزارت خارجه روسیه", "سخنگوی وزارت خارجه روسیه", "post", "RUS"),
        ("روزنامه «سپیده‌دم»", "سپیده‌دم", "outlet", None),
        ("یک مقام آگاه", "مقام آگاه", "post", None),
        ("این ائتلاف", "ائتلاف", "institution", None),
        ("کرملین", "کرملین", "institution", "RUS"),
        ("پکن", "چین", "institution", "CHN"),
    ],
)
def test_a_party_has_a_name_a_kind_and_perhaps_a_country(who, name, kind, country):
    (party,) = record_of(f"{who} اعلام کرد: راه باز است.").parties
    assert (party.name, party.kind, party.country) == (name, kind, country)


def test_a_clear_statement_is_trusted_more_than_a_doubtful_one():
    clear = record_of("علی کریمی گفت: راه باز است.").statements[0]
    dropped = record_of("گفت: راه باز است.").statements[0]
    headline = record_of("هوا خوب است.", headline="علی کریمی: راه باز است").statements[0]
    assert clear.confidence > headline.confidence > dropped.confidence


def test_a_citation_is_trusted_less_than_the_speech_around_it():
    outer, inner = record_of("علی کریمی گفت: حسن رضایی به من گفت که برف می‌بارد.").statements
    assert outer.confidence > inner.confidence


def test_what_is_restored_in_the_reading_shifts_no_offset():
    text = "علی کریمی گفت: کتابهای تازه میآیند و می روند.‌‌ وی  افزود :  راهها باز میماند ."
    record = record_of(text)
    assert record.restored != text
    assert [statement.text for statement in record.statements] == [
        "کتابهای تازه میآیند و می روند",
        "راهها باز میماند",
    ]
    assert all(text[span.start : span.end] == span.text for span in record.statements)


def test_a_plain_noun_phrase_is_no_pronoun():
    (party,) = record_of("برخی منابع آگاه گفتند که راه باز است.").parties
    assert party.mentions[0].kind != "pronoun"
