"""Writing: the text as it came in and as it should be written, with all marks where they belong."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.desk.report.writing import shown, written
from dabir.record import Record
from dabir.report import Header, Part
from dabir.script.writing import restore

WRITTEN = st.text(alphabet="کتابهایيكمۀ ‌\u200b\u00a0\n\r\0\u0640\u0651\ufefb۱1«»a<&", max_size=40)


def a_record(text: str, restored: str | None = None, parts: tuple[Part, ...] = ()) -> Record:
    mended = restore(text).text if restored is None else restored
    return Record("r", text, mended, Header(), parts, (), (), (), ())


def test_words_in_both_writings() -> None:
    record = a_record("كتابهاي خوب\nمی خوانم")
    original, restored = written(record, "original"), written(record, "restored")
    assert original.words(0, 7) == "كتابهاي"
    assert restored.words(0, 7) == "کتاب‌های"
    assert restored.words(8, 20) == "خوب می‌خوانم"
    assert restored.there(9, 12) == (8, 11)


def test_words_that_lie_nowhere() -> None:
    text = written(a_record("کتاب"), "restored")
    assert text.here(-3, 99) == (0, 4)
    assert text.here(9, 2) == (4, 4)
    assert text.words(9, 2) == ""


def test_a_record_that_was_restored_by_other_rules() -> None:
    record = a_record("كتابهاي خوب", restored="کتاب خوب‌تر")
    text = written(record, "restored")
    assert text.text == "کتاب‌های خوب"
    assert text.words(0, 7) == "کتاب‌های"


@settings(deadline=None)
@given(WRITTEN, st.integers(0, 40), st.integers(0, 40))
def test_words_are_led_there_and_back(text: str, start: int, length: int) -> None:
    record = a_record(text)
    start, end = min(start, len(text)), min(start + length, len(text))
    for writing in ("restored", "original"):
        found = written(record, writing)
        assert not {"\0", "\r"} & set(found.text)
        assert len(found.text) == found.alignment.target_length
        low, high = found.here(start, end)
        assert 0 <= low <= high <= len(found.text)
        before, behind = found.there(low, high)
        for left_out in ((start, min(before, end)), (max(behind, start), end)):
            if left_out[0] < left_out[1]:  # signs that are not shown at all
                assert not found.words(*left_out)


@settings(deadline=None)
@given(WRITTEN, st.lists(st.integers(0, 40), max_size=8))
def test_parts_stay_in_order(text: str, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(text)) for cut in cuts})
    parts = tuple(Part("body", start, end) for start, end in pairwise(ends))
    record = a_record(text, parts=parts)
    done = 0
    moved = shown(record, written(record, "restored"))
    for part in moved.parts:
        assert done <= part.start <= part.end <= len(moved.text)
        done = part.end
