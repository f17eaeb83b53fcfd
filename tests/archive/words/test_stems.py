"""The stems of single words, and the lists behind them."""

import hashlib
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.words.analysis import ANALYSIS
from dabir.archive.words.inflection import forms_of_one_word, plain
from dabir.archive.words.stems import LONGEST, key, stems
from dabir.script.places import place_names

DATA = files("dabir.archive").joinpath("data")
HALF_SPACE = "\u200c"
# Words that look like others with an ending, or like verbs.
WHOLE = """
ایران تهران مهران گیلان زبان زمان پایان جریان باران میدان آسمان درمان سازمان قهرمان پیمان استان شهرستان داستان جهان
ماهی کشتی نظامی سیاسی اسلامی دولتی مردمی شهری قانونی بازی شادی دوستی تنها بها رها انتها اژدها دفتر دختر دکتر متر
آموزش ورزش ارزش دانش بینش گزارش پوشش تنش موش مردم چشم علم نام تیم دولت ملت قدرت شرکت نبرد خرد درد نزد دود پزشکیان
انتخابات اطلاعات عملیات ادبیات امارات مقدماتی اصولی آستان اجر آجر افت آفت عکاس وزیر وزن ورود بیمار همکار پیشرفت
"""


def lines(name):
    return [line for line in DATA.joinpath(name).read_text("utf-8").splitlines() if not line.startswith("#")]


def words():
    return dict(line.split("\t") for line in lines("words.tsv"))


def forms():
    return [line.split("\t") for line in lines("forms.tsv")]


def compounds():
    return tomllib.loads(DATA.joinpath("compounds.toml").read_text("utf-8"))


LISTED = {
    plain(form) for form in (*words(), *(form for _, others, _ in forms() for form in others.split("|")))
}


def keys(word):
    return [stem.key for stem in stems(plain(word))]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("کتاب‌هایشان", "کتاب"),
        ("کتابی", "کتاب"),
        ("کشورمان", "کشور"),
        ("اعضایش", "عضو"),
        ("رأیشان", "رای"),
        ("نیروی", "نیرو"),
        ("برنامهای", "برنامه"),
        ("سالهای", "سال"),
        ("منطقهای", "منطقه"),
        ("بزرگترین", "بزرگ"),
        ("بزرگتری", "بزرگ"),
        ("گستردهتر", "گستردن"),
        ("نمایندگانشان", "نماینده"),
        ("برگزیدگان", "برگزیدن"),
        ("دانشجویان", "دانشجو"),
        ("ایرانیان", "ایرانی"),
        ("اقداماتی", "اقدام"),
        ("معتقدند", "معتقد"),
        ("امیدواریم", "امیدوار"),
        ("نگفته‌اند", "گفتن"),
        ("برنمی‌گردند", "برگشتن"),
        ("نرفتن", "رفتن"),
        ("اقایان", "آقا"),
    ],
)
def test_endings_are_taken_off(word, stem):
    assert keys(word) == [stem]


@pytest.mark.parametrize("word", WHOLE.split())
def test_words_that_only_look_inflected_keep_their_letters(word):
    assert keys(word) == [plain(word)]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("رئیسجمهور", ["رییس", "جمهور"]),
        ("دانشآموزان", ["دانش", "آموز"]),
        ("سیاستگذاریهای", ["سیاست", "گذاری"]),
        ("محمدجواد", ["محمد", "جواد"]),
        ("حسینپور", ["حسین", "پور"]),
        ("حسنزاده", ["حسن", "زاده"]),
        ("آیتالله", ["آیت", "الله"]),
        ("غیرنظامیان", ["غیر", "نظامی"]),
        ("بعنوان", ["به", "عنوان"]),
        ("وفرهنگ", ["و", "فرهنگ"]),
        ("وآموزش", ["و", "آموزش"]),
    ],
)
def test_words_of_several_parts_have_a_key_for_each(word, parts):
    found = stems(plain(word))
    assert [stem.key for stem in found] == parts
    assert [stem.start for stem in found] == [0, *(stem.end for stem in found[:-1])]
    assert found[-1].end == len(plain(word))


@pytest.mark.parametrize("word", ["کارشناس", "خبرنگار", "شهرداری", "بیشتر", "وزارت", "هوادار", "ویتنام"])
def test_words_of_one_part_are_not_divided(word):
    assert len(keys(word)) == 1


@given(st.sampled_from(sorted(words())), st.sampled_from(["ها", "هایی", "هایش", "هایشان", "ترین"]))
def test_plurals_and_superlatives_are_those_of_the_word(word, ending):
    if plain(word + ending) not in LISTED:  # «تنها», «بهترین»
        assert keys(word + ending) == keys(word)


@given(st.text(alphabet="ابپتدرسشکگلمنوهیآئ", min_size=1, max_size=80))
def test_any_letters_have_keys(word):
    letters = plain(word)
    found = stems(letters)
    assert all(stem.key and len(stem.key) <= LONGEST for stem in found)
    assert found[0].start == 0
    assert all(first.end == second.start for first, second in pairwise(found))
    assert found[-1].end == len(letters)


@given(st.text(alphabet="ابپتدرسشکگلمنوهیآئ", min_size=1, max_size=12))
def test_a_key_is_its_own_key(word):
    assert [key(stem.key) for stem in stems(plain(word))] == keys(word)


def test_a_run_of_letters_without_end_is_cut():
    assert keys("ها" * 100_000) == ["ها" * (LONGEST // 2)]


def test_places_keep_their_names():
    """But for towns that are named in two words («احمدآباد»), and names that are words («محلات»)."""
    kept = [name for name in place_names() if "".join(keys(name)) == plain(name)]
    assert len(kept) > 0.95 * len(place_names())


def test_every_listed_word_is_its_own_key():
    assert not [word for word in words() if keys(word) != [plain(word)]]


def test_lists_are_sorted_and_without_doubles():
    letters = [plain(word) for word in words()]
    assert letters == sorted(set(letters))
    listed = [plain(form) for _, others, _ in forms() for form in others.split("|")]
    assert len(listed) == len(set(listed))
    assert not set(listed) & set(letters)


def test_endings_and_kinds_are_those_that_the_headers_name():
    assert all(set(endings) <= set("saytch") or endings == "-" for endings in words().values())
    assert {kind for _, _, kind in forms()} == {"plural", "spelling", "inflected"}


def test_the_words_of_forms_are_no_forms():
    bases = {plain(word) for word, _, _ in forms()}
    assert not [base for base in bases if key(base) != base and base not in forms_of_one_word()]


def test_compounds_are_listed_once_and_not_as_words():
    written = [plain(entry.partition("=")[0]) for entry in compounds()["compounds"].split()]
    assert len(written) == len(set(written))
    assert not set(written) & {plain(word) for word in words()}


@pytest.mark.parametrize("ending", ["", "ها", "های", "هایشان"])
def test_compounds_have_the_keys_of_their_parts(ending):
    for entry in compounds()["compounds"].split():
        written, _, apart = entry.partition("=")
        *first, last = (apart or written).split(HALF_SPACE)
        expected = [found for part in (*first, last + ending) for found in keys(part)]
        assert keys(written + ending) == expected
        assert all(stem.start < stem.end for stem in stems(plain(written + ending)))


def test_the_version_is_raised_when_keys_change():
    """Put in the new digest together with a higher `ANALYSIS`: an archive that was indexed before is then indexed again."""
    listed = [form for _, others, _ in forms() for form in others.split("|")]
    written = [entry.partition("=")[0] for entry in compounds()["compounds"].split()]
    known = sorted({*words(), *listed, *written, *forms_of_one_word()})
    digest = hashlib.sha256("\n".join(" ".join(keys(word)) for word in known).encode()).hexdigest()[:16]
    assert (ANALYSIS, digest) == (3, "3646962f4b6c148a")
