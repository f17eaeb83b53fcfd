"""Capitals that stand for governments where no deed says so."""

from __future__ import annotations

import pytest

from dabir import Header, Reader
from dabir.sources import read_text

READER = Reader(fast=True)


def read(text: str) -> tuple[set[str], set[str]]:
    """The codes of the countries that are parties, and the names of the places."""
    record = READER.read(read_text(f"گزارش یک روز کاری\n{text}", header=Header(published="2018-04-17")))
    return {party.country or "" for party in record.parties}, {place.name for place in record.places}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("او به ظرفیت فراوان همکاری بین مسکو و آنکارا اشاره کرد.", {"RUS", "TUR"}),
        ("روابط پکن با ایران سال‌هاست که گرم مانده است.", {"CHN"}),
        ("موضع مسکو در این پرونده روشن نیست.", {"RUS"}),
    ],
)
def test_a_capital_beside_another_or_with_a_position_is_a_government(text: str, codes: set[str]) -> None:
    parties, places = read(text)
    assert codes <= parties
    assert not places & {"مسکو", "آنکارا", "پکن"}


@pytest.mark.parametrize("text", ["قطار میان مسکو و باکو هر روز می‌رود.", "هوای مسکو سرد است."])
def test_a_capital_by_itself_is_a_place(text: str) -> None:
    assert "مسکو" in read(text)[1]
