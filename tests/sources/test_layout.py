import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.report import Header
from dabir.sources.layout import split_report

LEAD = (
    "به گزارش خبرنگار گروه جامعه خبرگزاری آنا از یزد، کاوه مینایی مدیر آب استان یزد از تعمیر سه قنات خبر داد."
)
PARAGRAPH = "وی افزود: تعمیر این قنات‌ها دو سال طول کشید و صد و بیست کارگر محلی در آن کار کردند."


def kinds(text, header=None):
    return [part.kind for part in split_report(text, header)]


def words(text, kind):
    return [text[part.start : part.end] for part in split_report(text) if part.kind == kind]


def lines(*parts):
    return "\n".join(parts)


def test_headline_dateline_paragraphs_and_sign_off():
    text = lines("سه قنات یزد زنده شد", LEAD, PARAGRAPH, "انتهای پیام/")
    assert kinds(text) == ["headline", "dateline", "body", "body", "sign_off"]
    assert words(text, "dateline") == ["به گزارش خبرنگار گروه جامعه خبرگزاری آنا از یزد،"]
    assert words(text, "body")[0].startswith("کاوه مینایی")


def test_a_short_second_line_before_the_dateline_is_the_abstract():
    text = lines("سه قنات یزد زنده شد", "مدیر آب یزد گفت: تعمیر سه قنات پایان یافت.", LEAD, PARAGRAPH)
    assert kinds(text) == ["headline", "abstract", "dateline", "body", "body"]


def test_an_abstract_may_open_with_the_agency():
    text = lines("سه قنات یزد زنده شد", "خبرگزاري فارس: مدير آب يزد از تعمير سه قنات خبر داد.", PARAGRAPH)
    assert kinds(text) == ["headline", "dateline", "abstract", "body"]


def test_a_lead_is_no_abstract():
    text = lines("سه قنات یزد زنده شد", "کاوه مینایی امروز از تعمیر سه قنات خبر داد.", PARAGRAPH)
    assert kinds(text) == ["headline", "body", "body"]


def test_a_kicker_ends_in_a_colon_above_the_headline():
    text = lines("مدیر آب یزد در گفت‌وگو با آنا:", "سه قنات زنده شد", LEAD, PARAGRAPH)
    assert kinds(text) == ["kicker", "headline", "dateline", "body", "body"]


def test_a_body_without_a_headline():
    assert kinds(lines(LEAD, PARAGRAPH)) == ["dateline", "body", "body"]
    assert kinds(PARAGRAPH) == ["body"]


def test_a_headline_alone():
    assert kinds("مینایی: سه قنات یزد زنده شد") == ["headline"]


def test_everything_on_one_line():
    text = f"سه قنات یزد زنده شد {LEAD} {PARAGRAPH} انتهای پیام/۴۰۳۳ کد خبر: ۷۱۲۳۴"
    assert kinds(text) == ["headline", "dateline", "body", "sign_off", "credit"]
    assert words(text, "headline") == ["سه قنات یزد زنده شد"]
    assert words(text, "credit") == ["کد خبر: ۷۱۲۳۴"]


def test_blank_lines_and_odd_line_breaks_separate_paragraphs():
    text = f"سه قنات یزد زنده شد\r\n\r\n{LEAD}\u2029{PARAGRAPH}\x0b  \n"
    assert kinds(text) == ["headline", "dateline", "body", "body"]


def test_a_date_under_the_headline_is_a_credit():
    text = lines("سه قنات یزد زنده شد", "یکشنبه ۱۲ خرداد ۱۳۹۸ - ۰۹:۴۰", "کد خبر: ۷۱۲۳۴", LEAD, PARAGRAPH)
    assert kinds(text) == ["headline", "credit", "credit", "dateline", "body", "body"]


@pytest.mark.parametrize(
    "line", ["* قنات میراث ماست", "**کار تمام نشده", "هزینه را مردم دادند", "* آب کی می‌رسد؟"]
)
def test_short_lines_between_paragraphs_are_crossheads(line):
    text = lines("سه قنات یزد زنده شد", LEAD, PARAGRAPH, line, PARAGRAPH)
    assert words(text, "crosshead") == [line]


@pytest.mark.parametrize("line", ["وی گفت:", "آب کی می‌رسد؟", "- تعمیر قنات", "۱- تعمیر قنات", "کار تمام شد."])
def test_other_short_lines_are_not(line):
    text = lines("سه قنات یزد زنده شد", LEAD, PARAGRAPH, line, PARAGRAPH)
    assert "crosshead" not in kinds(text)


def test_a_list_of_short_lines_is_body():
    text = lines("سه قنات یزد زنده شد", LEAD, PARAGRAPH, "قنات شاه", "قنات ماه", "قنات راه", PARAGRAPH)
    assert "crosshead" not in kinds(text)


def test_related_links_are_a_box_up_to_the_next_paragraph():
    links = ["بیشتر بخوانید:", "قنات‌های کرمان خشک می‌شود", "چرا قنات مهم است؟"]
    text = lines("سه قنات یزد زنده شد", LEAD, *links, PARAGRAPH)
    assert words(text, "box") == links
    assert kinds(text)[-1] == "body"


def test_what_follows_the_sign_off_is_no_body():
    text = lines("سه قنات یزد زنده شد", LEAD, "انتهای پیام", "قنات‌های کرمان خشک می‌شود", "منبع: ایسنا")
    assert kinds(text)[-3:] == ["sign_off", "box", "credit"]


@pytest.mark.parametrize(
    "sign_off",
    [
        "انتهای پیام",
        "انتهای پیام/",
        "انتهاي پيام/4033",
        "انتهای‌پیام/86011/ت10/ض1002",
        "/پایان پیام",
        "انتهاي پيام/م*",
    ],
)
@pytest.mark.parametrize("between", ["\n", " "])
def test_sign_offs_on_their_own_line_and_at_the_end_of_a_paragraph(sign_off, between):
    text = f"سه قنات یزد زنده شد\n{LEAD}\n{PARAGRAPH}{between}{sign_off}"
    assert kinds(text)[-2:] == ["body", "sign_off"]
    assert words(text, "sign_off") == [sign_off]
    assert words(text, "body")[-1] == PARAGRAPH


def test_the_end_of_a_message_in_a_sentence_is_no_sign_off():
    text = lines(
        "پیام وزیر", LEAD, "وی در انتهای پیام خود نوشت: به مردم یزد سپاس می‌گویم و در پایان پیام امضا کرد."
    )
    assert "sign_off" not in kinds(text)


def test_credits():
    lines_of_credit = ["خبرنگار: پریسا گلشن", "عکس‌ها: بابک نوری", "منبع: رویترز", "کد خبر ۷۱۲۳۴"]
    text = lines("سه قنات یزد زنده شد", LEAD, PARAGRAPH, *lines_of_credit)
    assert words(text, "credit") == lines_of_credit


def test_a_source_at_the_end_of_a_paragraph():
    assert words(f"{LEAD}\n{PARAGRAPH} منبع: ایسنا", "credit") == ["منبع: ایسنا"]


def test_a_publishers_dateline_further_down_is_set_apart_but_not_another_outlets():
    later = (
        "به گزارش {}، کارگران بومی امسال نیز در تعمیر قنات‌های استان یزد کار خواهند کرد و مزد بیشتری می‌گیرند."
    )
    own, other = later.format("آنا"), later.format("رویترز")
    late = lines("سه قنات یزد زنده شد", LEAD, PARAGRAPH, PARAGRAPH, own, other)
    assert words(late, "dateline")[1:] == ["به گزارش آنا،"]
    early = lines("سه قنات یزد زنده شد", LEAD, other, own)
    assert words(early, "dateline")[1:] == ["به گزارش آنا،"]


def test_an_agency_that_is_relayed_early_is_a_dateline():
    text = lines(
        "سه قنات یزد زنده شد", LEAD, "به نقل از ایسنا، وی درباره هزینه این کار توضیح داد.", PARAGRAPH
    )
    assert words(text, "dateline")[1:] == ["به نقل از ایسنا،"]


def test_the_agencys_name_on_a_line_of_its_own():
    text = lines("سه قنات یزد زنده شد", "خبرگزاري فارس:", "مدير آب يزد از تعمير سه قنات خبر داد.", PARAGRAPH)
    assert kinds(text) == ["headline", "dateline", "abstract", "body"]


def test_a_headline_that_is_known_is_found_and_nothing_is_guessed():
    text = lines("سه قنات يزد زنده شد", PARAGRAPH)
    assert kinds(text, Header(headline="سه قنات یزد زنده شد")) == ["headline", "body"]
    assert kinds(text, Header(headline="تیتری دیگر")) == ["crosshead", "body"]


LINES = st.sampled_from(
    [
        *(
            "سه قنات یزد زنده شد",
            LEAD,
            PARAGRAPH,
            "انتهای پیام/",
            "بیشتر بخوانید:",
            "منبع: ایسنا",
            "* کار تمام نشده",
        ),
        *(
            "خبرگزاری فارس: آب رسید.",
            "به گزارش ایسنا،",
            "یکشنبه ۱۲ خرداد ۱۳۹۸",
            "وزیر:",
            "\u200c",
            "\u200b\u200f",
            "  ",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).map("\n".join),
    st.lists(LINES, max_size=6).map(" ".join),
)


@given(TEXTS)
def test_every_character_but_white_space_is_in_one_part(text):
    covered = [0] * len(text)
    last = 0
    for part in split_report(text):
        assert last <= part.start < part.end <= len(text)
        assert len(text[part.start : part.end].splitlines()) == 1
        assert text[part.start : part.end].strip() == text[part.start : part.end]
        covered[part.start : part.end] = [1] * (part.end - part.start)
        last = part.end
    assert not [char for char, count in zip(text, covered, strict=True) if not count and not char.isspace()]


def test_many_would_be_sign_offs_cost_linear_time():
    text = "وی گفت: این متن فارسی است. " + "انتهای پیام " * 100_000
    assert kinds(text) == ["body"]
