"""The search keys of texts, and the parts of texts that show them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.words.analysis import STOP, search_keys, terms
from tests.archive.words.writings import WORDS, texts


def keys(text):
    return [term.key for term in terms(text)]


def shown(text):
    return [text[term.start : term.end] for term in terms(text)]


@pytest.mark.parametrize(
    "writings",
    [
        "می‌شود|می شود|میشود|مي‌شود|می‎شود|می¬شود|نمی‌شود|شد|شده است|شده‌اند|شدهاند|خواهد شد",
        "می‌گوید|میگوید|گفت|گفته است|گفته بود|گفته‌اند|گفته اند|خواهد گفت|نگفت|گفتن",
        "گفت‌وگو|گفتگو|گفت و گو|گفت‌و‌گو|گفتوگو|گفت وگوی|گفتگوها|گفت‌وگوهای|گفت و گو هایی",
        "کتاب‌ها|کتاب ها|کتابها|کتاب‌هایشان|کتاب های شان|کتاب هایی|کتابی|کتابش|كتاب|کتب|کِتاب|کتــاب",
        "مسئول|مسوول|مسؤول|مسئولان|مسئولین|مسوولان|مسئولی|مسئول‌ها",
        "تأکید|تاکید|تاكيد|تأكيد|تأکیدات",
        "خبر|اخبار|خبرها|خبر های",
        "وزیر|وزرا|وزرای|وزیران|وزراء|وزیرش",
        "مسئله|مسأله|مساله|مسائل|مسایل|مسئله‌ای",
        "هیئت|هیأت|هیات|هيئت",
        "نماینده|نمایندگان|نماینده‌ها|نماینده ها|نمایندهها|نماینده‌ای|نماینده گان|نماینده‌اش",
        "برنامه|برنامه‌ها|برنامه ها|برنامهها|برنامه‌ای|برنامه ای|برنامهای|برنامه‌هایی|برنامه ی|برنامۀ|برنامهٔ",
        "بزرگ|بزرگ‌تر|بزرگ تر|بزرگتر|بزرگ‌ترین|بزرگ ترین|بزرگترین|بزرگ‌ترین‌های",
        "کشور|کشورها|کشورهای|کشور مان|کشورمان|کشورهایشان|کشورش",
        "نیرو|نیروها|نیروی|نیروهای|نیرویی",
        "کرده‌ایم|کردهایم|کرده ایم|می‌کنیم|نکرده باشیم",
        "رئیس‌جمهور|رئیس جمهور|رییس جمهور|رئیسجمهور|رئیس‌جمهورها",
        "دانش‌آموزان|دانش آموزان|دانشآموزان|دانش‌آموز",
        "سیاست‌گذاری‌های|سیاست گذاری های|سیاستگذاریهای|سیاستگذاری",
        "محمدجواد|محمد جواد|محمد‌جواد",
        "احمدی‌نژاد|احمدی نژاد|احمدینژاد",
        "آیت‌الله|آیت الله|آیتالله|آيت‌اللّه|آیت‌الله",
        "به‌عنوان|به عنوان|بعنوان|بهعنوان",
        "آموزش و پرورش|آموزش وپرورش|آموزش‌و‌پرورش|آموزشوپرورش",
        "آمریکا|امریکا|آمريكا|آمریکای",
        "معتقدند|معتقدیم|معتقد",
        "هسته‌ای|هسته ای|هسته",
        "بازگشت|بازگشتند|باز می‌گردد|بازمی‌گردد|بازگشته است",
        "۱۳۹۷|1397|١٣٩٧|۱٬۳۹۷|1,397",
        "۱۳۹۷/۰۱/۲۷|1397-1-27|۱۳۹۷.۱.۲۷",
        "COVID-19|Covid 19|covid-۱۹",
        "Müller|MULLER|muller",
        "#ایران_قوی|ایران قوی|ایران‌قوی",
    ],
)
def test_writings_of_one_word_have_the_same_keys(writings):
    assert len({tuple(keys(writing)) for writing in writings.split("|")}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "ایران|ایر", "تهران|تهر", "پایان|پای", "زبان|زب", "ماهی|ماه", "کشتی|کشت", "بازی|باز", "نظامی|نظام", "دولتی|دولت",
        "استان|آستان", "اجر|آجر", "افت|آفت", "انتخابات|انتخاب", "اطلاعات|اطلاع", "دفتر|دف", "دختر|دخ", "آموزش|آموز",
        "مردم|مرد", "پنجم|پنج", "نبرد|برد", "شهرستان|شهر", "تنها|تن", "طاها|طا", "گذار|گذر", "درد|در", "نزد|زد",
        "موش|مو", "وزن|زن", "بیمار|مار", "همکار|کار", "در آمد|درآمد", "مقدماتی|مقدمه", "پزشکیان|پزشک", "آلمان|آل",
        "شرکت|شریک", "عکس|عکاس", "1397|1398", "نفت|نفس",
    ],
)  # fmt: skip
def test_different_words_have_different_keys(pair):
    first, second = pair.split("|")
    assert keys(first) != keys(second)


def test_keys_stand_for_the_words_as_they_are_written():
    text = "به گفته‌ی رئیس‌جمهور، «کتاب ها» خوانده نخواهد شد؛ ظرفیت های تازه‌ای در ۱۳۹۷/۱/۲۷ ديده می شود."
    assert shown(text) == [
        *("به", "گفته‌ی", "رئیس", "جمهور", "کتاب ها", "خوانده نخواهد شد", "ظرفیت های", "تازه‌ای", "در"),
        *("۱۳۹۷", "۱", "۲۷", "ديده می شود"),
    ]
    assert [term.position for term in terms(text)] == list(range(13))


def test_words_written_in_one_stand_for_their_letters():
    assert shown("سیاستگذاریها و رئیسجمهور") == ["سیاست", "گذاریها", "و", "رئیس", "جمهور"]


def test_signs_within_words_do_not_move_offsets():
    text = "کت\ufeffاب و خا\u202bنه و مُدیرعامل"
    assert keys(text) == ["کتاب", "و", "خانه", "و", "مدیر", "عامل"]
    assert shown(text)[:4] == ["کت\ufeffاب", "و", "خا\u202bنه", "و"]


def test_punctuation_has_no_key_and_lets_phrases_through():
    assert keys("وزیر: «دفاع»، باکو!") == keys("وزیر دفاع باکو")
    assert keys("… !؟ () « » - / :") == []
    assert keys("") == []


def test_honorifics_have_no_key():
    assert keys("امام رضا (ع) در مشهد") == keys("امام رضا در مشهد")


def test_a_new_line_parts_words():
    assert keys("کتاب\nها") == ["کتاب", "ها"]
    assert keys("تیتر می\nشود") == ["تیتر", "می", "شدن"]


def test_an_ending_belongs_to_no_preposition_and_to_nothing_before_the_text():
    assert keys("و ها") == ["و", "ها"]
    assert keys("ها")[0] == "ها"
    assert keys("شبکه ام بی سی") == ["شبکه", "ام", "بی", "سی"]


def test_addresses_are_taken_apart():
    assert keys("https://www.example.ir/news/0012?x=1") == [
        "https",
        "www",
        "example",
        "ir",
        "news",
        "0012",
        "x",
        "1",
    ]


def test_other_scripts_have_keys():
    assert keys("Москва 北京") == ["москва", "北京"]


def test_long_runs_of_letters_and_digits_are_cut():
    assert [len(key) for key in keys(f"{'x' * 5000} {'۱' * 5000} {'ب' * 5000}")] == [64, 64, 64]


def test_stop_words_are_keys():
    assert not [word for word in STOP if keys(word) != [word]]


@given(texts)
def test_search_keys_are_those_of_the_terms(text):
    assert search_keys(text) == keys(text)


@given(texts, texts)
def test_no_word_reaches_into_another_line(one, other):
    assert keys(f"{one}\n{other}") == keys(one) + keys(other)


@given(texts)
def test_terms_lie_in_the_text_in_order(text):
    found = terms(text)
    assert [term.position for term in found] == list(range(len(found)))
    assert all(0 <= term.start < term.end <= len(text) for term in found)
    assert all(first.start <= second.start for first, second in pairwise(found))
    assert all(
        term.key and len(term.key) <= 64 and not re.search(r"[\x00-\x20\"'*:]", term.key) for term in found
    )


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_a_half_space_and_a_space_are_the_same(words):
    assert keys("\u200c".join(words)) == keys(" ".join(words))


@given(texts)
def test_punctuation_at_the_ends_changes_nothing(text):
    assert keys(f"«{text}»") == keys(text)


# Snippets ---------------------------------------------------------------------------------------------------------------
