"""An invented desk for the tests of the commands: three reports, how a command ends, and an embedder that costs nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

MEETING = (
    "دیدار وزیران راه ایران و ارمنستان در ایروان\n"
    "به گزارش خبرنگار گروه اقتصادی خبرگزاری پیک، بهمن کاویانی وزیر راه ایران امروز در ایروان با "
    "آرام گریگوریان وزیر راه ارمنستان دیدار کرد.\n"
    "بهمن کاویانی در این دیدار گفت: ساخت پل تازه مرزی تا پایان سال آغاز می‌شود و ایران هزینه نیمی "
    "از آن را می‌پردازد و کارگران بومی در آن کار خواهند کرد.\n"
    "آرام گریگوریان نیز تأکید کرد که کشورش از این طرح پشتیبانی می‌کند.\n"
    "دو طرف درباره گسترش همکاری‌های ریلی توافق کردند."
)
SHORTER = (
    "کاویانی در ایروان: پل مرزی ساخته می‌شود\n"
    "بهمن کاویانی وزیر راه ایران در دیدار با آرام گریگوریان وزیر راه ارمنستان در ایروان گفت: ساخت "
    "پل تازه مرزی تا پایان سال آغاز می‌شود و کارگران بومی در آن کار خواهند کرد.\n"
    "آرام گریگوریان گفت: ارمنستان آماده همکاری ریلی با ایران است."
)
DROUGHT = (
    "هشدار درباره کمبود آب در جنوب\n"
    "سیمین پارسا مدیر منابع آب استان در نشستی خبری گفت: ذخیره سدهای جنوب به یک‌سوم رسیده است و "
    "کشاورزان باید کشت برنج را کنار بگذارند.\n"
    "وی افزود: شبکه آبیاری تازه تا تابستان آینده به بهره‌برداری می‌رسد.\n"
    "شماری از کشاورزان از تأخیر در پرداخت خسارت گلایه کردند و خواستار رسیدگی استاندار شدند."
)
REPORTS = (
    ("m1", MEETING, "2018-04-17T10:00:00+04:30", "پیک"),
    ("m2", SHORTER, "2018-04-17T13:00:00+04:30", "نوا"),
    ("d1", DROUGHT, "2018-05-02", "نوا"),
)


@dataclass
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


class WordsEmbedder:
    """Stands for the embedder: texts are as near to each other as they share words."""

    def embed(self, texts: Sequence[str], **_: str) -> np.ndarray:
        matrix = np.zeros((len(texts), 384), np.float32)
        for row, text in zip(matrix, texts, strict=True):
            for word in text.split():
                row += np.random.default_rng(crc32(word.encode())).normal(size=384)
        # So long that the mean of the real vectors, which the archive takes off, is nothing beside them.
        return 1000 * matrix


def lines(*reports: tuple[str, str, str, str]) -> bytes:
    """Reports as JSON Lines."""
    rows = (
        {
            "id": name,
            "text": text,
            "published": published,
            "agency": agency,
            "headline": text.split("\n", 1)[0],
            "url": f"https://news.example/{name}",
        }
        for name, text, published, agency in reports
    )
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
