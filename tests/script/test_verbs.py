import pytest

from dabir.script.letters import squeeze
from dabir.script.verbs import finite, forms, verb_groups, verbs, written
from dabir.script.words import tokens


def groups(text):
    words = tokens(text)
    return [text[words[g.start].start : words[g.stop - 1].end] for g in verb_groups(words)]


def test_the_list_holds_the_verbs_of_the_language():
    infinitives = {verb.infinitive for verb in verbs()}
    assert len(infinitives) >= 250
    assert infinitives >= {
        "گفتن",
        "افزودن",
        "پرسیدن",
        "دانستن",
        "خواندن",
        "خواستن",
        "نوشتن",
        "بازگفتن",
        "فرمودن",
    }
    assert all(verb.infinitive == f"{verb.prefix}{verb.past}ن" for verb in verbs())


@pytest.mark.parametrize(
    ("form", "lemma", "person", "plural", "tense", "negative", "passive"),
    [
        ("گفت", "گفتن", 3, False, "past", False, False),
        ("نگفتند", "گفتن", 3, True, "past", True, False),
        ("می‌گفتیم", "گفتن", 1, True, "imperfect", False, False),
        ("گفته‌ام", "گفتن", 1, False, "perfect", False, False),
        ("گفته است", "گفتن", 3, False, "perfect", False, False),
        ("می‌گفته‌اند", "گفتن", 3, True, "imperfect_perfect", False, False),
        ("گفته بودی", "گفتن", 2, False, "pluperfect", False, False),
        ("گفته باشد", "گفتن", 3, False, "past_subjunctive", False, False),
        ("می‌گوید", "گفتن", 3, False, "present", False, False),
        ("نمی‌گویند", "گفتن", 3, True, "present", True, False),
        ("بگوییم", "گفتن", 1, True, "subjunctive", False, False),
        ("نخواهد گفت", "گفتن", 3, False, "future", True, False),
        ("گفته شد", "گفتن", 3, False, "past", False, True),
        ("گفته نمی‌شود", "گفتن", 3, False, "present", True, True),
        ("گفته شده است", "گفتن", 3, False, "perfect", False, True),
        ("گفته خواهد شد", "گفتن", 3, False, "future", False, True),
        ("نیامد", "آمدن", 3, False, "past", True, False),
        ("بیاید", "آمدن", 3, False, "subjunctive", False, False),
        ("نیفتاده است", "افتادن", 3, False, "perfect", True, False),
        ("بایستد", "ایستادن", 3, False, "subjunctive", False, False),
        ("برنمی‌گردد", "برگشتن", 3, False, "present", True, False),
        ("برخواهد گشت", "برگشتن", 3, False, "future", False, False),
        ("نشست", "نشستن", 3, False, "past", False, False),
        ("کند", "کردن", 3, False, "subjunctive", False, False),
        ("نیست", "بودن", 3, False, "present", True, False),
        ("ندارند", "داشتن", 3, True, "present", True, False),
        ("خواهد بود", "بودن", 3, False, "future", False, False),
        ("می‌باشد", "بودن", 3, False, "present", False, False),
        ("باید", "بایستن", 0, False, "modal", False, False),
    ],
)
def test_what_a_form_says(form, lemma, person, plural, tense, negative, passive):
    assert finite(form) == (lemma, person, plural, tense, negative, passive)


@pytest.mark.parametrize("spelling", ["می‌گوید", "می گوید", "ميگويد", "میگوید"])
def test_spacing_does_not_hide_a_verb(spelling):
    assert finite(spelling) == finite("می‌گوید")


@pytest.mark.parametrize("word", ["کتاب", "گفتن", "گفته", "سازی", "هشت", "مردم", "کشتی", "", "12"])
def test_what_is_no_finite_verb(word):
    assert finite(word) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("او فردا خواهد رفت و برمی‌گردد.", ["خواهد رفت", "برمی‌گردد"]),
        ("این سخن گفته شده است", ["گفته شده است"]),
        ("اگر دیده باشد، می تواند بگوید", ["دیده باشد", "می تواند", "بگوید"]),
        ("آنان رفته اند", ["رفته اند"]),
        ("سود در آمد و رفت", ["آمد", "رفت"]),
        ("او بر می‌گردد", ["بر می‌گردد"]),
        ("گفته، شده است", ["شده است"]),
        ("کتاب خوب", []),
    ],
)
def test_verb_groups(text, found):
    assert groups(text) == found


def test_every_form_is_found_by_its_key():
    for verb in verbs()[::25]:
        for form in forms(verb):
            assert squeeze(form) in written()
