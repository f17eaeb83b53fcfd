import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.enclitics import split_enclitics


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("کتاب‌هایشان", ("کتاب", "های", "شان")),
        ("دولت‌ها", ("دولت", "ها", "")),
        ("دولت‌هایی", ("دولت", "هایی", "")),
        ("کشورها", ("کشور", "ها", "")),
        ("کشورهای", ("کشور", "های", "")),
        ("کشورهایش", ("کشور", "های", "ش")),
        ("خانه‌اش", ("خانه", "", "اش")),
        ("کرده‌ام", ("کرده‌ام", "", "")),
        ("اژدها", ("اژدها", "", "")),
        ("تنها", ("تنها", "", "")),
        ("وزیر", ("وزیر", "", "")),
    ],
)
def test_split_enclitics(word, parts):
    assert split_enclitics(word) == parts


@given(st.text(alphabet="کتارهاییمشن\u200c"))
def test_the_parts_hold_every_letter(word):
    letters = "".join(split_enclitics(word)).replace("\u200c", "")
    assert letters == word.replace("\u200c", "")
