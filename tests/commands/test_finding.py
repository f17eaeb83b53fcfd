"""The commands that find things in an archive, end to end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from commands.desk import Run

pytestmark = pytest.mark.usefixtures("archive")

# Every answer that is a sheet, and words that must stand in it.
ANSWERS = [
    (("who", "Kaviani"), "وزیر راه ایران"),
    (("between", "ایران", "ارمنستان"), "دیدار و گفت‌وگو"),
    (("story",), "۲ خبر از ۲ رسانه"),
    (("story", "m2"), "کم شده: «ایران هزینه نیمی از آن را می‌پردازد و»"),
    (("quote", "ساخت پل تازه مرزی تا پایان سال آغاز می‌شود"), "بهمن کاویانی"),
    (("timeline",), "همهٔ بایگانی"),
    (("promises",), "موعدش گذشته: ۲۹ اسفند ۱۳۹۷"),
]
SHEETS = pytest.mark.parametrize(("question", "words"), ANSWERS, ids=[" ".join(each[0]) for each in ANSWERS])


# Searching


def test_search_shows_headline_source_day_name_and_words(run: Run) -> None:
    outcome = run("search", "سد", "--way", "words")
    assert outcome.code == 0
    headline, facts, snippet, empty = outcome.out.split("\n", 3)
    assert headline == "هشدار درباره کمبود آب در جنوب"
    assert facts == "  نوا · چهارشنبه ۱۲ اردیبهشت ۱۳۹۷ (۲ مه ۲۰۱۸) · d1"
    assert "ذخیره سدهای جنوب" in snippet
    assert empty == "\n"
    assert "\x1b" not in outcome.out


def test_search_as_json_in_order_and_page_by_page(run: Run) -> None:
    def names(*options: object) -> list[str]:
        return [json.loads(line)["name"] for line in run("search", "", "--json", *options).out.splitlines()]

    assert names("--order", "oldest") == ["m1", "m2", "d1"]
    assert names("--order", "newest", "-n", 1) == ["d1"]
    assert names("--order", "oldest", "-n", 1, "--start", 1) == ["m2"]


def test_search_that_finds_nothing_leaves_with_one(run: Run) -> None:
    for question in ("زعفران", "agency:سپهر", "speaker:نیکزاد"):
        outcome = run("search", question, "--way", "words")
        assert (outcome.code, outcome.out, outcome.err) == (1, "", "")


@pytest.mark.parametrize(
    ("question", "told"), [("type:XX", "type:XX"), ("agency:", "agency:"), ("after:x", "after:x")]
)
def test_a_field_without_a_meaning_is_told(run: Run, question: str, told: str) -> None:
    outcome = run("search", question)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"dabir: {told} ")


# Answers


@SHEETS
def test_an_answer_as_text(run: Run, question: tuple[str, ...], words: str) -> None:
    outcome = run(*question)
    assert (outcome.code, outcome.err) == (0, "")
    assert words in outcome.out
    assert not re.search("[0-9]", re.sub(r"https?://\S+|\b[md][12]\b", "", outcome.out))
    assert not re.search(r"\b(person|promise|agreement|happened|said)\b|None", outcome.out)


@SHEETS
def test_an_answer_as_markdown_and_as_a_page(
    run: Run, question: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    written = run(*question, "-f", "markdown")
    assert written.out.startswith("# ")
    place = tmp_path / "answer.html"
    assert run(*question, "-f", "html", "-o", place).out == ""
    page = html.fromstring(place.read_bytes())
    assert page.get("dir") == "rtl"
    for each in (written.out, " ".join(page.text_content().split())):
        assert words in each


@SHEETS
def test_an_answer_as_json(run: Run, question: tuple[str, ...], words: str) -> None:  # noqa: ARG001
    outcome = run(*question, "--format", "json")
    assert outcome.code == 0
    assert json.loads(outcome.out)


def test_a_story_tells_its_reports_in_order(run: Run) -> None:
    out = run("story", "پل مرزی").out
    assert out.startswith("دیدار وزیران راه ایران و ارمنستان در ایروان\n۲ خبر از ۲ رسانه\n")
    shown = out.split("خبرها\n")[1].split("\n\n")[0].splitlines()
    assert [line.strip() for line in shown] == [
        "۱. نخستین خبر",
        "دیدار وزیران راه ایران و ارمنستان در ایروان",
        "◂ پیک، ۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸) · m1 · https://news.example/m1",
        "۲. ۳ ساعت پس از نخستین خبر",
        "کاویانی در ایروان: پل مرزی ساخته می‌شود",
        "◂ نوا، ۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸) · m2 · https://news.example/m2",
    ]


def test_a_quotation_of_somebody_else_is_told(run: Run) -> None:
    words = "ساخت پل تازه مرزی تا پایان سال آغاز می‌شود و کارگران بومی"
    for arguments in ((f"گریگوریان: {words}",), (words, "--speaker", "گریگوریان")):
        outcome = run("quote", *arguments)
        assert outcome.code == 0
        assert "گفتهٔ کس دیگری است (۲ روایت)" in outcome.out
    assert "همین را گفته است" in run("quote", words, "--speaker", "کاویانی").out


def test_a_quotation_of_nobody_leaves_with_one(run: Run) -> None:
    outcome = run("quote", "بازار زعفران خراسان دوباره رونق می‌گیرد")
    assert outcome.code == 1
    assert "در خبرهای بایگانی یافت نشد" in outcome.out


def test_days_of_either_calendar_bound_an_answer(run: Run) -> None:
    whole = run("timeline").out
    assert whole.index("دیدار و گفت‌وگو") < whole.index("درخواست")  # in order of their days
    assert "آوریل ۲۰۱۸ (فروردین–اردیبهشت ۱۳۹۷): خبر ۲" in whole
    late = run("timeline", "--after", "1397-02").out
    assert "دیدار" not in late
    assert "درخواست" in late
    assert late == run("timeline", "--after", "2018-04-21").out
    assert "درخواست" not in run("timeline", "--before", "1397-01").out


def test_promises_may_be_somebodys(run: Run) -> None:
    assert "شبکه آبیاری" in run("promises").out
    own = run("promises", "گریگوریان").out
    assert "توافق: بهمن کاویانی و آرام گریگوریان" in own
    assert "شبکه آبیاری" not in own


# What goes wrong


@pytest.mark.parametrize(
    "question", [("who", "کاویونی"), ("between", "ایران", "کاویونی"), ("promises", "کاویونی")]
)
def test_an_unknown_name_is_told_with_those_near_to_it(run: Run, question: tuple[str, ...]) -> None:
    outcome = run(*question)
    assert (outcome.code, outcome.out) == (1, "")
    assert "«کاویونی»: is one of these meant: «بهمن کاویانی»?" in outcome.err


@pytest.mark.parametrize("option", ["--after", "--before"])
@pytest.mark.parametrize("day", ["yesterday", "1397-13", "2018-02-30", ""])
def test_what_is_no_day_is_told(run: Run, option: str, day: str) -> None:
    outcome = run("timeline", option, day)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{option} {day}: write a day" in outcome.err


@pytest.mark.parametrize("question", [("search", "سد"), *(each[0] for each in ANSWERS), ("export", "jsonl")])
def test_without_an_archive_nothing_is_made(run: Run, path: Path, question: tuple[str, ...]) -> None:
    path.unlink()
    outcome = run(*question)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"dabir: there is no archive at {path}: ")
    assert not path.exists()


def test_an_answer_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("timeline", "-o", tmp_path / "no/answer.txt")
    assert outcome.code == 1
    assert "cannot be written" in outcome.err
