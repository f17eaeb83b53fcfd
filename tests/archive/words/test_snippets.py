"""The parts of texts that show what was searched."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from dabir.archive.words.analysis import terms
from dabir.archive.words.snippets import Snippet, snippet
from tests.archive.words.writings import texts


def keys(text):
    return [term.key for term in terms(text)]


REPORT = (
    "سخنگوی وزارت نیرو از آغاز ساخت سد تازه‌ای در شمال خبر داد. "
    + "این خبر در حالی منتشر شد که کارشناسان درباره آب هشدار داده بودند. " * 6
    + "\nبه گفته او، قرارداد ساخت سد با شرکت سازنده در پایان ماه امضا می‌شود. "
    + "جزئیات دیگری اعلام نشد. " * 12
)


def test_a_snippet_shows_the_most_of_what_is_wanted():
    found = snippet(REPORT, keys("قرارداد ساخت سد امضا"))
    marked = found.marked("[", "]")
    assert "[قرارداد] [ساخت] [سد] با شرکت سازنده در پایان ماه [امضا]" in marked
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert "\n" not in found.text
    assert len(found.text) <= 222


def test_words_side_by_side_come_before_others():
    text = "وزیر کشور آمد و دفاع نشد. " + "هیچ خبر تازه‌ای نبود. " * 20 + "وزیر دفاع آمد."
    assert "[وزیر] [دفاع]" in snippet(text, keys("وزیر دفاع"), width=60).marked("[", "]")


def test_of_equal_parts_the_first_is_shown():
    assert snippet("باران آمد. " * 100, ["باران"], width=40).start == 0


def test_without_a_hit_the_beginning_is_shown():
    found = snippet(REPORT, ["نفت"], width=50)
    assert found.start == 0
    assert found.hits == ()
    assert found.text == "سخنگوی وزارت نیرو از آغاز ساخت سد تازه‌ای در شمال…"


def test_a_short_text_is_shown_whole():
    assert snippet("باران آمد", ["باران"]) == Snippet("باران آمد", 0, 9, ((0, 5),))
    assert snippet("", ["باران"]) == Snippet("", 0, 0, ())


def test_keys_that_share_their_letters_are_marked_once():
    assert snippet("مُدیرعامل آمد", ["مدیر", "عامل"]).marked("[", "]") == "[مُدیرعامل] آمد"


def test_beginnings_of_words_are_marked():
    assert snippet("نمایندگان و نمایش", ["نما*"]).marked("<", ">") == "<نمایندگان> و <نمایش>"


@given(texts, st.integers(1, 60), st.data())
def test_snippets_are_parts_of_the_text(text, width, data):
    known = keys(text)
    wanted = data.draw(st.lists(st.sampled_from(known), max_size=4)) if known else ["آب"]
    found = snippet(text, wanted, width=width)
    inner = found.text.removeprefix("…" if text[: found.start].strip() else "")
    inner = inner.removesuffix("…" if text[found.end :].strip() else "")
    assert inner == re.sub(r"\s", " ", text[found.start : found.end])
    assert all(set(keys(found.text[first:last])) or found.text[first:last] for first, last in found.hits)
    assert bool(found.hits) == bool(wanted and known)
    assert all(0 <= first < last <= len(found.text) for first, last in found.hits)


def test_a_part_with_all_keys_is_taken_though_a_later_one_has_them_too():
    early, late = "سد تازهٔ کارون گشوده شد", "کارون و سد آن"
    text = f"{early}\n" + "خبر\n" * 200 + late
    found = snippet(text, {"سد", "کارون"})
    assert (found.start, found.marked("[", "]").split("خبر")[0].strip()) == (0, "[سد] تازهٔ [کارون] گشوده شد")


def test_words_of_later_lines_are_marked_where_they_are_shown():
    found = snippet("سد کارون\nسد دز\nآب کارون", {"سد", "کارون"})
    assert found.marked("[", "]") == "[سد] [کارون] [سد] دز آب [کارون]"


@given(texts | st.lists(texts, max_size=4).map("\n".join), st.data())
@example("خواهد گفت و گو شده است ها", None)
def test_all_words_with_wanted_keys_are_marked_where_everything_is_shown(text, data):
    known = keys(text)
    wanted = data.draw(st.lists(st.sampled_from(known), max_size=4)) if data and known else known[-1:]
    marked = sorted((term.start, term.end) for term in terms(text) if term.key in wanted)
    assert sorted(snippet(text, wanted, width=10**6).hits) == sorted(set(marked))
