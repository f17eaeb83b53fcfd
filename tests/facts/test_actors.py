"""Actors: country, sectors, post and institution of people and parties."""

from __future__ import annotations

import pytest

from dabir import Party, Person, Reader

READER = Reader(fast=True)


def person(text: str) -> Person:
    (found,) = READER.read(f"گزارش یک روز کاری\n{text}").people
    return found


def party(text: str) -> Party:
    return READER.read(f"گزارش یک روز کاری\n{text}").parties[0]


@pytest.mark.parametrize(
    ("role", "country", "sectors", "post"),
    [
        ("وزیر دفاع جمهوری آذربایجان", "AZE", {"GOV", "MIL"}, "وزیر دفاع"),
        ("فرمانده نیروی دریایی هند", "IND", {"MIL"}, "فرمانده"),
        ("رئیس مجلس ارمنستان", "ARM", {"LEG"}, "رئیس"),
        ("دادستان شیراز", None, {"JUD"}, "دادستان"),
    ],
)
def test_a_post_tells_country_and_sectors(
    role: str, country: str | None, sectors: set[str], post: str
) -> None:
    found = person(f"بهروز نیکخواه، {role} گفت: کار خوب پیش می‌رود.")
    assert found.country == country
    assert sectors <= set(found.sectors)
    assert found.post == post


def test_a_post_tells_its_institution() -> None:
    assert person("بهروز نیکخواه، وزیر نیرو گفت: آب هست.").institution == "وزارت نیرو"
    assert person("بهروز نیکخواه، رئیس سازمان محیط زیست گفت: هوا پاک است.").institution == "سازمان محیط زیست"


def test_a_country_acts_through_its_government() -> None:
    found = party("ارمنستان اعلام کرد: مرزها باز است.")
    assert (found.country, found.sectors) == ("ARM", ("GOV",))


def test_a_person_without_a_post_has_none() -> None:
    found = person("بهروز نیکخواه گفت: کار خوب پیش می‌رود.")
    assert (found.post, found.institution, found.sectors) == (None, None, ())
