"""Who speaks, where the words beside the cue are a name, a post, a pronoun, an institution, or missing."""

import pytest

from readings import record_of


def speakers(*paragraphs, **more):
    return [statement.speaker for statement in record_of(*paragraphs, **more).statements]


# Names and pronouns


def test_a_surname_is_the_person_named_in_full():
    assert speakers("علی کریمی گفت: راه باز است.", "کریمی افزود: باد می‌آید.") == ["علی کریمی"] * 2


def test_the_full_name_may_come_later():
    assert speakers("علی کریمی گفت: راه باز است.", headline="کریمی: راه باز است") == ["علی کریمی"] * 2


@pytest.mark.parametrize("pronoun", ["وی", "او", "ایشان", "نامبرده"])
def test_a_pronoun_is_the_person_who_spoke_last(pronoun):
    text = ("علی کریمی گفت: راه باز است.", "مریم صادقی گفت: برف می‌بارد.", f"{pronoun} افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی", "مریم صادقی", "مریم صادقی"]


def test_a_pronoun_is_whoever_headed_a_sentence_since():
    text = ("علی کریمی گفت: راه باز است.", "مریم صادقی هم در این مراسم حضور داشت. وی گفت: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی", "مریم صادقی"]


def test_a_pronoun_passes_over_an_institution():
    text = ("علی کریمی گفت: راه باز است.", "سازمان هواشناسی اعلام کرد: برف می‌بارد.", "وی افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی", "سازمان هواشناسی", "علی کریمی"]


def test_a_pronoun_can_be_somebody_known_by_a_post_alone():
    text = ("علی کریمی وزیر راه گفت: راه باز است.", "وزیر نیرو گفت: برف می‌بارد.", "وی افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی", "وزیر نیرو", "وزیر نیرو"]


def test_a_pronoun_behind_a_citation_is_not_who_was_cited():
    text = ("علی کریمی گفت: حسن رضایی به من گفت که باد می‌آید.", "وی افزود: برف می‌بارد.")
    assert speakers(*text) == ["علی کریمی", "حسن رضایی", "علی کریمی"]


def test_a_pronoun_is_never_the_outlet_that_relays_somebody():
    text = (
        "علی کریمی گفت: راه باز است.",
        "رویترز نوشت: حسن رضایی گفت که باد می‌آید.",
        "وی افزود: برف می‌بارد.",
    )
    assert speakers(*text) == ["علی کریمی", "رویترز", "حسن رضایی", "حسن رضایی"]


def test_a_pronoun_behind_an_institution_is_the_person_named_last():
    text = ("سازمان هواشناسی به حسن رضایی پاسخ داد و اعلام کرد: برف می‌بارد.", "وی گفت: باد می‌آید.")
    assert speakers(*text) == ["سازمان هواشناسی", "حسن رضایی"]


def test_a_pronoun_in_somebodys_speech_is_somebody_else():
    text = "علی کریمی گفت: از حسن رضایی پرسیدم و او به من گفت که باد می‌آید."
    assert speakers(text) == ["علی کریمی", "حسن رضایی"]


def test_a_pronoun_can_be_somebody_whom_no_list_knows_but_not_many():
    one = ("علی کریمی گفت: راه باز است.", "مسافری خسته گفت: برف می‌بارد.", "وی افزود: باد می‌آید.")
    many = ("علی کریمی گفت: راه باز است.", "برخی گفتند: برف می‌بارد.", "وی افزود: باد می‌آید.")
    assert speakers(*one) == ["علی کریمی", "مسافری خسته", "مسافری خسته"]
    assert speakers(*many) == ["علی کریمی", "برخی", "علی کریمی"]


# Paraphrases


def test_a_mistyped_surname_is_still_the_persons():
    assert (
        speakers("علی بهرامی گفت: راه باز است.", "بهرمی در پایان نتیجه گرفت که باد می‌آید.")
        == ["علی بهرامی"] * 2
    )


@pytest.mark.parametrize("who", ["مرد شماره دو این رشته", "صاحب ۶۰ ساله باشگاه", "شناگر ۲۷ ساله"])
def test_a_paraphrase_is_somebody_of_the_report(who):
    text = ("علی کریمی به فینال رسید.", f"{who} در پایان گفت: آب سرد بود.")
    assert speakers(*text) == ["علی کریمی"]


def test_a_noun_phrase_behind_a_headline_is_whoever_speaks_there():
    text = "صاحب این کارگاه گفت: چراغ روشن است."
    assert speakers(text, headline="علی کریمی: چراغ روشن است") == ["علی کریمی"] * 2


# Posts


def test_a_post_is_the_person_who_holds_it():
    text = (
        "علی کریمی وزیر راه گفت: راه باز است.",
        "مریم صادقی گفت: برف می‌بارد.",
        "وزیر راه افزود: باد می‌آید.",
    )
    assert speakers(*text) == ["علی کریمی", "مریم صادقی", "علی کریمی"]


def test_a_shorter_form_of_the_post_will_do():
    text = ("علی کریمی وزیر راه و شهرسازی گفت: راه باز است.", "وزیر راه افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_a_new_post_goes_to_the_speaker_before():
    assert speakers("علی کریمی گفت: راه باز است.", "وزیر راه افزود: باد می‌آید.") == ["علی کریمی"] * 2


@pytest.mark.parametrize(
    ("held", "other"),
    [("وزیر راه", "وزیر نیرو"), ("وزیر خارجه ایران", "وزیر خارجه ژاپن")],
    ids=["another ministry", "another country"],
)
def test_a_post_that_the_speaker_before_cannot_hold_is_somebody_else(held, other):
    text = (f"علی کریمی {held} گفت: راه باز است.", f"{other} افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی", other]


@pytest.mark.parametrize(
    ("held", "other"),
    [
        ("مدیرعامل شرکت برق استان یزد", "مدیرعامل شرکت آب استان یزد"),
        ("وزیر نیرو", "معاون وزیر نیرو"),
        ("رهبر حزب پیشرو", "سخنگوی حزب پیشرو"),
    ],
    ids=["another company", "the deputy", "the spokesman"],
)
def test_a_post_much_like_the_one_held_may_be_somebody_elses(held, other):
    text = (f"علی کریمی {held} گفت: راه باز است.", f"{other} نیز گفت: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی", other]


@pytest.mark.parametrize(
    ("held", "again"),
    [
        ("سرمربی برزیلی تیم ملی قطر", "سرمربی برزیلی این تیم"),
        ("سرمربی پرسپولیس", "سرمربی آلمانی"),
        ("دروازه‌بان پرسپولیس", "دروازه‌بان ۲۷ ساله"),
        ("سرمربی پرسپولیس", "سرمربی سرخپوشان"),
    ],
    ids=["two countries", "nationality", "age", "nickname"],
)
def test_a_sportsman_has_other_words_for_one_post(held, again):
    text = (f"علی کریمی {held} گفت: بازی خوب بود.", f"{again} افزود: باد می‌آمد.")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_one_may_be_a_member_of_two_things():
    text = (
        "علی کریمی عضو شورای شهر یزد گفت: راه باز است.",
        "عضو هیئت علمی دانشگاه تهران افزود: باد می‌آید.",
    )
    assert speakers(*text) == ["علی کریمی"] * 2


def test_two_clubs_have_two_coaches():
    text = ("علی کریمی سرمربی پرسپولیس گفت: بازی خوب بود.", "سرمربی سپاهان افزود: باد می‌آمد.")
    assert speakers(*text) == ["علی کریمی", "سرمربی سپاهان"]


def test_a_post_brings_in_the_name_of_a_pronoun_too():
    text = ("فرماندار یزد گفت: راه باز است.", "علی کریمی بازار را دید. وی افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_a_post_that_has_spoken_before_may_be_named_later():
    text = (
        "علی کریمی وزیر راه گفت: راه باز است.",
        "دادستان تهران نیز گفت: باد می‌آید.",
        "کریمی افزود: برف می‌بارد.",
        "دادستان تهران ادامه داد: باران می‌آید.",
        "حسن رضایی در پایان گفت: مه هم هست.",
    )
    record = record_of(*text)
    assert [statement.speaker for statement in record.statements] == [
        "علی کریمی",
        "حسن رضایی",
        "علی کریمی",
        "حسن رضایی",
        "حسن رضایی",
    ]
    assert record.parties == ()


def test_two_posts_that_speak_together_are_two_people():
    text = (
        "وزیر راه و وزیر نیرو گفتند: راه باز است.",
        "علی کریمی افزود: باد می‌آید.",
        "وزیر نیرو نیز گفت: برق هست.",
    )
    assert speakers(*text) == ["علی کریمی و وزیر نیرو", "علی کریمی", "وزیر نیرو"]


def test_a_post_brings_in_the_name_of_the_next_paragraph():
    text = ("نماینده مردم یزد در مجلس گفت: راه باز است.", "علی کریمی افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_the_post_that_opens_a_report_is_the_first_speakers():
    text = ("شهردار یزد از پایان کار خبر داد.", "علی کریمی گفت: راه باز است.", "شهردار یزد افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2
    assert record_of(*text).people[0].role == "شهردار یزد"


def test_the_post_of_a_headline_is_the_person_of_the_body():
    text = "علی کریمی شهردار یزد گفت: راه باز است."
    assert speakers(text, headline="شهردار یزد: راه باز است") == ["علی کریمی"] * 2


def test_somebody_known_by_a_post_alone_is_called_by_it():
    text = (
        "سخنگوی دولت گفت: راه باز است.",
        "سخنگوی وزارت خارجه گفت: باد می‌آید.",
        "سخنگوی دولت افزود: برف می‌بارد.",
    )
    assert speakers(*text) == ["سخنگوی دولت", "سخنگوی وزارت خارجه", "سخنگوی دولت"]


@pytest.mark.parametrize("words", ["این مقام مسئول", "این وزیر", "این نماینده"])
def test_this_official_is_the_speaker_before(words):
    assert speakers("علی کریمی گفت: راه باز است.", f"{words} افزود: باد می‌آید.") == ["علی کریمی"] * 2


def test_this_official_is_whom_an_outlet_tells_of():
    text = ("رویترز نوشت: حسن رضایی به لندن رفته است.", "این مقام افزود: باد می‌آید.")
    assert speakers(*text) == ["رویترز", "حسن رضایی"]


def test_this_official_is_the_unnamed_one_whom_the_sentence_before_brings_up():
    text = (
        "علی کریمی وزیر راه گفت: راه باز است.",
        "یک دیپلمات غربی این سخن را نپذیرفت. این دیپلمات گفت: برف می‌بارد.",
    )
    assert speakers(*text) == ["علی کریمی", "دیپلمات غربی"]


@pytest.mark.parametrize("opening", ["در این میان", "در همین بین"])
def test_an_adverb_with_this_leaves_the_subject_its_place(opening):
    text = ("علی کریمی گفت: راه باز است.", f"{opening} یک مقام آمریکایی گفت که برف می‌بارد.")
    assert speakers(*text) == ["علی کریمی", "مقام آمریکایی"]


def test_an_unnamed_outlet_is_the_one_that_is_named_later():
    text = ("یک روزنامه آمریکایی نوشت: راه باز است.", "نیویورک تایمز نوشت: برف می‌بارد.")
    assert speakers(*text) == ["نیویورک‌تایمز"] * 2


def test_an_official_brought_in_unnamed_stays_one_and_the_same():
    text = ("یک مقام آگاه گفت: راه باز است.", "وی افزود: باد می‌آید.", "این مقام آگاه تصریح کرد: برف می‌بارد.")
    record = record_of(*text)
    assert [statement.speaker for statement in record.statements] == ["مقام آگاه"] * 3
    assert [(party.kind, len(party.mentions)) for party in record.parties] == [("post", 3)]


# Institutions, outlets, governments, groups


@pytest.mark.parametrize(
    ("who", "name", "kind"),
    [
        ("سازمان هواشناسی", "سازمان هواشناسی", "institution"),
        ("روزنامه سپیده‌دم", "روزنامه سپیده‌دم", "outlet"),
        ("رویترز", "رویترز", "outlet"),
        ("کارشناسان", "کارشناسان", "post"),
        ("برخی منابع آگاه", "برخی منابع آگاه", "institution"),
        ("توکیو", "ژاپن", "institution"),
        ("کاخ الیزه", "فرانسه", "institution"),
        ("وزارت نفت هند", "وزارت نفت هند", "institution"),
        ("سفارت ایران در باکو", "سفارت ایران در باکو", "institution"),
        ("یک مقام آگاه در وزارت نفت هند", "مقام آگاه در وزارت نفت هند", "post"),
        ("یک منبع در سازمان ملل", "منبع در سازمان ملل", "institution"),
        ("۸۱ درصد از مردم ترکیه", "۸۱ درصد از مردم ترکیه", "institution"),
        ("بسیاری از رسانه‌های داخلی و جهانی", "بسیاری از رسانه‌های داخلی و جهانی", "institution"),
    ],
)
def test_a_party_speaks(who, name, kind):
    record = record_of(f"{who} اعلام کردند که راه باز است.")
    assert [(party.name, party.kind) for party in record.parties] == [(name, kind)]
    assert record.statements[0].speaker_id == record.parties[0].id
    assert record.people == ()


@pytest.mark.parametrize(
    ("first", "again"),
    [("سازمان هواشناسی", "این سازمان"), ("روزنامه پیک", "این روزنامه"), ("وزارت نیرو", "وزارت نیرو")],
)
def test_an_institution_is_taken_up_again(first, again):
    record = record_of(f"{first} اعلام کرد: راه باز است.", f"{again} افزود: باد می‌آید.")
    assert [statement.speaker for statement in record.statements] == [first] * 2
    assert [mention.text for mention in record.parties[0].mentions] == [first, again]


def test_an_outlets_own_writing_is_the_outlet():
    assert speakers("گزارش واشنگتن پست ادامه می‌دهد که راه باز است.") == ["واشنگتن پست"]


def test_an_adverb_is_neither_a_speaker_nor_part_of_one():
    assert speakers("وزیر نفت بارها اعلام کرده است که راه باز است.") == ["وزیر نفت"]
    text = ("علی کریمی گفت: راه باز است.", "علاوه بر این اعلام کرد که باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_an_institution_is_called_by_its_fuller_name():
    record = record_of("وزارت بهداشت اعلام کرد: راه باز است.", "وزارت بهداشت افغانستان افزود: باد می‌آید.")
    assert [party.name for party in record.parties] == ["وزارت بهداشت افغانستان"]


def test_a_country_that_is_the_object_is_no_part_of_an_institution():
    record = record_of("وزارت نفت ایران را ستود و اعلام کرد: راه باز است.")
    assert [statement.speaker for statement in record.statements] == ["وزارت نفت"]


def test_an_outlet_is_one_party_with_and_without_its_kind():
    record = record_of("روزنامه واشنگتن پست نوشت: راه باز است.", "واشنگتن پست افزود: باد می‌آید.")
    assert [party.name for party in record.parties] == ["واشنگتن پست"]
    assert [statement.speaker for statement in record.statements] == ["واشنگتن پست"] * 2


# Dropped subjects


def test_a_dropped_subject_goes_on_with_the_speaker_before():
    text = ("علی کریمی گفت: راه باز است.", "در پایان افزود: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2
    assert record_of(*text).statements[1].mention is None


def test_a_dropped_subject_at_the_beginning_is_the_first_who_is_named():
    assert speakers("گفت: راه باز است.", "علی کریمی افزود: باد می‌آید.") == ["علی کریمی"] * 2


def test_a_phrase_that_speaks_of_us_is_no_speaker():
    text = ("علی کریمی گفت: راه باز است.", "بزرگترین مشکل ما در جاده عنوان کرد و گفت: باد می‌آید.")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_a_paragraph_that_runs_on_is_the_speakers_before():
    text = ("علی کریمی گفت: راه باز است.", "«برای تابستان برنامه داریم.»")
    assert speakers(*text) == ["علی کریمی"] * 2


def test_nobody_is_made_up_where_nobody_is_named():
    (statement,) = record_of("گفت: راه باز است.").statements
    assert (statement.speaker, statement.speaker_id) == ("", None)


def test_both_statements_of_a_sentence_have_the_same_mention():
    record = record_of("علی کریمی با بیان اینکه راه باز است، افزود: باد می‌آید.")
    assert [statement.mention.text for statement in record.statements] == ["علی کریمی"] * 2


@pytest.mark.parametrize("document", ["پیام", "نامه"])
def test_a_message_is_its_senders(document):
    text = ("علی کریمی درگذشت حسن رضایی را تسلیت گفت.", f"در این {document} آمده است: خدا او را رحمت کند.")
    assert speakers(*text) == ["علی کریمی"]


def test_a_second_speaker_in_a_sentence_is_not_the_first():
    text = "مریم صادقی نیز گفت که سد پر است، علی کریمی با اشاره به باران افزود: باد می‌آید."
    assert speakers(text) == ["مریم صادقی", "علی کریمی"]


# What is not yet read


def test_two_words_for_a_government_are_one_party():
    record = record_of("کاخ الیزه اعلام کرد که راه باز است.", "پاریس افزود که باد می‌آید.")
    assert [party.name for party in record.parties] == ["فرانسه"]


def test_a_country_is_no_person():
    assert record_of("ایران اعلام کرد که راه باز است.").people == ()


def test_two_who_speak_together_are_a_party_of_their_own():
    record = record_of(
        "مریم صادقی و کاوه دانشور در نامه‌ای نوشتند: راه باید باز شود.", "صادقی گفت: نامه رسید."
    )
    assert [statement.speaker for statement in record.statements] == [
        "مریم صادقی و کاوه دانشور",
        "مریم صادقی",
    ]
    assert [party.kind for party in record.parties] == ["group"]


def test_somebodys_deputy_is_not_that_somebody():
    record = record_of("محسن رادمنش وزیر بهداشت گفت: راه باز است.", "معاون او اعلام کرد که باران می‌آید.")
    assert [statement.speaker for statement in record.statements] == ["محسن رادمنش", "معاون او"]
