"""Invented reports for the tests of the archive, and records of them, read by rules."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from dabir import Header, Reader, Record
from dabir.archive.keeping import Entry
from dabir.sources import read_text

MEETING = """دیدار وزیران راه ایران و ارمنستان در ایروان
به گزارش خبرنگار گروه اقتصادی خبرگزاری آنا، بهمن کاویانی وزیر راه ایران امروز در ایروان با آرام گریگوریان وزیر راه ارمنستان دیدار کرد.
بهمن کاویانی در این دیدار گفت: ساخت پل تازه مرزی تا پایان سال آغاز می‌شود و ایران هزینه نیمی از آن را می‌پردازد.
آرام گریگوریان نیز با اشاره به رفت‌وآمد روزانه کامیون‌ها تأکید کرد که کشورش از این طرح پشتیبانی می‌کند.
دو طرف درباره گسترش همکاری‌های ریلی توافق کردند."""

DROUGHT = """هشدار درباره کمبود آب در جنوب
سیمین پارسا مدیر منابع آب استان در نشستی خبری گفت: ذخیره سدهای جنوب به یک‌سوم رسیده است و کشاورزان باید کشت برنج را کنار بگذارند.
وی افزود: شبکه آبیاری تازه تا تابستان آینده به بهره‌برداری می‌رسد.
شماری از کشاورزان از تأخیر در پرداخت خسارت گلایه کردند و خواستار رسیدگی استاندار شدند."""

MATCH = """برد خانگی سپیدرود با گل دقیقه آخر
تیم فوتبال سپیدرود عصر دیروز در ورزشگاه شهر برابر مهمان خود دو بر یک پیروز شد.
کامران نیکزاد سرمربی سپیدرود پس از بازی گفت: بازیکنانم تا لحظه آخر جنگیدند و سزاوار این برد بودند.
او درباره داوری گفت: پنالتی ما گرفته نشد و این درست نبود."""

MARKET = """کاهش بهای زعفران در بازار خراسان
رئیس اتحادیه صادرکنندگان زعفران از افت ده درصدی بها در یک هفته خبر داد.
محسن رستگار گفت: برداشت امسال دو برابر شده است و انبارها پر است.
او پیشنهاد کرد دولت بخشی از محصول را خرید تضمینی کند."""

ALL = {"meeting": MEETING, "drought": DROUGHT, "match": MATCH, "market": MARKET}


def record_of(text: str, name: str, **header: str) -> Record:
    """The record of a text under a name, with what is known of it (published, agency, url, …)."""
    record = _read(text, tuple(sorted(header.items())))
    return replace(record, id=name)


@cache
def _read(text: str, header: tuple[tuple[str, str], ...]) -> Record:
    return Reader(fast=True).read(read_text(text, id="any", header=Header(**dict(header))))


def entry(text: str, name: str, **header: str) -> Entry:
    """A report to keep, with a vector of its own for each text."""
    return Entry(record_of(text, name, **header), vectors_of(text))


def vectors_of(text: str) -> np.ndarray:
    """Any vector of length 1, the same for the same text."""
    vector = np.random.default_rng(abs(hash_of(text))).normal(size=(1, 384)).astype(np.float32)
    return vector / np.linalg.norm(vector)


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode()[:64], "little") % 2**32
