from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.script.alignment import Alignment
from dabir.script.retracing import retraced
from dabir.script.writing import restore

WRITTEN = st.text(alphabet="کتابهایيكمۀ ‌\u200b\u00a0\n\r\u0640\u0651\ufefb۱1«»a", max_size=40)
GAPS = " \n\u200c"


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign not in GAPS)


def test_half_spaces_that_came_back_are_told_apart() -> None:
    found = retraced("كتابهاي خوب می خوانم", "کتاب‌های خوب می‌خوانم")
    assert found is not None
    assert found.to_target(0, 7) == (0, 8)
    assert found.to_target(8, 11) == (9, 12)
    assert found.to_source(13, 21) == (12, 20)


def test_a_text_that_is_right_stays_as_it_is() -> None:
    assert retraced("کتاب‌ها", "کتاب‌ها") == Alignment(7)


def test_other_words_cannot_be_retraced() -> None:
    assert retraced("کتاب خوب", "کتاب بد") is None
    assert retraced("", "کتاب") is None


@settings(deadline=None)
@given(WRITTEN)
def test_what_is_restored_is_retraced(text: str) -> None:
    restored = restore(text)
    found = retraced(text, restored.text)
    assert found is not None
    assert (found.source_length, found.target_length) == (len(text), len(restored.text))
    for at in range(len(restored.text)):
        start, end = found.to_source(at, at + 1)
        if restored.text[at] not in GAPS:  # a letter comes from the letters it came from
            low, high = restored.alignment.to_source(at, at + 1)
            assert start <= low <= high <= end


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ابپتس"),
            st.sampled_from(["", " ", "\u200c", "  "]),
            st.sampled_from(["", " ", "\u200c"]),
        )
    )
)
def test_letters_stay_beside_their_gaps(signs: list[tuple[str, str, str]]) -> None:
    original = "".join(letter + gap for letter, gap, _ in signs).strip(GAPS)
    restored = "".join(letter + gap for letter, _, gap in signs).strip(GAPS)
    found = retraced(original, restored)
    if found is None:  # a half-space that stands where none may is taken out by mending letters
        return
    for at in range(len(original)):
        low, high = found.to_target(at, at + 1)
        if original[at] not in GAPS:
            assert restored[low:high] == original[at]
