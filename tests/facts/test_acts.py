"""Acts of statements, by their signs and as the model sees them."""

from __future__ import annotations

import pytest

from dabir import Reader

RULES = Reader(fast=True)


def act(statement: str, cue: str = "گفت:") -> str:
    (found,) = RULES.read(f"گزارش یک روز کاری\nبهرام نیکخواه {cue} {statement}").statements
    return found.act


@pytest.mark.parametrize(
    ("statement", "cue", "wanted"),
    [
        ("خبر تعطیلی کارخانه صحت ندارد.", "گفت:", "denial"),
        ("ما متعهد هستیم راه را تا پاییز بسازیم.", "گفت:", "promise"),
        ("دولت باید به کشاورزان کمک کند.", "گفت:", "demand"),
        ("متأسفانه مدیران کوتاهی کرده‌اند.", "گفت:", "blame"),
        ("از کارگران این کارخانه تشکر می‌کنم.", "گفت:", "praise"),
        ("باران ممکن است تا شنبه ادامه یابد.", "پیش‌بینی کرد:", "forecast"),
        ("سه هزار نفر در این کارخانه کار می‌کنند.", "گفت:", "report"),
        ("ما بر مواضع خود پافشاری می‌کنیم.", "گفت:", "position"),
        ("ارتش دیروز مواضع شورشیان را در شرق شهر بمباران کرد.", "گفت:", "report"),
    ],
)
def test_signs_tell_the_act(statement: str, cue: str, wanted: str) -> None:
    assert act(statement, cue) == wanted
