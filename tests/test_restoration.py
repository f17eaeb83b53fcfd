"""The restoring of texts: what the library promises of any text."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dabir
from dabir.script.letters import HALF_SPACE

SHARED = Path(__file__).parents[2] / "shared"
PERSIAN = st.text(alphabet="ابپتدرسشکگمنوهیيكآئ \u200c\u200c\n.،«»/#ٔـ۱a\u200f", max_size=80)
WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "می",
                "نمی",
                "شود",
                "میشود",
                "کرده",
                "اند",
                "کردهایم",
                "ها",
                "های",
                "ترین",
                "بزرگ",
                "کشور",
                "دان",
            ),
            *(
                "شگاه",
                "درتهران",
                "سیاست",
                "گذاری",
                "سیاستگذاری",
                "وزارت",
                "خانه",
                "بین",
                "المللی",
                "حسن",
                "اف",
            ),
            *("۱۲", "،", ".", "\n", "سياست‌گذاريهای", "می‌رود", "به", "عنوان", "پیش", "بینی", "ای", "ام"),
        ]
    ),
    max_size=30,
).map(" ".join)
STYLES = st.sampled_from(["academy", "loose"])


def test_what_was_changed_is_told():
    restored = dabir.restore("او كتابها را می خواند و درتهران ماند")
    assert restored.text == "او کتاب‌ها را می‌خواند و در تهران ماند"
    assert [change[2:] for change in restored.changes] == [
        ("ك", "ک", "letters"),
        ("", HALF_SPACE, "half_space"),
        (" ", HALF_SPACE, "half_space"),
        ("", " ", "space"),
    ]
    assert str(restored) == restored.text


def test_spans_lead_back():
    restored = dabir.restore("او كتابها را می خواند")
    start = restored.text.index("می‌خواند")
    first, last = restored.alignment.to_source(start, start + len("می‌خواند"))
    assert restored.original[first:last] == "می خواند"


@pytest.mark.parametrize(
    ("written", "academy", "loose"),
    [
        ("سیاستگذاریهای بین المللی", "سیاست‌گذاری‌های بین‌المللی", "سیاستگذاری‌های بین المللی"),
        ("وزارت خانه ها می روند", "وزارت‌خانه‌ها می‌روند", "وزارتخانه‌ها می‌روند"),
        ("ذاکر حسن اف گفتهاند", "ذاکر حسن‌اف گفته‌اند", "ذاکر حسن‌اف گفته‌اند"),
    ],
)
def test_houses_differ(written, academy, loose):
    assert dabir.restore(written).text == academy
    assert dabir.restore(written, "loose").text == loose


def test_an_unknown_style_is_refused():
    with pytest.raises(ValueError, match="no style 'tight': choose one of academy, loose"):
        dabir.restore("متن", "tight")


@pytest.mark.parametrize(
    "text",
    [
        "میچل و باچه لت و ادریس جطو",
        "جنگنده اف ۱۶",
        "کردهای عراق و بردهای تیم",
        "جهانگیری و بهنام و یزدانپناه",
        "https://example.ir/می شود",
        "#می_شود و user@example.ir",
        "the code `می شود` is kept",
        "",
        " \n\u200c\n",
    ],
)
def test_no_harm_is_done(text):
    assert dabir.restore(text).text.strip("\n \u200c") == text.strip("\n \u200c")


@settings(max_examples=300)
@given(st.text() | PERSIAN | WORDS, STYLES)
def test_restoring_twice_changes_no_more(text, style):
    once = dabir.restore(text, style).text
    assert dabir.restore(once, style).text == once


@settings(max_examples=200)
@given(st.text() | PERSIAN | WORDS, STYLES)
def test_the_changes_make_the_text(text, style):
    restored = dabir.restore(text, style)
    pieces, done = [], 0
    for change in restored.changes:
        assert done <= change.start <= change.end
        assert text[change.start : change.end] == change.before != change.after
        pieces += [text[done : change.start], change.after]
        done = change.end
    assert "".join(pieces) + text[done:] == restored.text


@given(st.lists(st.text() | WORDS, max_size=4), STYLES)
def test_texts_are_restored_together_as_alone(texts, style):
    together = [one.text for one in dabir.restore_all(texts, style)]
    assert together == [dabir.restore(text, style).text for text in texts]


@pytest.fixture(scope="module")
def scorer():
    path = SHARED / "tools/halfspace.py"
    if not path.exists():
        pytest.skip("skipped: the treebanks are not at hand")
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sentences(name):
    lines = (SHARED / f"data/{name}.conllu").read_text("utf-8").splitlines()
    return [line[9:].strip() for line in lines if line.startswith("# text = ")]


@pytest.mark.parametrize(
    ("treebank", "damage", "floor"),
    [
        ("perdt/fa_perdt", "a", 0.982),
        ("perdt/fa_perdt", "b", 0.980),
        ("perdt/fa_perdt", "c", 0.982),
        ("seraji/fa_seraji", "a", 0.885),
        ("seraji/fa_seraji", "b", 0.86),
        ("seraji/fa_seraji", "c", 0.89),
    ],
)
def test_restoring_stays_above_its_floor(scorer, treebank, damage, floor):
    gold = sentences(f"{treebank}-ud-test")
    restored = dabir.restore("\n".join(scorer.damage(gold, damage))).text.split("\n")
    rows = [scorer.compare(*pair)[:3] for pair in zip(gold, restored, strict=True)]
    right, wrong, missed = map(sum, zip(*rows, strict=True))
    assert 2 * right / (2 * right + wrong + missed) >= floor


def test_right_sentences_are_not_made_worse(scorer):
    gold = sentences("perdt/fa_perdt-ud-test")
    restored = dabir.restore("\n".join(gold)).text.split("\n")
    worse = sum(not scorer.compare(*pair)[3] for pair in zip(gold, restored, strict=True))
    assert worse <= 0.001 * len(gold)


def test_the_first_report_is_restored():
    (path,) = [*(SHARED / "reports").glob("*.txt")] or [None]
    if path is None:
        pytest.skip("skipped: the first report is not at hand")
    restored = dabir.restore(path.read_text("utf-8"))
    mended = set(restored.text.split())
    for word in ("کرده‌ایم", "توانسته‌ایم", "گسترده‌ترین", "می‌تواند", "وزارتخانه‌های", "می‌یابد.", "قره‌باغ،"):
        assert word in mended
    assert restored.text.count("حسن‌اف") == 3
    assert all(change.kind == "half_space" for change in restored.changes)
