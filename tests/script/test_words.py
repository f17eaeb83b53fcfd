import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.words import tokens


def cut(text):
    return [(token.text, token.kind) for token in tokens(text)]


def test_words_keep_their_half_spaces_and_lose_those_at_their_edges():
    assert cut("می‌رود \u200cکتاب\u200c، ها") == [
        ("می‌رود", "word"),
        ("کتاب", "word"),
        ("،", "punct"),
        ("ها", "word"),
    ]


@pytest.mark.parametrize(
    "number", ["3.5", "۳/۵", "۳٫۵", "۱٬۲۰۰", "1,200,000", "10:30", "۱۳۹۷/۰۱/۱۵", "۱،۲۰۰"]
)
def test_a_number_is_one_token(number):
    assert cut(f"در {number}، و") == [("در", "word"), (number, "number"), ("،", "punct"), ("و", "word")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("www.nemune.ir", "address"),
        ("https://nemune.ir/news/12?x=1", "address"),
        ("news@nemune.ir", "address"),
        ("nemune.ir", "address"),
        ("#تیم_ملی", "tag"),
        ("@nemune", "tag"),
        ("ه.ش", "word"),
        ("ا.م.", "word"),
        ("(ع)", "honorific"),
        ("(ره)", "honorific"),
        ("WHO", "latin"),
        ("U.S", "latin"),
        ("Привет", "other"),
        ("...", "punct"),
        ("؟!", "punct"),
    ],
)
def test_one_token_of_its_kind(text, kind):
    assert cut(f"آن {text} ") == [("آن", "word"), (text, kind)]


def test_a_list_of_numbers_is_not_one_number():
    assert [text for text, _ in cut("۵، ۶ و ۷،۸")] == ["۵", "،", "۶", "و", "۷", "،", "۸"]


def test_a_full_stop_between_words_is_a_token():
    assert [text for text, _ in cut("آمد.او رفت.")] == ["آمد", ".", "او", "رفت", "."]


@given(st.text() | st.text(alphabet="سی و\u200c.،123/ab@#()عۀًـ«»…!:\n"))
def test_tokens_lie_in_order_and_hold_everything_written(text):
    done = 0
    for token in tokens(text):
        assert token.text == text[token.start : token.end]
        assert token.text.strip() == token.text != ""
        assert done <= token.start
        assert not any(character.isalnum() for character in text[done : token.start])
        done = token.end
    assert not any(character.isalnum() for character in text[done:])
