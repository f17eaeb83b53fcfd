import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.sentences import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["باران بارید.", "سیل آمد!", "چه شد؟", "هیچ."],
        ["شهردار گفت: «پل باز است.", "همه آمدند.»", "او رفت."],
        ["(پل باز شد.)", "راه باز است."],
        ['او گفت: "رسیدیم."', "باران آمد."],
        ['او گفت: "رسیدیم. "', "باران آمد.", '"پل" بسته شد.'],
        ['او گفت: "رسیدیم.', 'همه آمدند. "', "باران آمد."],
        ["م. کاویانی آمد.", "نشست."],
        ["در سال ۱۳۵۷ ه.ش. پل ساخته شد.", "نرخ ۳.۵ درصد است."],
        ["نفت، گاز و ... گران شد؛ آب نه.", "تمام."],
        ["دید که ...، برگشت.", "او ماند…", "باز آمد."],
        ["آیا می‌آید؟!", "نه."],
        ["نشانی www.nemune.ir است.", "بنویسید."],
        ["تیم (!) باخت.", "مربی رفت."],
        ["«کی می‌آید؟»، او پرسید.", "کسی نگفت."],
        ["J. Smith آمد.", "Dr. Black نه."],
    ],
)
def test_sentences_end_where_they_should(parts):
    assert cut(" ".join(parts)) == parts


def test_a_lost_space_does_not_join_sentences():
    assert cut("وزیر سفر کرد.وی فردا بازمی‌گردد.") == ["وزیر سفر کرد.", "وی فردا بازمی‌گردد."]


def test_line_breaks_end_sentences_and_belong_to_none():
    assert cut("  تیتر خبر \n\n متن خبر.\nپایان ") == ["تیتر خبر", "متن خبر.", "پایان"]


def test_numbered_lines_stay_whole():
    assert cut("۱. نان\n۲. آب") == ["۱. نان", "۲. آب"]


@given(st.text() | st.text(alphabet="آب.…!؟?«»\"'()،؛ \n۱م"))
def test_spans_lie_in_order_and_hold_everything_written(text):
    done = 0
    for start, end in sentences(text):
        assert done <= start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        assert not any(character.isalnum() for character in text[done:start])
        done = end
    assert not any(character.isalnum() for character in text[done:])
