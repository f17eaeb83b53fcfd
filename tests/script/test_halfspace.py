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


def one(text):
    (folded,) = restore_halfspaces([text])
    return folded


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
        ("جلسه درتهران برگزار شد", "جلسه در تهران برگزار شد"),
        ("دان شگاه شهر", "دانشگاه شهر"),
        ("سرمایه‌گذاریهای تازه", "سرمایه‌گذاری‌های تازه"),
        ("نمی‌توان گفت", "نمی‌توان گفت"),
    ],
)
def test_half_spaces_come_back(written, mended):
    assert one(written).text == mended


def test_offsets_lead_back():
    written = "او گفت که می شود"
    restored = one(written)
    start = restored.text.index("می")
    assert restored.alignment.to_source(start, start + 6) == (10, 16)
    assert restored.alignment.to_source(start, start + 2) == (10, 12)


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_mending_twice_changes_no_more(text):
    once = one(text)
    assert one(once.text).text == once.text


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text())
def test_only_gaps_change(text):
    restored = one(text)
    letters = str.maketrans("", "", " \u200c")
    assert restored.text.translate(letters) == text.translate(letters)
    assert restored.alignment.target_length == len(restored.text)
    for at, letter in enumerate(restored.text):
        if letter not in " \u200c":
            start, end = restored.alignment.to_source(at, at + 1)
            assert text[start:end] == letter


def test_a_text_that_kept_its_half_spaces_is_left_alone():
    kept = "آن‌ها می‌گویند کتاب‌ها و نامه‌ها و خانه‌ها و باغ‌ها را نمی‌خواهند و نمی‌کنند. پاسخگویی"
    assert one(kept).text == kept


def test_a_half_space_is_doubted_more_the_more_of_them_were_kept():
    words = "راه‌ها و شب‌ها و سنگ‌ها و بام‌ها و باغ‌ها را "
    assert one(words * 3 + "کتابها").text == words * 3 + "کتاب‌ها"
    assert one("خدایان مهربان ای").text != one(words * 3 + "خدایان مهربان ای شب ها").text[-18:]


def test_texts_are_restored_together_as_they_are_alone():
    texts = ["او میشود", "شب ها و روز ها", "", "می‌گوید", "کتابهای درسی دانش آموزان"]
    assert [folded.text for folded in restore_halfspaces(texts)] == [one(text).text for text in texts]


@given(st.lists(st.lists(st.sampled_from(WORDS)).map(" ".join), max_size=4))
def test_company_changes_no_text(texts):
    assert [folded.text for folded in restore_halfspaces(texts)] == [one(text).text for text in texts]


def test_words_that_join_backwards_in_a_chain_keep_their_places():
    for text in (
        "درتهران ها کار ها",
        "دان شگاه ها دان شگاه",
        "کشور ها های ترین ها",
        "آن را درتهران دان شگاه ها",
    ):
        restored = one(text)
        assert restored.text.replace(" ", "").replace("\u200c", "") == text.replace(" ", "")
        assert one(restored.text).text == restored.text
