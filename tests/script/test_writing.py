import time

import pytest
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


def seconds(text):
    """The processor's time for it, the best of three: a neighbour on the machine makes only single runs slow."""

    def once():
        begun = time.process_time()
        restored = restore(text)
        sentences(restored.text)
        return time.process_time() - begun

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    "piece", ["ا", "ا.", "a.", '.،"', "ها ", "می ", "ب\u200c", "e\u0301", "او می شود. ", "ـ", "x@"]
)
def test_time_is_linear_in_the_length(piece):
    seconds(piece * 100)
    short, long = seconds(piece * 2_000), seconds(piece * 20_000)
    assert long < 40 * max(short, 0.01)
