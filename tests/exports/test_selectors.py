import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.exports.graphemes import boundary_after, boundary_before
from dabir.exports.selectors import AROUND, selectors

# Half-spaces, marks, joiners, skin colours, flags, Korean, an Indic conjunct, signs before numbers, line ends.
CLUSTERED = st.text(
    st.sampled_from(list("ابکیa۱ \r\nِّٰ‌‍👩🏽🚀🇮🇷🇫가각각क्षிข้ำ؀٣❤️é\u200e\ufeff")),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("سد", [0, 1, 2]),
        ("می‌شود", [0, 1, 3, 4, 5, 6]),
        ("مدرّسان", [0, 1, 2, 4, 5, 6, 7]),
        ("الف\r\nب", [0, 1, 2, 3, 5, 6]),
        ("🇮🇷🇫🇷", [0, 2, 4]),
        ("👩🏽‍🚀!", [0, 4, 5]),
        ("각가", [0, 1, 2]),
        ("क्ष", [0, 3]),
        ("क्\ufe0fष ", [0, 4, 5]),
        ("", [0]),
    ],
)
def test_places_where_a_text_may_be_cut(text: str, cuts: list[int]) -> None:
    assert [at for at in range(len(text) + 1) if boundary_before(text, at) == at] == cuts
    assert [at for at in range(len(text) + 1) if boundary_after(text, at) == at] == cuts


@given(CLUSTERED)
@settings(max_examples=300)
def test_no_cut_is_inside_a_grapheme_cluster(text: str) -> None:
    regex = pytest.importorskip("regex")
    true = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    for at in range(len(text) + 1):
        before, after = boundary_before(text, at), boundary_after(text, at)
        assert before <= at <= after
        assert {before, after} <= true


def test_words_are_told_by_position_and_by_quotation() -> None:
    text = "ا" * 40 + "سد تازه" + "ب" * 40
    position, quote = selectors(text, 40, 47)
    assert position == {"type": "TextPositionSelector", "start": 40, "end": 47}
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "سد تازه",
        "prefix": "ا" * AROUND,
        "suffix": "ب" * AROUND,
    }


def test_a_cluster_is_left_out_of_the_surroundings_or_taken_whole() -> None:
    accents = "ا" + "ِ" * 3
    text = accents * 9 + "سد" + "🇮🇷" * 20
    _, quote = selectors(text, 36, 38)
    assert quote["prefix"] == accents * 8
    assert quote["suffix"] == "🇮🇷" * 16
    position, quote = selectors("سد‌ها", 0, 2)
    assert (position["end"], quote["exact"]) == (3, "سد‌")
    _, quote = selectors("ا" + "ِ" * 50 + "سد", 51, 53)
    assert quote["prefix"] == ""


@given(CLUSTERED, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=200)
def test_both_selectors_name_the_same_words(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    position, quote = selectors(text, start, end)
    low, high = position["start"], position["end"]
    assert low <= start <= end <= high
    assert text[low:high] == quote["exact"]
    assert text[:low].endswith(quote["prefix"])
    assert text[high:].startswith(quote["suffix"])
    assert max(len(quote["prefix"]), len(quote["suffix"])) <= AROUND
