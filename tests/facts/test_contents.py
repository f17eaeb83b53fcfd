"""What is said: which words each reporting expression governs, in which form."""

import pytest

from readings import drafts_of


def contents(*paragraphs, **more):
    """Content and form of each statement."""
    reading, drafts = drafts_of(*paragraphs, **more)
    return [(reading.text(draft.content), draft.form) for draft in drafts]


def words(*paragraphs, **more):
    return [content for content, _ in contents(*paragraphs, **more)]


def nested(*paragraphs):
    """The statements that stand in another, each with that one."""
    reading, drafts = drafts_of(*paragraphs)
    return [
        (reading.text(draft.content), reading.text(draft.parent.content)) for draft in drafts if draft.parent
    ]


# Direct speech


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وزیر نیرو گفت: سدها پر است.", "سدها پر است"),
        ("وزیر نیرو گفت: سدها پر است. برق هم کافی است.", "سدها پر است. برق هم کافی است"),
        ("وزیر نیرو گفت: «سدها پر است.» او سپس به شیراز رفت.", "سدها پر است"),
        ("وزیر نیرو گفت: «سدها پر است. برق کافی است.»", "سدها پر است. برق کافی است"),
        ('وزیر نیرو گفت: "سدها پر است."', "سدها پر است"),
        ("وزیر نیرو گفت: “سدها پر است.”", "سدها پر است"),
        ("وزیر نیرو گفت «سدها پر است».", "سدها پر است"),
        ("وزیر نیرو گفت، «سدها پر است».", "سدها پر است"),
        ("وزیر نیرو گفت که «سدها پر است».", "سدها پر است"),
        ("وزیر نیرو گفت که: سدها پر است.", "سدها پر است"),
    ],
)
def test_a_colon_or_quotation_marks_give_the_speakers_own_words(text, content):
    assert contents(text) == [(content, "direct")]


@pytest.mark.parametrize(
    "text",
    [
        "وزیر نیرو گفت: «سدها پر است. برق کافی است.",
        "وزیر نیرو گفت: سدها پر است. برق کافی است».",
    ],
    ids=["never closed", "never opened"],
)
def test_unbalanced_marks_hide_no_speech(text):
    assert contents(text) == [("سدها پر است. برق کافی است", "direct")]


def test_marks_around_single_words_do_not_end_the_speech():
    assert words("وزیر نیرو گفت: «سدها» پر است و «برق» کافی است.") == ["«سدها» پر است و «برق» کافی است"]


def test_a_question_keeps_its_mark():
    assert words("وزیر نیرو پرسید: چه کسی آب را هدر می‌دهد؟") == ["چه کسی آب را هدر می‌دهد؟"]


@pytest.mark.parametrize(
    "next_one",
    [
        "علی کریمی استاندار یزد افزود: برق کافی است.",
        "وی افزود: برق کافی است.",
        "استاندار یزد تصریح کرد: برق کافی است.",
    ],
)
def test_speech_ends_where_the_narrator_brings_in_a_speaker(next_one):
    assert words(f"وزیر نیرو گفت: سدها پر است. {next_one}") == ["سدها پر است", "برق کافی است"]


def test_the_narrator_may_go_on_behind_a_comma():
    text = "وزیر نیرو گفت: سد خالی وجود ندارد، علی کریمی استاندار یزد افزود: برق کافی است."
    assert words(text) == ["سد خالی وجود ندارد", "برق کافی است"]


# Indirect speech


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وزیر نیرو گفت که سدها پر است.", "سدها پر است"),
        ("وزیر نیرو گفت که سدها پر است. برق هم کافی است.", "سدها پر است"),
        ("وزیر نیرو گفت سدها پر است.", "سدها پر است"),
        ("وزیر نیرو گفت، سدها پر است.", "سدها پر است"),
        ("وزیر نیرو گفت که سدها «تا لبه پر» است.", "سدها «تا لبه پر» است"),
        ("وزیر نیرو گفت که سدها پر است اما مردم باور نمی‌کنند.", "سدها پر است"),
        ("وزیر نیرو هشدار داد که سدها خالی است.", "سدها خالی است"),
        ("وزیر نیرو معتقد است که سدها پر است.", "سدها پر است"),
        ("وزیر نیرو ابراز امیدواری کرد که سدها پر شود.", "سدها پر شود"),
        ("وزیر نیرو ابراز امیدواری کرد سدها پر شود.", "سدها پر شود"),
        ("به گفته وزیر نیرو، سدها پر است.", "سدها پر است"),
        ("از نظر وزیر نیرو، سدها پر است.", "سدها پر است"),
        ("از سوی وزیر نیرو اعلام شد که سدها پر است.", "سدها پر است"),
    ],
)
def test_a_clause_without_a_colon_is_indirect_and_ends_with_its_sentence(text, content):
    assert contents(text) == [(content, "indirect")]


@pytest.mark.parametrize("join", ["", "که ", "تا "])
def test_a_request_is_what_is_asked_for(join):
    text = f"وزیر نیرو از شهروندان خواست {join}در مصرف آب صرفه‌جویی کنند."
    assert contents(text) == [("در مصرف آب صرفه‌جویی کنند", "indirect")]


def test_and_added_begins_another_content():
    text = "وزیر نیرو گفت که سدها پر است و افزود که برق کافی است."
    assert contents(text) == [("سدها پر است", "indirect"), ("برق کافی است", "indirect")]


@pytest.mark.parametrize("comma", ["،", ""])
@pytest.mark.parametrize("cue", ["با بیان اینکه", "با اشاره به این که", "ضمن تأکید بر این مطلب که"])
def test_a_subordinate_clause_and_its_main_verb_are_two_statements(cue, comma):
    text = f"وزیر نیرو {cue} سدها پر است{comma} افزود: برق کافی است."
    assert contents(text) == [("سدها پر است", "indirect"), ("برق کافی است", "direct")]


@pytest.mark.parametrize("clause", ["اجاره خانه‌ها بالاست", "وعده‌ها تحقق نیافته", "مشکل از آنهاست"])
def test_a_clause_may_end_in_a_joined_copula_or_a_participle(clause):
    found = contents(f"علی کریمی با اشاره به اینکه {clause}، گفت: راه باز است.")
    assert [text for text, _ in found] == [clause, "راه باز است"]


def test_yoghurt_is_no_verb():
    found = contents("علی کریمی با اشاره به اینکه قیمت ماست، شیر و پنیر ثابت است، گفت: راه باز است.")
    assert [text for text, _ in found] == ["قیمت ماست، شیر و پنیر ثابت است", "راه باز است"]


def test_a_subordinate_clause_needs_no_verb_of_speech_behind_it():
    assert words("وزیر نیرو با بیان اینکه سدها پر است، از مردم قدردانی کرد.") == ["سدها پر است"]


# Documents and outlets


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("در این بیانیه آمده است: سدها پر است. برق کافی است.", "سدها پر است. برق کافی است"),
        ("در پیام وزیر نیرو آمده است: سدها پر است.", "سدها پر است"),
        ("روزنامه پیک نوشت: سدها پر است.", "سدها پر است"),
        ("بنا بر اعلام وزارت نیرو، سدها پر است.", "سدها پر است"),
    ],
)
def test_documents_and_outlets_speak(text, content):
    assert words(text) == [content]


def test_what_an_outlet_relays_is_its_speakers_alone():
    assert words("به گزارش رویترز، وزیر نیرو گفت: سدها پر است.") == ["سدها پر است"]


def test_the_agencys_own_dateline_is_no_statement():
    assert words("به گزارش ایسنا، سدها پر است.", agency="ایسنا") == []


def test_an_agency_of_several_words_knows_its_own_dateline():
    told = ("باران بارید.", "به گزارش خبرنگار خانه ملت، سدها پر است.")
    assert words(*told, agency="خانه ملت") == []
    assert words(*told, agency="ایسنا") == ["سدها پر است"]


# What is no statement


@pytest.mark.parametrize(
    "text",
    [
        "وزیر نیرو از افزایش تولید برق خبر داد.",
        "وزیر نیرو بر توسعه روابط تأکید کرد.",
        "وزیر نیرو به روابط دو کشور اشاره کرد.",
        "گفته می‌شود که سدها پر است.",
        "این گزارش می‌افزاید: سدها پر است.",
        "وزیر نیرو خواستار کاهش مصرف شد تا سدها پر بماند.",
        "وزیر نیرو این را گفت و رفت.",
        "وزیر نیرو این خبر را رد کرد که سدها خالی است.",
        "من تأکید می‌کنم که سدها پر است.",
        "وزیر نیرو در گفت و گو با خبرنگار ما از سدها بازدید کرد.",
        "از نظر قیمت، خودرو گران است.",
        "مهلت ثبت‌نام به درخواست مردم تمدید شد.",
    ],
    ids=[
        "noun phrase",
        "noun phrase behind «بر»",
        "noun phrase behind «به»",
        "nobody speaks",
        "the report itself",
        "purpose",
        "nothing said",
        "denied",
        "own words",
        "talk",
        "respect",
        "noun of asking",
    ],
)
def test_without_a_clause_or_a_speaker_there_is_none(text):
    assert contents(text) == []


# Headlines


@pytest.mark.parametrize(
    ("headline", "content", "form"),
    [
        ("وزیر نیرو: سدها پر است", "سدها پر است", "direct"),
        ("علی کریمی: «سدها پر است»", "سدها پر است", "direct"),
        ("وزیر نیرو: آماده‌باش برای تابستان", "آماده‌باش برای تابستان", "direct"),
        ("وزیر نیرو گفت: سدها پر است", "سدها پر است", "direct"),
        ("وزیر نیرو هشدار داد که سدها خالی است", "سدها خالی است", "indirect"),
    ],
)
def test_a_headline_speaks_by_its_colon_or_its_cue(headline, content, form):
    assert contents("هوا خوب است.", headline=headline) == [(content, form)]


@pytest.mark.parametrize(
    "headline", ["سدها پر است", "وزیر نیرو از سد بازدید کرد", "سدها پر شد: برق کافی است"]
)
def test_a_headline_without_a_speaker_is_left_out(headline):
    assert contents("هوا خوب است.", headline=headline) == []


# Speech that runs on


@pytest.mark.parametrize(
    ("paragraph", "content"),
    [
        ("«برق کافی است و قطع نمی‌شود.»", "برق کافی است و قطع نمی‌شود"),
        ("برای تابستان برنامه داریم و تلاش می‌کنیم.", "برای تابستان برنامه داریم و تلاش می‌کنیم"),
    ],
    ids=["quotation marks", "first person"],
)
def test_a_paragraph_may_run_on_with_the_speaker_before(paragraph, content):
    assert contents("علی کریمی گفت: سدها پر است.", paragraph)[1:] == [(content, "direct")]


@pytest.mark.parametrize(
    "paragraph",
    ["هوا امروز ابری بود.", "آیا برای تابستان برنامه داریم؟", "این مراسم با شعار «ما می‌توانیم» برگزار شد."],
    ids=["narration", "question", "slogan"],
)
def test_other_paragraphs_are_the_reporters(paragraph):
    assert len(contents("علی کریمی گفت: سدها پر است.", paragraph)) == 1


def test_nothing_runs_on_before_anybody_has_spoken():
    assert contents("برای تابستان برنامه داریم و تلاش می‌کنیم.") == []


# Speech in speech


def test_whoever_is_cited_has_a_statement_within():
    text = "وزیر نیرو گفت: رئیس سازمان هواشناسی اعلام کرد که باران می‌بارد."
    assert nested(text) == [("باران می‌بارد", "رئیس سازمان هواشناسی اعلام کرد که باران می‌بارد")]


def test_a_quotation_may_stand_in_a_quotation():
    text = "وزیر نیرو گفت: «پلیس به من گفت: «راه بسته است.»»"
    assert nested(text) == [("راه بسته است", "پلیس به من گفت: «راه بسته است.»")]


@pytest.mark.parametrize(
    "text",
    ["وزیر نیرو گفت: من تأکید می‌کنم که سدها پر است.", "وزیر نیرو گفت: گفته می‌شود که سدها پر است."],
    ids=["own words", "nobody"],
)
def test_a_speaker_about_his_own_words_cites_nobody(text):
    assert nested(text) == []


# What is not yet read


def test_and_between_two_clauses_belongs_to_neither():
    text = "وزیر نیرو با بیان اینکه سدها پر است و با اشاره به اینکه باران می‌بارد، گفت: برق کافی است."
    assert words(text) == ["سدها پر است", "باران می‌بارد", "برق کافی است"]


def test_a_request_need_not_say_of_whom():
    assert words("وزیر نیرو خواست تا دولت راه را باز کند.") == ["دولت راه را باز کند"]


# Verbs behind what is said, and verbs that need no mark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«ما در شهر می‌مانیم»، علی کریمی گفت.", [("ما در شهر می‌مانیم", "direct")]),
        ("علی کریمی از اینکه راه باز نشده است، انتقاد کرد.", [("راه باز نشده است", "indirect")]),
        ("وزیر نیرو از این که سدها پر شده خبر داد.", [("سدها پر شده", "indirect")]),
        ("وزیر نیرو خبر داد سدها تا پایان ماه پر می‌شود.", [("سدها تا پایان ماه پر می‌شود", "indirect")]),
        ("علی کریمی از افزایش بارش‌ها خبر داد.", []),
        ("علی کریمی به کار خود ادامه داد.", []),
    ],
)
def test_what_is_said_may_stand_before_the_verb_or_bare_behind_it(text, expected):
    assert contents(text) == expected


def test_whoever_a_headline_names_before_a_colon_says_all_that_follows():
    reading, drafts = drafts_of("باران می‌بارد.", headline="سخنگوی دولت: رئیس‌جمهور گفته است که راه باز می‌شود")
    outer, inner = drafts
    assert reading.text(outer.content) == "رئیس‌جمهور گفته است که راه باز می‌شود"
    assert outer.mention is not None
    assert reading.text(outer.mention.core) == "سخنگوی دولت"
    assert inner.parent is outer
    assert reading.text(inner.content) == "راه باز می‌شود"


def test_speech_ends_before_the_narrator_cites_the_speaker_again():
    assert words("علی کریمی گفت: آب کم است. به گفته کریمی، راه بسته است.") == ["آب کم است", "راه بسته است"]


def test_an_outlet_reports_in_mid_text_but_opens_the_body_only_as_a_dateline():
    assert words("باران بارید.", "به گزارش رویترز، سدها پر است.") == ["سدها پر است"]
    assert words("به گزارش رویترز، سدها پر است.") == []


def test_two_cues_do_not_introduce_the_same_words():
    text = "امیر صالحی شهردار در جلسه امروز با انتقاد از اینکه بودجه دیده نشده است، گفت؛: راه باز است."
    assert words(text).count("بودجه دیده نشده است") == 1
