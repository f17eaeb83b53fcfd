import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.numbers import digits, find_numbers, value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("۱۲۰۰", 1200),
        ("٣٤", 34),
        ("1,200", 1200),
        ("۱٬۲۰۰", 1200),
        ("۱،۲۰۰", 1200),
        ("۳/۵", 3.5),
        ("۳.۵", 3.5),
        ("٣٫٥", 3.5),
        ("صفر", 0),
        ("دو هزار و سیصد و پنج", 2305),
        ("بیست و هفتم", 27),
        ("سی‌ام", 30),
        ("سی ام", None),
        ("دهم", 10),
        ("سوم", 3),
        ("پنجمین", 5),
        ("نیم", 0.5),
        ("یک و نیم", 1.5),
        ("یک و نیم میلیون", 1_500_000),
        ("نیم میلیون", 500_000),
        ("هزار و سیصد و نود و هفت", 1397),
        ("۲ میلیون و ۳۰۰ هزار", 2_300_000),
        ("۲ میلیون و ۳۰۰ هزار و ۵۰", 2_300_050),
        ("۱۲.۵ میلیارد", 12_500_000_000),
        ("صد و بیست هزار", 120_000),
        ("دو میلیارد و صد میلیون و چهل هزار و یک", 2_100_040_001),
        ("یکصد و ده", 110),
        ("صدها", None),
        ("۱۳۹۷/۰۱/۱۵", None),
        ("10:30", None),
        ("دو نفر", None),
        ("دو سه", None),
        ("پنج و شش", None),
        ("", None),
        ("هوا", None),
    ],
)
def test_value(text, amount):
    assert value(text) == amount


def test_endless_digits_are_no_number():
    assert value("۱" * 10_000) is None


def test_numbers_of_a_sentence():
    text = "نه، در ۲۵ استان، دو هزار و صد خانه و سه مدرسه با ۱/۵ میلیارد تومان ساخته شد؛ پنج شش روز دیگر."
    found = [(text[n.start : n.end], n.value) for n in find_numbers(text)]
    assert found == [
        ("۲۵", 25),
        ("دو هزار و صد", 2100),
        ("سه", 3),
        ("۱/۵ میلیارد", 1_500_000_000),
        ("پنج", 5),
        ("شش", 6),
    ]


UNITS = (
    *("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده"),
    *("چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"),
)
TENS = ("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
HUNDREDS = ("صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")


def spell(amount):
    parts = []
    for size, name in ((10**9, "میلیارد"), (10**6, "میلیون"), (1000, "هزار")):
        if amount >= size:
            parts.append(f"{spell(amount // size)} {name}")
            amount %= size
    if amount >= 100:
        parts.append(HUNDREDS[amount // 100 - 1])
        amount %= 100
    if amount >= 20:
        parts.append(TENS[amount // 10 - 2])
        amount %= 10
    if amount or not parts:
        parts.append(UNITS[amount])
    return " و ".join(parts)


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_has_its_value(amount):
    assert value(spell(amount)) == amount


@given(st.integers(0, 10**15))
def test_a_number_in_digits_has_its_value(amount):
    persian = str(amount).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert digits(persian) == digits(str(amount)) == digits(f"{amount:,}") == amount


@given(st.text() | st.text(alphabet="یکدوسهصزانیم و۱۲/.,"))
def test_spans_lie_in_order(text):
    done = 0
    for number in find_numbers(text):
        assert done <= number.start < number.end <= len(text)
        done = number.end
