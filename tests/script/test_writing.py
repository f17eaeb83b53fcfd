from hypothesis import given
from hypothesis import strategies as st

from dabir.script.sentences import sentences
from dabir.script.words import tokens
from dabir.script.writing import restore


def test_letters_and_half_spaces_are_mended_in_one_go():
    written = "\ufeffوزير گفت: \r\nما مي‌تـوانيم و كردهايم"
    restored = restore(written)
    assert restored.text == "وزیر گفت: \nما می‌توانیم و کرده‌ایم"
    start = restored.text.index("کرده‌ایم")
    low, high = restored.alignment.to_source(start, start + 8)
    assert written[low:high] == "كردهايم"


@given(
    st.text()
    | st.text(alphabet=st.characters(codec=None, categories=None))
    | st.text(alphabet="می شودكيهـ\u200cا\u200f،.\r\n")
)
def test_words_and_sentences_of_any_text_lead_back_to_it(text):
    restored = restore(text)
    assert restore(restored.text).text == restored.text
    for token in tokens(restored.text):
        start, end = restored.alignment.to_source(token.start, token.end)
        assert 0 <= start < end <= len(text)
    for low, high in sentences(restored.text):
        start, end = restored.alignment.to_source(low, high)
        assert 0 <= start < end <= len(text)
