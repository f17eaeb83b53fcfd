import pytest

from dabir.evaluation.names import full_name, same_speaker, words


def test_words_fold_letters_and_split_half_spaces() -> None:
    assert words("علي\u200cرضا كَاظمي») (") == ["علی", "رضا", "کاظمی"]
    assert words(None) == []


def test_titles_fall_away_unless_the_name_needs_them() -> None:
    assert full_name("دکتر سید رضا پاکدل") == "رضاپاکدل"
    assert full_name("امیر پاکدل") == "امیرپاکدل"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رضا پاکدل", "دکتر رضا پاکدل"),
        ("رضا پاکدل", "پاکدل"),
        ("ایلدار رحیم‌اف", "رحیم اف"),
        ("وزیر نیروی ارمنستان", "وزیر نیرو ارمنستان"),
        ("وزارت نیروی ارمنستان", "وزارت نیروی کشور ارمنستان"),
    ],
)
def test_same_speakers(one: str, other: str) -> None:
    assert same_speaker(one, other) is same_speaker(other, one)
    assert same_speaker(one, other) is (one != "وزیر نیروی ارمنستان")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رضا پاکدل", "رضا نیکدل"),
        ("رضا پاکدل", "وزیر نیرو"),
        ("رضا پاکدل", ""),
        ("پاکدل", "شرکت صنایع چوب پاکدل"),
        ("", None),
        ("که", "رضا"),
    ],
)
def test_different_speakers(one: str, other: str | None) -> None:
    assert not same_speaker(one, other)
    assert not same_speaker(other, one)
