"""Short names of institutions beside the full ones."""

from __future__ import annotations

import pytest

from dabir import Reader, Record
from dabir.sources import read_text

READER = Reader(fast=True)


def read(text: str) -> Record:
    return READER.read(read_text(f"گزارش یک روز کاری\n{text}"))


@pytest.mark.parametrize("short", ["(حماس)", "«حماس»"])
def test_a_short_name_is_the_full_one(short: str) -> None:
    record = read(
        f"بیانیه جنبش مقاومت اسلامی {short} منتشر شد.\nحماس گفت: راه باز می‌ماند.\n"
        "جنبش مقاومت اسلامی افزود: کار ادامه دارد."
    )
    names = {said.speaker for said in record.statements}
    assert names == {f"جنبش مقاومت اسلامی {short}"}
    (party,) = (party for party in record.parties if "حماس" in party.name)
    assert all(record.text[one.start : one.end] == one.text for one in party.mentions)


def test_what_stands_in_brackets_without_a_full_name_is_itself() -> None:
    record = read("او رفت و آمد (حماس) و نشست.\nحماس گفت: راه باز می‌ماند.")
    assert {said.speaker for said in record.statements} == {"حماس"}
