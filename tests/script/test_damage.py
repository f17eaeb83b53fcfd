import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.damage import Damage, damage_of


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("کتاب‌ها و باغ‌های شهر", (2, 0, 0)),
        ("کتابها و باغهای شهر", (0, 2, 0)),
        ("کتاب ها و باغ های شهر", (0, 0, 2)),
        ("می‌شود و نمی‌کند، می گوید، نمیخواهد", (2, 1, 1)),
        ("کشورها و آنها و اینها و تنها و انتها و بها", (0, 0, 0)),
        ("قدیمی کند و میدان", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_what_was_lost_is_counted(text, damage):
    assert damage_of(text) == Damage(*damage)


def test_a_text_with_nearly_all_its_half_spaces_is_whole():
    assert Damage(100, 2, 1).in_words is None
    assert Damage(100, 0, 0).between_words is None


def test_a_short_text_is_always_looked_at():
    assert Damage(1, 0, 0).in_words == 1
    assert Damage(0, 0, 0).between_words == 0


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_the_more_is_missing_the_less_is_doubted(kept, deleted, spaced):
    doubt, less = Damage(kept, deleted, spaced).in_words, Damage(kept, deleted + 1, spaced).in_words
    assert less is not None or doubt is None or kept + deleted + spaced < 5
    assert doubt is None or less is None or less <= doubt


@given(st.text(alphabet="کتابهایمیشود \u200c\n.", max_size=60))
def test_any_text_can_be_counted(text):
    assert sum(damage_of(text)) <= len(text)
