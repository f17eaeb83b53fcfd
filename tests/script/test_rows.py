from hypothesis import given
from hypothesis import strategies as st

from dabir.script.rows import Row, changed, gap_edits

PARTS = st.lists(st.text(alphabet="ابتدسشمنهی", min_size=1, max_size=5), min_size=1, max_size=5)
GAPS = st.lists(st.sampled_from(["", " ", "\u200c"]), min_size=4, max_size=4)


def written(parts, gaps):
    return "".join(part + gap for part, gap in zip(parts, [*gaps[: len(parts) - 1], ""], strict=True))


@given(PARTS, GAPS, GAPS, st.sampled_from(["", "۱ ", "«"]))
def test_edits_lead_from_one_writing_to_another(parts, old, new, before):
    text = before + written(parts, old)
    folded = changed(text, gap_edits(text, len(before), written(parts, new)))
    assert folded.text == before + written(parts, new)
    assert folded.alignment.target_length == len(folded.text)


@given(st.text(alphabet="ابمی \u200c.\n۱a#", max_size=60))
def test_words_stand_where_the_row_says(text):
    row = Row.of(text)
    assert [text[start:end] for start, end in zip(row.starts, row.ends, strict=True)] == row.words
    for at in range(1, len(row.words)):
        assert row.spaced[at] == (text[row.ends[at - 1] : row.starts[at]] == " ")


def test_what_is_left_alone_has_no_words():
    assert Row.of("او #می_شود رفت").words == ["او", "رفت"]
