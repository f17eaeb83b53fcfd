"""The query language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.finding.query import (
    And,
    Between,
    Everything,
    Field,
    Not,
    Or,
    Phrase,
    QueryError,
    Word,
    parsed,
    plain_text,
    positive_keys,
    telling_keys,
)

DEFENCE, BAKU, DEAL = Word(("دفاع",)), Word(("باکو",)), Word(("توافق",))


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("", Everything()),
        ("  \n ", Everything()),
        ("توافق‌ها", DEAL),
        ("دفاع باکو", And((DEFENCE, BAKU))),
        ("دفاع AND باکو", And((DEFENCE, BAKU))),
        ("دفاع && باکو", And((DEFENCE, BAKU))),
        ("دفاع OR باکو توافق", Or((DEFENCE, And((BAKU, DEAL))))),
        ("دفاع|باکو || توافق", Or((DEFENCE, BAKU, DEAL))),
        ("(دفاع OR باکو) توافق", And((Or((DEFENCE, BAKU)), DEAL))),
        ("دفاع (باکو توافق)", And((DEFENCE, BAKU, DEAL))),
        ("دفاع NOT باکو", And((DEFENCE, Not(BAKU)))),
        ("دفاع -باکو", And((DEFENCE, Not(BAKU)))),
        ("NOT باکو توافق", And((Not(BAKU), DEAL))),
        ("-(دفاع OR باکو)", Not(Or((DEFENCE, BAKU)))),
        ("NOT NOT باکو", BAKU),
        ("دفاع و باکو", And((DEFENCE, Word(("و",)), BAKU))),
        ("and or not", And((Word(("and",)), Word(("or",)), Word(("not",))))),
        ('"وزیر دفاع"', Phrase(("وزیر", "دفاع"))),
        ("«وزیر دفاع» باکو", And((Phrase(("وزیر", "دفاع")), BAKU))),
        ("“وزیر دفاع”", Phrase(("وزیر", "دفاع"))),
        ('"OR"', Phrase(("or",))),
    ],
)
def test_words_phrases_and_operators(query, node):
    assert parsed(query) == node


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("می شود", Word(("شدن",))),
        ("کتاب ها", Word(("کتاب",))),
        ("گفت و گو", Word(("گفتگو",))),
        ("رئیس‌جمهور", Word(("رییس", "جمهور"))),
        ("رئیسجمهور", Word(("رییس", "جمهور"))),
        ("رئیس جمهور", And((Word(("رییس",)), Word(("جمهور",))))),
        ("ساعت 10:30", And((Word(("ساعت",)), Word(("10", "30"))))),
        ("https://example.ir/1", Word(("https", "example", "ir", "1"))),
        ("1397-01-27", Word(("1397", "1", "27"))),
        ("#ایران_قوی", Word(("ایران", "قوی"))),
        ("نامه: محرمانه", And((Word(("نامه",)), Word(("محرمانه",))))),
        ("NOT می شود", Not(Word(("شدن",)))),
    ],
)
def test_a_written_word_may_have_several_keys_and_several_words_one(query, node):
    assert parsed(query) == node


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("سیاست*", Word(("سیاست",), prefix=True)),
        ("رئیس‌جمهو*", Word(("رییس", "جمهو"), prefix=True)),
        ("نمایندگان*", Word(("نمایند",), prefix=True)),
        ("اخبار*", Word(("خبر",), prefix=True)),
        ("Trum*", Word(("trum",), prefix=True)),
        ("د*", Word(("د",), prefix=True)),
        ("*", Everything()),
        ("سیا*ست", Word(("سیا", "ست"))),
    ],
)
def test_beginnings_of_words(query, node):
    assert parsed(query) == node


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("speaker:ظریف", Field("speaker", "ظریف", ("ظریف",))),
        ("گوینده:ظریف", Field("speaker", "ظریف", ("ظریف",))),
        ("SPEAKER: ظریف،", Field("speaker", "ظریف", ("ظریف",))),
        ("speaker:محمدجواد_ظریف", Field("speaker", "محمدجواد ظریف", ("محمد", "جواد", "ظریف"))),
        ('about:"شورای امنیت"', Field("about", "شورای امنیت", ("شورا", "امنیت"))),
        ("دربارهٔ:«شورای امنیت»", Field("about", "شورای امنیت", ("شورا", "امنیت"))),
        ("خبرگزاری:ایسنا", Field("agency", "ایسنا", ("ایسنا",))),
        ("گروه:سیاسی", Field("desk", "سیاسی", ("سیاسی",))),
        ("جا:باکو", Field("place", "باکو", ("باکو",))),
        ("type:consult", Field("type", "CONSULT")),
        ("نوع:دیدارها", Field("type", "CONSULT")),
        ('نوع:"گفت و گو"', Field("type", "CONSULT")),
        ("نوع:عقب_نشینی", Field("type", "RETREAT")),
        ("act:promise", Field("act", "promise")),
        ("کنش:وعده", Field("act", "promise")),
        ("NOT act:blame", Not(Field("act", "blame"))),
        ("-act:blame", Not(Field("act", "blame"))),
        ("جا:(باکو OR تهران)", Or((Field("place", "باکو", ("باکو",)), Field("place", "تهران", ("تهران",))))),
        ("speaker:(محمد جواد)", Field("speaker", "محمد جواد", ("محمد", "جواد"))),
    ],
)
def test_fields(query, node):
    assert parsed(query) == node


FIRST, LAST = date(2018, 3, 21), date(2018, 4, 20)


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("on:1397-01", Between(FIRST, LAST)),
        ("روز:فروردین_۱۳۹۷", Between(FIRST, LAST)),
        ("روز:«فروردین ۱۳۹۷»", Between(FIRST, LAST)),
        ("روز:فروردین ۱۳۹۷", Between(FIRST, LAST)),
        ("after:1397", Between(FIRST, None)),
        ("از:1397/01/01", Between(FIRST, None)),
        ("before:1397-01", Between(None, LAST)),
        ("تا:۱۳۹۷/۱/۳۱", Between(None, LAST)),
        ("on:2018-04-16", Between(date(2018, 4, 16), date(2018, 4, 16))),
        ("on:1396..1397-01", Between(date(2017, 3, 21), LAST)),
        ("on:1397-01..", Between(FIRST, None)),
        ("on:..1397-01", Between(None, LAST)),
        ("روز:27 فروردین 1397 توافق", And((Between(date(2018, 4, 16), date(2018, 4, 16)), DEAL))),
        ("از:1397 1398", And((Between(FIRST, None), Word(("1398",))))),
    ],
)
def test_days_of_publication(query, node):
    assert parsed(query) == node


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ('"وزیر دفاع', Phrase(("وزیر", "دفاع"))),
        ("«وزیر دفاع", Phrase(("وزیر", "دفاع"))),
        ('توافق"', DEAL),
        ("توافق»", DEAL),
        ("((توافق", DEAL),
        ("توافق))", DEAL),
        (")توافق(", DEAL),
        ("()", Everything()),
        ('""', Everything()),
        ("AND توافق OR", DEAL),
        ("NOT", Everything()),
        ("توافق NOT", DEAL),
        ("OR OR AND", Everything()),
        ("توافق - باکو", And((DEAL, BAKU))),
        ("--باکو", BAKU),
        ("توافق، باکو.", And((DEAL, BAKU))),
        ("؟! … / &", Everything()),
        ("امام رضا (ع)", And((Word(("امام",)), Word(("رضا",))))),
        ("دفاع) باکو", And((DEFENCE, BAKU))),
    ],
)
def test_odd_queries_are_read_as_far_as_they_can_be(query, node):
    assert parsed(query) == node


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("after:1397-13", r"after:1397-13 names no day; .*1397/01/27"),
        ("روز:دیروز", "on:دیروز names no day"),
        ("on:1398..1397", "ends before it begins"),
        ("on:1397..چیز", "names no day"),
        ("on:..", "names no day"),
        ("type:چیز", r"type:چیز is no type of event; write one of AGREE, CONSULT"),
        ("act:consult", r"act:consult is no act of a statement; write one of report"),
        ("speaker:", "speaker: stands without a value"),
        ("از: ", "after: stands without a value.*after:1397"),
        ("speaker:()", "speaker: stands without a value"),
        ("speaker:؟ توافق", "speaker: stands without a value"),
        ("(" * 100 + "توافق", "more than 40 deep"),
    ],
)
def test_what_cannot_be_meant_is_told(query, told):
    with pytest.raises(QueryError, match=told) as error:
        parsed(query)
    assert "\n" not in str(error.value)


def test_an_error_of_a_query_is_a_value_error():
    assert issubclass(QueryError, ValueError)


def test_every_name_of_a_value_is_known():
    assert parsed(
        "نوع:(دیدار OR توافق OR پشتیبانی OR همکاری OR کمک OR درخواست OR رد OR تهدید OR اعتراض OR تحریم OR حمله)"
    )
    assert parsed("کنش:(گزارش OR موضع OR وعده OR درخواست OR ستایش OR انتقاد OR تکذیب OR پیش‌بینی)")


def test_words_of_no_matter_are_marked_in_phrases_and_on_their_own_alone():
    assert telling_keys(parsed("توافق با وزیر")) == {"توافق", "وزیر"}
    assert telling_keys(parsed('صلح "توافق با وزیر"')) == {"صلح", "توافق", "با", "وزیر"}
    assert telling_keys(parsed("از با")) == {"از", "با"}


def test_positive_keys_are_those_that_are_wanted():
    node = parsed('توافق "وزیر دفاع" سیاست* -باکو speaker:ظریف (توافق OR صلح) NOT (جنگ OR نبرد)')
    assert positive_keys(node) == ("توافق", "وزیر", "دفاع", "سیاست*", "صلح")
    assert plain_text(node) == "توافق وزیر دفاع سیاست توافق صلح"
    assert positive_keys(parsed("")) == ()
    assert positive_keys(parsed("-باکو")) == ()


def test_nodes_made_by_hand_can_be_written():
    node = And((Word(("رییس", "جمهور")), Phrase(("وزیر", "دفاع")), Or((DEAL, BAKU))))
    assert parsed(str(node)) == node


_PIECES = """
توافق وزیر می شود ها گفت و گو رئیس‌جمهور AND OR NOT && || | - ( ) " « » “ ” * speaker: نوع: act: on: از: تا:
type:CONSULT کنش:وعده 1397 1397-01 2018-04-16 .. _ : ، . (ع) example.ir #x U.S. فروردین \u200c a:b R&D 10:30 ای اش ترین
خواهد رفت در آمد
"""
PIECES = _PIECES.split()
queries = (
    st.text()
    | st.text(alphabet='ابپتیمهوAND ORT()"«»*:-_|&.،\u200c 1397')
    | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
    | st.lists(st.sampled_from([*PIECES, " "]), max_size=14).map("".join)
)


@given(queries)
def test_a_query_is_read_or_refused_with_one_sentence(query):
    try:
        node = parsed(query)
    except QueryError as error:
        refusal = str(error)
    else:
        refusal = "."
        assert parsed(str(node)) == node
        assert all(key.strip() for key in positive_keys(node))
    assert refusal.endswith(".")


def test_a_long_query_is_read():
    assert isinstance(parsed("توافق " * 1000 + "-" * 3000), And)
    assert isinstance(parsed("a." * 4000), Word)
    assert isinstance(parsed("on:1397 " + "۷" * 9000), And)


def test_a_query_without_end_is_refused():
    with pytest.raises(QueryError, match="10001 characters"):
        parsed("و" * 10_001)
