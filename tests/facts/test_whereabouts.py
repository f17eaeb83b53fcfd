"""Places: told from people, teams, institutions and governments, and told apart by the other places."""

from __future__ import annotations

import pytest

from dabir import Header, Place, Reader
from dabir.sources import read_text

READER = Reader(fast=True)
HEADER = Header(published="2018-04-17")


def places(*paragraphs: str) -> dict[str, Place]:
    text = "\n".join(["گزارش یک روز کاری", *paragraphs])
    record = READER.read(read_text(text, header=HEADER))
    for place in record.places:
        assert all(record.text[span.start : span.end] == span.text for span in place.mentions)
    return {place.name: place for place in record.places}


def test_a_town_has_its_country_its_number_and_its_coordinates() -> None:
    town = places("سیل دیروز در شیراز به خانه‌ها آسیب زد.")["شیراز"]
    assert (town.kind, town.country, town.geonames) == ("city", "IRN", 115019)
    assert town.latitude == pytest.approx(29.6, abs=0.2)
    assert town.longitude == pytest.approx(52.5, abs=0.2)


def test_a_country_is_a_place_by_its_code() -> None:
    place = places("باران شدید در ارمنستان ادامه دارد.")["ارمنستان"]
    assert (place.kind, place.country, place.geonames) == ("country", "ARM", None)


def test_a_province_is_told_from_the_town_of_its_name() -> None:
    assert places("راه‌های استان اصفهان بسته شد.")["اصفهان"].kind == "province"
    assert places("راه‌های شهر اصفهان بسته شد.")["اصفهان"].kind == "city"


def test_a_region_is_the_one_of_the_country_that_is_named() -> None:
    found = places("ایران و جمهوری آذربایجان درباره مناقشه قره باغ گفت‌وگو کردند.")["قره‌باغ"]
    assert (found.kind, found.country, found.geonames) == ("region", "AZE", None)
    assert places("سیل در شهر قره‌باغ افغانستان خانه‌ها را برد.")["قره‌باغ"].country == "AFG"


def test_the_mentions_of_a_place_are_one_place() -> None:
    place = places("باران در تبریز آغاز شد.", "رودها در تبریز بالا آمدند.")["تبریز"]
    assert len(place.mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "بهنام تبریزی گفت: باران خوب بود.",
        "باشگاه پرسپولیس تهران بازیکن تازه گرفت.",
        "دانشگاه شیراز دانشجو می‌پذیرد.",
    ],
)
def test_a_name_within_a_name_is_no_place(text: str) -> None:
    assert not places(text)


def test_a_capital_that_acts_is_no_place() -> None:
    assert "مسکو" not in places("مسکو از واشنگتن خواست به توافق بازگردد.")
    assert "مسکو" in places("نمایشگاه کتاب در مسکو گشایش یافت.")


def test_an_ambiguous_name_goes_with_the_other_places() -> None:
    home = places("باران در طرابلس بارید.", "رودهای لبنان بالا آمدند.")["طرابلس"]
    away = places("باران در طرابلس بارید.", "رودهای لیبی بالا آمدند.")["طرابلس"]
    assert (home.country, away.country) == ("LBN", "LBY")


@pytest.mark.parametrize(
    "text",
    [
        "او این مسئولیت را بر عهده دارد و نیز به شهر آمد.",
        "کارگران را میان ما با نه نفر بردند.",
        "بهنام تبریزی در مهر سال گذشته آمد.",
        "مدارس از مهر باز شد.",
    ],
)
def test_words_side_by_side_and_months_are_no_towns(text: str) -> None:
    assert not places(text)


@pytest.mark.parametrize(
    ("town", "code"), [("قندهار", "AFG"), ("نجف", "IRQ"), ("هرات", "AFG"), ("بابل", "IRN"), ("ساری", "IRN")]
)
def test_a_far_larger_town_abroad_goes_before_a_village_at_home(town: str, code: str) -> None:
    assert places(f"ایران اعلام کرد باران در {town} ادامه دارد.")[town].country == code


@pytest.mark.parametrize(
    ("name", "code"), [("نوار غزه", "PSE"), ("کرانه باختری", "PSE"), ("اسکاتلند", "GBR")]
)
def test_a_region_is_none_of_a_countrys_other_names(name: str, code: str) -> None:
    found = places(f"باران در {name} ادامه دارد.")[name]
    assert (found.kind, found.country) == ("region", code)


def test_no_name_runs_over_the_end_of_a_paragraph() -> None:
    found = places("نشست خبری در کردستان", "عراق: باران ادامه دارد.")
    assert {place.country for place in found.values()} == {"IRN", "IRQ"}


def test_who_is_refused_as_a_party_leaves_the_place_a_place() -> None:
    assert "بغداد" in places("خبرنگاران در سفر به بغداد با علی کریمی دیدار کردند.")
