import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.halfspace import restore_halfspaces

WORDS = [
    *("می", "نمی", "شود", "میشود", "گوید", "نمیگوید", "برمی", "گردد", "کرده", "اند", "کردهایم", "ایم", "اش"),
    *("حوزه", "ها", "حوزهها", "های", "هایشان", "کتاب", "نیروهای", "وزارتخانههای", "تنها", "آن", "سازی"),
    *("تر", "ترین", "بزرگ", "بزرگترین", "گسترده", "گستردهترین", "بهتر", "خانه", "ای", "به", "که"),
    *("بین", "المللی", "بی", "شک", "بیشک", "حسن", "اف", "PDF", "۱۲", "،", ".", "\n"),
]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("او می شود و نمی گوید", "او می‌شود و نمی‌گوید"),
        ("او میشود و نمیگوید", "او می‌شود و نمی‌گوید"),
        ("ما تلاش کردهایم", "ما تلاش کرده‌ایم"),
        ("ما تلاش کرده ایم", "ما تلاش کرده‌ایم"),
        ("گستردهترین همکاری", "گسترده‌ترین همکاری"),
        ("حوزه ها و حوزهها", "حوزه‌ها و حوزه‌ها"),
        ("ظرفیت های دو شهر", "ظرفیت‌های دو شهر"),
        ("وزارتخانههای کشور", "وزارتخانه‌های کشور"),
        ("کشور ها", "کشورها"),
        ("کتاب هایشان", "کتاب‌هایشان"),
        ("برمی گردد", "برمی‌گردد"),
        ("خانه ای ساخت", "خانه‌ای ساخت"),
        ("تنها و بهتر و دفتر و شهرها", "تنها و بهتر و دفتر و شهرها"),
        ("جهانگیری و بهنام و علیزاده", "جهانگیری و بهنام و علیزاده"),
        ("کردهای عراق", "کردهای عراق"),
        ("آقای حسن اف با اف ۱۶", "آقای حسن‌اف با اف ۱۶"),
        ("نامه ثبت شده است", "نامه ثبت شده است"),
        ("به www.mishavad.ir و #می_شود", "به www.mishavad.ir و #می_شود"),
        ("می‌شود", "می‌شود"),
        ("می\nشود", "می\nشود"),
    ],
)
def test_half_spaces_come_back(written, mended):
    assert restore_halfspaces(written).text == mended


def test_offsets_lead_back():
    written = "او گفت که می شود"
    restored = restore_halfspaces(written)
    start = restored.text.index("می")
    assert restored.alignment.to_source(start, start + 6) == (10, 16)
    assert restored.alignment.to_source(start, start + 2) == (10, 12)


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_mending_twice_changes_no_more(text):
    once = restore_halfspaces(text)
    assert restore_halfspaces(once.text).text == once.text


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text())
def test_only_gaps_change(text):
    restored = restore_halfspaces(text)
    letters = str.maketrans("", "", " \u200c")
    assert restored.text.translate(letters) == text.translate(letters)
    assert restored.alignment.target_length == len(restored.text)
    for at, letter in enumerate(restored.text):
        if letter not in " \u200c":
            start, end = restored.alignment.to_source(at, at + 1)
            assert text[start:end] == letter
