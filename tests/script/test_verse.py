import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.verse import protected

POEM = """\
شب از کنار پنجره آرام می گذشت
باران به روی کوچه گمنام می گذشت
مردی کنار پنجره تنها نشسته بود
عمری که بی چراغ و بی جام می گذشت"""
QUOTED = "«بهار آمد و بوی گل ز باغ آمد / چراغ خانه روشن شد چو راغ آمد»"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("به https://example.ir/می-شود رفت", ["https://example.ir/می-شود"]),
        ("نشانی www.example.ir بود", ["www.example.ir"]),
        ("برچسب #خبر_فوری و @dabir", ["#خبر_فوری", "@dabir"]),
        ("دستور `می شود` را بنویسید", ["`می شود`"]),
        (
            "نوشت: «بهار آمد و بوی گل ز باغ آمد / چراغ خانه روشن شد چو راغ آمد»",
            ["«بهار آمد و بوی گل ز باغ آمد / چراغ خانه روشن شد چو راغ آمد»"],
        ),
        ("دو خبر\n" + POEM, [POEM]),
        ("تیم نخست ۲ / تیم دوم ۱", []),
        ("شورا با طرح موافقت کرد / شهردار: ساخت پل تازه از فردا آغاز خواهد شد", []),
        ("او رفت.\nاو آمد.\nاو ماند.\nاو خواند.", []),
        ("خبر تازه", []),
    ],
)
def test_what_is_left_alone(text, alone):
    assert [text[start:end] for start, end in protected(text)] == alone


@given(st.text(alphabet="شب باران/*«»#@`<>\n.‌می", max_size=120))
def test_spans_are_in_order_and_inside(text):
    last = 0
    for start, end in protected(text):
        assert last <= start < end <= len(text)
        last = end
