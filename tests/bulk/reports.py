"""Invented short reports of several desks, as many as are wanted, and files of them."""

from __future__ import annotations

import json
from pathlib import Path

_DESKS = (
    ("{name} وزیر نیرو گفت: ساخت سد {place} تا پایان سال آغاز می‌شود.", "سیاسی"),
    ("{name} مدیرعامل بانک {place} اعلام کرد که نرخ سود تغییر نمی‌کند.", "اقتصادی"),
    ("{name} سرمربی تیم {place} تأکید کرد: بازی یکشنبه را می‌بریم.", "ورزشی"),
    ("فرماندار {place}، {name}، از آسیب دیدن ده روستا در سیل خبر داد.", "اجتماعی"),
)
_NAMES = ("بهمن کاویانی", "سیمین پارسا", "ناهید دریانورد", "آرش بهرامی", "کیوان مهرجو")
_PLACES = ("مریوان", "لنگه", "سقز", "بافق", "تنکابن", "خاش", "دهلران")


def report(number: int) -> dict[str, str]:
    """The fields of a report; every seventh has no day."""
    words, desk = _DESKS[number % len(_DESKS)]
    text = words.format(name=_NAMES[number % len(_NAMES)], place=_PLACES[number % len(_PLACES)])
    day = {"published": f"2018-04-{number % 5 + 10}"} if number % 7 else {}
    return {"id": f"r{number:05d}", "text": f"خبر {number}\n{text}", "desk": desk, "agency": "پیک", **day}


def written(path: Path, count: int) -> Path:
    """A file of so many reports in JSON Lines."""
    path.write_text("".join(f"{json.dumps(report(n), ensure_ascii=False)}\n" for n in range(count)), "utf-8")
    return path
