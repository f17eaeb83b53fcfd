"""Speech that no reporting expression announces: labelled turns, interviews, speakers who go on."""

from readings import record_of

QUESTION = "خانم آذرگون، چرا سراغ این متن رفتید؟"
ANSWER = "این متن را یک دوست به من داد. همان شب آن را خواندم."


def said(*paragraphs, headline="گفت‌وگو با نسرین آذرگون، کارگردان نمایش"):
    return [(s.speaker, s.text) for s in record_of(*paragraphs, headline=headline).statements]


def test_what_follows_the_questions_of_an_interview_is_said_by_whom_it_is_held_with():
    found = said(QUESTION, ANSWER, "تمرین‌ها چقدر طول کشید؟", "شش ماه طول کشید.")
    assert found == [
        ("نسرین آذرگون", ANSWER.removesuffix(".")),
        ("نسرین آذرگون", "شش ماه طول کشید"),
    ]


def test_a_question_is_nobodys_statement():
    assert all(text != QUESTION for _, text in said(QUESTION, ANSWER, QUESTION, ANSWER))


def test_one_question_makes_no_interview():
    assert said("چرا باران نمی‌آید؟", "هواشناسان پاسخ روشنی ندارند.", headline="خشکسالی در جنوب") == []


def test_a_turn_is_labelled_with_its_speaker():
    found = said("نسرین آذرگون: این متن را یک دوست به من داد.", headline="میزگرد نمایش")
    assert found == [("نسرین آذرگون", "این متن را یک دوست به من داد")]


def test_a_label_before_a_description_is_no_turn():
    assert said("نسرین آذرگون: کارگردان نمایش", headline="دست‌اندرکاران") == []


def test_a_speaker_goes_on_in_the_first_person_or_in_quotation_marks():
    first = "نسرین آذرگون گفت: تمرین‌ها سخت بود."
    for second in ("ما هر روز تمرین می‌کنیم.", "«تماشاگران خوب آمدند.»"):
        assert [speaker for speaker, _ in said(first, second, headline="")] == ["نسرین آذرگون"] * 2


def test_the_narrator_does_not_go_on_in_somebodys_name():
    first = "نسرین آذرگون گفت: تمرین‌ها سخت بود."
    assert len(said(first, "این نمایش تا پایان ماه روی صحنه است.", headline="")) == 1
