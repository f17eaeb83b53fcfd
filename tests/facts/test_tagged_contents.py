"""Contents of the model joined with those of the rules."""

from dabir.facts.contents import find_contents
from dabir.facts.mentions import find_mentions
from readings import reading_of, tags_of

SPEECH = "باران فردا به غرب کشور می‌رسد"


def drafts(text, *spans, trust=0.95):
    reading = reading_of(text)
    tags = tags_of(reading, *spans, trust=trust)
    return reading, find_contents(reading, find_mentions(reading), tags)


def contents(text, *spans, trust=0.95):
    reading, found = drafts(text, *spans, trust=trust)
    return [(reading.text(draft.content), draft.form) for draft in found]


def test_what_both_see_is_one_statement_with_the_extent_of_the_rules():
    text = f"وزیر نیرو گفت: {SPEECH}."
    assert contents(text, ("outer", "direct", SPEECH)) == [(SPEECH, "direct")]


def test_what_the_model_is_sure_is_not_said_is_dropped():
    assert contents(f"وزیر نیرو گفت: {SPEECH}.") == []


def test_what_only_the_model_sees_is_added_with_its_form():
    text = f"پیام وزیر نیرو چنین بود که {SPEECH}."
    assert contents(text) == []
    assert contents(text, ("outer", "indirect", SPEECH)) == [(SPEECH, "indirect")]


def test_an_unsure_model_adds_nothing():
    text = f"پیام وزیر نیرو چنین بود که {SPEECH}."
    assert contents(text, ("outer", "indirect", SPEECH), trust=0.5) == []


def test_a_reporters_question_is_no_statement_though_the_model_takes_it_for_one():
    question = "باران کی به غرب کشور می‌رسد؟"
    assert contents(question, ("outer", "direct", question[:-1])) == []


def test_words_without_a_verb_are_no_statement():
    text = "پیام وزیر نیرو درباره باران فردای غرب کشور خوانده شد."
    assert contents(text, ("outer", "indirect", "باران فردای غرب کشور")) == []


def test_cue_and_source_beside_a_content_of_the_model_go_with_it():
    text = f"{SPEECH}؛ این را وزیر نیرو گفت."
    reading, (draft,) = drafts(
        text, ("outer", "direct", SPEECH), ("cue", "cue", "گفت"), ("source", "source", "وزیر نیرو")
    )
    assert draft.cue is not None
    assert reading.text(draft.cue.range) == "گفت"
    assert draft.mention is not None
    assert reading.text(draft.mention.range) == "وزیر نیرو"


def test_a_cue_of_another_statement_is_not_taken():
    text = f"وزیر نیرو گفت: سدها پر است. {SPEECH}."
    reading, found = drafts(text, ("outer", "direct", "سدها پر است"), ("cue", "cue", "گفت"))
    assert [reading.text(draft.content) for draft in found] == [f"سدها پر است. {SPEECH}"]
