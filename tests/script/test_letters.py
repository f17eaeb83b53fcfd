import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.letters import fold, squeeze

ODD = (
    "يكةۀهٔؤأإٱآءئیکوا\u0653\u0654\u0655\u064b\u0670ـ"
    "\u200c\u200d\u200b\u200e\u200f\u202a\u2067\ufeff\u00ad¬\u00a0\u3000"
    "ﷲﻻﷺﱞﹰ\r\n\u2028 ۱٢3.«é\u0301eسبdر\ud800"
)
texts = st.text() | st.text(alphabet=ODD) | st.text(alphabet=st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("وزير ايران گفت: كتاب", "وزیر ایران گفت: کتاب"),
        ("مكة", "مکه"),
        ("خانه\u0654 ما", "خانۀ ما"),
        ("خانۀ ما", "خانۀ ما"),
        ("مسؤول و تأثیر و مسئله و جزء", "مسؤول و تأثیر و مسئله و جزء"),
        ("ا\u0653ب", "آب"),
        ("ي\u0654", "ئ"),
        ("إسلام", "اسلام"),
        ("ﻻﻏﺮ ﷲ ﮔﻔﺖ", "لاغر الله گفت"),
        ("ســـلام مُحَمّدٌ", "سلام محمد"),
        ("تهران ـ خبرگزاری", "تهران – خبرگزاری"),
        ("\ufeff\u200fمتن\u202b تازه\u202c", "متن تازه"),
        ("برنامه\u200eهای بچه\u200fها", "برنامه\u200cهای بچه\u200cها"),
        ("پرواز\u200eها\u200f، (متن)\u200e", "پروازها، (متن)"),
        ("سال\u00a0نو\u3000بود", "سال نو بود"),
        ("یک\r\nدو\rسه\u2028چهار", "یک\nدو\nسه\nچهار"),
        ("می\u200c\u200cشود", "می\u200cشود"),
        ("می\u200c شود\u200c.", "می شود."),
        ("کار\u200cها", "کارها"),
        ("PDF\u200cها", "PDF\u200cها"),
        ("می¬شود، می\u00adرود، می\u200dداند", "می\u200cشود، می\u200cرود، می\u200cداند"),
        ("p¬q ¬ p", "p\u200cq ¬ p"),
        ("٣٤ و ۳۴ و 34", "۳۴ و ۳۴ و 34"),
        ("cafe\u0301", "café"),
    ],
)
def test_fold_mends_the_writing(written, mended):
    assert fold(written).text == mended


def test_letter_swaps_need_no_edit():
    assert fold("وزير ايران").alignment.edits == ()


def test_a_span_maps_back_to_the_words_as_they_came_in():
    written = "به\u200f گـــفتهٔ وز\u064eيرِ ﷲ"
    folded = fold(written)
    start = folded.text.index("وزیر")
    low, high = folded.alignment.to_source(start, start + 4)
    assert written[low:high] == "وز\u064eير"


@given(texts)
def test_folding_twice_changes_nothing_more(text):
    once = fold(text)
    twice = fold(once.text)
    assert twice.text == once.text
    assert twice.alignment.edits == ()


@given(texts)
def test_every_span_has_a_source(text):
    folded = fold(text)
    assert folded.alignment.source_length == len(text)
    assert folded.alignment.target_length == len(folded.text)
    for at in range(len(folded.text)):
        start, end = folded.alignment.to_source(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert fold(text[start:end]).text or text[start:end]


@given(texts)
def test_a_key_is_the_same_before_and_after_folding(text):
    assert squeeze(fold(text).text.replace("–", "")) == squeeze(text.replace("–", ""))


@given(texts)
def test_a_key_is_its_own_key(text):
    assert squeeze(squeeze(text)) == squeeze(text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("می‌گوید", "می گوید", "ميگويد", "مـي‌گويد"),
        ("رئیس", "رییس", "رئيس"),
        ("تأکید", "تاکید", "تاكيد"),
        ("خانۀ", "خانه", "خانهٔ"),
        ("۱۲٣", "123", "۱۲۳"),
        ("ﷲ", "الله"),
    ],
)
def test_spellings_of_a_word_share_a_key(spellings):
    assert len({squeeze(spelling) for spelling in spellings}) == 1


def test_alef_with_madda_keeps_its_key():
    assert squeeze("آن") != squeeze("ان")
