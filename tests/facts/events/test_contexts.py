"""Contexts: those of PLOVER's thirty-seven whose words stand beside an event."""

from __future__ import annotations

import pytest

from dabir import Reader
from dabir.facts.events.contexts import contexts

READER = Reader(fast=True)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("رئیس جمهور ارمنستان با وزیر دفاع گرجستان درباره رزمایش دیدار کرد.", {"military", "executive"}),
        ("پلیس ساری قاچاقچیان مواد مخدر را بازداشت کرد.", {"illegal_drugs"}),
        ("دادگاه تبریز مدیر بانک را به اتهام اختلاس بازداشت کرد.", {"legal", "corruption", "economic"}),
    ],
)
def test_the_words_of_the_sentence_name_the_contexts(sentence: str, named: set[str]) -> None:
    (event,) = READER.read(f"گزارش یک روز کاری\n{sentence}").events
    assert named <= set(event.contexts)


def test_other_sentences_name_none() -> None:
    text = "گزارش یک روز کاری\nوزیر نیرو با شهردار ساری دیدار کرد. سیل در کرمان ادامه دارد."
    (event,) = READER.read(text).events
    assert "disasters" not in event.contexts


def test_there_are_thirty_seven() -> None:
    assert len(contexts()) == len(set(contexts())) == 37
