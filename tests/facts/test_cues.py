"""Reporting expressions: which words they are, in every tense and writing, and how they report."""

import pytest

from dabir.facts.cues import find_cues
from dabir.facts.ranges import Range
from dabir.script.letters import squeeze
from readings import reading_of
from work import calls_of


def cues(text):
    reading = reading_of(text)
    return [(reading.text(cue.range), cue) for cue in reading.cues_within(reading.paragraphs[0].range)]


def words(text):
    return [found for found, _ in cues(text)]


def only(text):
    ((_, cue),) = cues(text)
    return cue


@pytest.mark.parametrize(
    "verb",
    [
        "گفت",
        "می‌گوید",
        "می‌گفت",
        "گفته است",
        "گفته بود",
        "خواهد گفت",
        "گفتند",
        "می‌گویند",
        "افزود",
        "می‌افزاید",
        "نوشت",
    ],
)
def test_a_verb_reports_in_every_tense(verb):
    assert words(f"وزیر {verb}: راه باز است") == [verb]


@pytest.mark.parametrize(
    "verb",
    [
        "اظهار داشت",
        "اظهار می‌دارد",
        "اعلام کرد",
        "اعلام خواهد کرد",
        "اعلام کرده است",
        "خاطر نشان ساخت",
        "یادآور شد",
    ],
)
def test_a_noun_with_its_verb_is_one_expression(verb):
    assert words(f"وزیر {verb} که راه باز است") == [verb]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("میگوید", "می‌گوید"),
        ("می گوید", "می‌گوید"),
        ("مي‌گويد", "می‌گوید"),
        ("اظهارداشت", "اظهارداشت"),
        ("تاكيد كرد", "تاکید کرد"),
    ],
)
def test_broken_writing_hides_no_expression(broken, mended):
    assert words(f"وزیر {broken}: راه باز است") == [mended]


@pytest.mark.parametrize("between", ["نیز", "هم"])
def test_a_particle_may_part_the_noun_from_its_verb(between):
    assert words(f"وزیر تأکید {between} کرد: راه باز است") == [f"تأکید {between} کرد"]


def test_agencies_drop_the_auxiliary_behind_a_participle():
    assert words("وزیر گفته که راه باز است") == ["گفته"]


@pytest.mark.parametrize(
    "text",
    [
        "وزیر نگفت که راه باز است",
        "وزیر اعلام نکرد که راه باز است",
        "باید وزیر بگوید که راه باز است",
        "گفتنی است که راه باز است",
        "در گفت‌وگو با وزیر",
        "نوشته‌های وزیر درباره راه",
        "اظهارات وزیر درباره راه",
        "بیان اینکه راه باز است",
    ],
    ids=[
        "denied",
        "denied compound",
        "wish",
        "narrator",
        "talk",
        "writings",
        "remarks",
        "noun without opener",
    ],
)
def test_what_only_looks_like_an_expression_is_none(text):
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("وزیر تصریح کرد: راه باز است", "say"),
        ("وزیر هشدار داد که راه لغزنده است", "weak"),
        ("وزیر ادامه داد: راه باز است", "weak"),
        ("وزیر معتقد است که راه باز می‌شود", "view"),
        ("وزیر بر این باور بود که راه باز می‌شود", "view"),
        ("وزیر از رانندگان خواست که آهسته برانند", "ask"),
        ("وزیر خواستار شد که راه باز شود", "ask"),
        ("در این بیانیه آمده است: راه باز است", "text"),
    ],
)
def test_the_strength_tells_how_a_verb_reports(text, strength):
    assert only(text).strength == strength


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("با بیان اینکه", "subordinate"),
        ("با بیان این که", "subordinate"),
        ("با اشاره به این نکته که", "subordinate"),
        ("ضمن تأکید بر این مطلب که", "subordinate"),
        ("با ابراز امیدواری از اینکه", "subordinate"),
        ("به گفته", "according"),
        ("بنا بر اعلام", "according"),
        ("به نوشته", "according"),
        ("به عقیده", "according"),
        ("به گزارش", "report"),
    ],
)
def test_expressions_without_a_verb_have_their_kind(phrase, kind):
    text = f"{phrase} راه باز است"
    assert words(text) == [phrase]
    assert only(text).kind == kind
    assert only(text).features is None


@pytest.mark.parametrize("text", ["به عقیده وزیر", "از نظر وزیر", "به باور وزیر"])
def test_an_opinion_is_told_from_a_report(text):
    assert only(text).strength == "view"


@pytest.mark.parametrize("verb", ["می‌گویم", "تأکید می‌کنم", "گفتیم", "عرض کردم", "می‌گویید"])
def test_a_speaker_about_his_own_words_is_told_from_others(verb):
    assert only(f"من {verb} که راه باز است").own


def test_the_third_person_is_not_the_speakers_own():
    assert not only("وزیر می‌گوید که راه باز است").own


@pytest.mark.parametrize("verb", ["گفته می‌شود", "گفته شد", "اعلام شد", "اعلام شده است"])
def test_a_passive_verb_has_no_speaker_as_subject(verb):
    assert only(f"{verb} که راه باز است").passive


@pytest.mark.parametrize("verb", ["یادآور شد", "مدعی شد", "متذکر شد"])
def test_not_every_verb_of_becoming_is_passive(verb):
    assert not only(f"وزیر {verb} که راه باز است").passive


def test_number_is_that_of_the_verb():
    assert only("وزیران گفتند که راه باز است").features.plural
    assert not only("وزیر گفت که راه باز است").features.plural


def test_several_expressions_come_in_order_and_do_not_overlap():
    text = "وزیر با بیان اینکه راه باز است، گفت: به گفته پلیس برف می‌بارد و او افزود: بمانید"
    assert words(text) == ["با بیان اینکه", "گفت", "به گفته", "افزود"]


def test_no_expression_goes_beyond_the_words_that_are_searched():
    keys = [squeeze(word) for word in ["وزیر", "اظهار", "داشت"]]
    assert [cue.range for cue in find_cues(keys, Range(0, 3))] == [Range(1, 3)]
    assert find_cues(keys, Range(0, 2)) == []


def test_many_words_are_searched_in_linear_time():
    words = [squeeze(word) for word in ["وزیر", "با", "بیان", "این", "نکته", "اظهار", "نظر"]]

    def calls(count: int) -> int:
        return calls_of(lambda: find_cues(words * count, Range(0, len(words) * count)))

    calls(10)  # so that the expressions are loaded
    assert calls(2_000) < 11 * calls(200)
