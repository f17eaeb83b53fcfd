"""Searching: the same questions find the same reports in both databases, whatever the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.minutes import Line, minutes
from archive.news import ALL, DROUGHT, MARKET, MATCH, MEETING, entry, record_of, vectors_of
from dabir import Header
from dabir.archive import Archive
from dabir.archive.finding.query import QueryError
from dabir.archive.finding.search import WORDS, Search, Way
from dabir.archive.finding.vectors import _centre
from dabir.archive.keeping import Entry
from dabir.archive.store import Found

HEADERS = {
    "meeting": {"published": "2018-04-17", "agency": "آنا", "desk": "گروه اقتصادی"},
    "drought": {"published": "2018-05-02", "agency": "ایسنا", "desk": "Water"},
    "match": {"published": "2018-04-20T18:30:00+04:30", "agency": "ایسنا"},
    "market": {},
}
EVERY = set(ALL)


@pytest.fixture
def library(archive: Archive) -> Archive:
    """The four reports; those of the market have no day, outlet or desk."""
    keep(archive, *(entry(text, name, **HEADERS[name]) for name, text in ALL.items()))
    return archive


def keep(archive: Archive, *entries: Entry) -> None:
    archive.keeper("test 1").keep(entries)


def plain(archive: Archive, **texts: str) -> None:
    """Keep reports of one line each, of days one after the other."""
    keep(
        archive,
        *(
            Entry(minutes(name, f"2018-04-{day:02}", Line("plain", words)))
            for day, (name, words) in enumerate(texts.items(), 1)
        ),
    )


def names(found: list[Found]) -> list[str]:
    return [one.name for one in found]


def let_mean(archive: Archive, text: str) -> None:
    """Let every question mean what a text of `news` means."""
    archive.finder = Search(archive.database, lambda _: _centre() + 100 * vectors_of(text)[0])


def mute(_: str) -> Any:
    raise AssertionError("the embedder was asked")


QUESTIONS: dict[str, set[str]] = {
    "": EVERY,
    # Words in all their forms.
    "سد": {"drought"},
    "سد‌های": {"drought"},
    "سدها": {"drought"},
    "کشاورز": {"drought"},
    "جنگيدن": {"match"},
    "می‌جنگند": {"match"},
    "وزيران": {"meeting"},
    "پل مرزی": {"meeting"},
    "پل زعفران": set(),
    # Phrases and beginnings.
    '"پل مرزی"': set(),
    "«پل تازه مرزی»": {"meeting"},
    "سپیدر*": {"match"},
    "کشاورز* خسارت": {"drought"},
    # Fields.
    "speaker:نیکزاد": {"match"},
    "گوینده:«کامران نيک‌زاد»": {"match"},
    "speaker:Nikzad": {"match"},
    "speaker:ناشناس": set(),
    "speaker:سپیدرود": set(),
    "about:ایران": {"meeting"},
    "about:Kaviani": {"meeting"},
    "درباره:ایروان": {"meeting"},
    "agency:آنا": {"meeting"},
    "خبرگزاری:ایسنا": {"drought", "match"},
    "desk:اقتصادی": {"meeting"},
    "desk:اقتصادي": {"meeting"},
    "desk:water": {"drought"},
    'desk:"گ%ی"': set(),
    'desk:"0%"': set(),
    "desk:Wa\\": set(),
    "place:ایروان": {"meeting"},
    "جا:ارمنستان": {"meeting"},
    "place:زعفران": set(),
    "type:CONSULT": {"meeting"},
    "نوع:درخواست": {"drought"},
    "act:promise": {"meeting", "drought"},
    "کنش:تکذیب": {"match"},
    # Days.
    "after:1397-02": {"drought"},
    "before:2018-04-17": {"meeting"},
    "on:1397-01": {"meeting", "match"},
    "روز:1397/01/31..1397": {"match", "drought"},
    # AND, OR and NOT; of what is not known a NOT holds.
    "زعفران OR برنج": {"market", "drought"},
    "(زعفران OR برنج) خسارت": {"drought"},
    "گفت -زعفران": {"meeting", "drought", "match"},
    "NOT on:1397-01": {"drought", "market"},
    "NOT agency:آنا": {"drought", "match", "market"},
    "-desk:اقتصادی -agency:ایسنا": {"market"},
    "زعفران OR speaker:نیکزاد": {"market", "match"},
    "NOT (زعفران OR speaker:نیکزاد)": {"meeting", "drought"},
    "گفت agency:(آنا OR ایسنا) NOT نوع:دیدار": {"drought", "match"},
    "(سد agency:ایسنا) OR (پل after:1398)": {"drought"},
}


def test_every_question_finds_the_same_in_both_databases(library: Archive) -> None:
    found = {question: set(names(library.search(question, order="newest"))) for question in QUESTIONS}
    assert found == QUESTIONS
    assert {question: library.count(question) for question in QUESTIONS} == {
        question: len(expected) for question, expected in QUESTIONS.items()
    }


def test_by_words_all_that_a_question_asks_is_found(library: Archive) -> None:
    """Whatever the way, what matches strictly is among the finds."""
    library.finder = Search(library.database, mute)
    missing = {
        question: expected - found
        for question, expected in QUESTIONS.items()
        if not expected <= (found := set(names(library.search(question, way="words"))))
    }
    assert missing == {}


def test_strict_matches_come_before_relaxed_ones(archive: Archive) -> None:
    plain(
        archive,
        all="سد کارون در روزهای گذشته پر شد و دشت را آب گرفت",
        many="سد سد سد سد",
        rare="کارون کارون کارون",
        none="بهای نان",
    )
    found = names(archive.search("سد کارون", way="words"))
    assert found[0] == "all"
    assert set(found[1:]) == {"many", "rare"}
    assert names(archive.search("سد -کارون", way="words")) == ["many"]
    assert archive.count("سد کارون") == 1


def test_words_that_say_nothing_may_be_missing(archive: Archive) -> None:
    plain(archive, dam="سد کارون پر شد", other="از این رو")
    assert names(archive.search("سد از کارون", way="words"))[0] == "dam"
    assert names(archive.search('"از این"', way="words")) == ["other"]


def test_a_word_of_the_headline_counts_more(archive: Archive) -> None:
    filler = "در این روز همه به خانه بازگشتند و کسی چیزی نگفت"
    keep(
        archive,
        *(
            Entry(record_of(text, name, published="2018-04-17"))
            for name, text in {
                "body": f"خبرهای کوتاه امروز استان\n{filler} و زعفران {filler}.",
                "head": f"بهای زعفران در استان\n{filler} و بازار {filler}.",
                "rest": f"خبرهای ورزشی کشور\n{filler}.",
                "more": f"خبرهای شهرستان\n{filler}.",
            }.items()
        ),
    )
    assert names(archive.search("زعفران", way="words")) == ["head", "body"]


def test_what_binds_binds_whatever_the_way(library: Archive) -> None:
    let_mean(library, MATCH)
    for way in ("meaning", "both"):
        assert names(library.search("برد خانگی", way=way))[0] == "match"
        assert names(library.search("برد خانگی agency:آنا", way=way)) == ["meeting"]
        assert names(library.search("برد خانگی after:1397-02", way=way)) == ["drought"]
        assert "match" not in names(library.search("برد خانگی -سپیدرود", way=way))
        assert names(library.search("برد «پل تازه مرزی»", way=way)) == ["meeting"]
        assert names(library.search("برد speaker:ناشناس", way=way)) == []
        assert set(names(library.search("برد OR agency:آنا", way=way))) == {"meeting", "match"}
    assert set(names(library.search("برد OR agency:آنا", way="words"))) == {"meeting", "match"}


def test_other_words_and_english_find_what_is_meant(library: Archive) -> None:
    let_mean(library, MARKET)
    for way in ("meaning", "both"):
        found = library.search("saffron is cheaper", way=way)
        assert found[0].name == "market"
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert library.search("saffron is cheaper", way="words") == []


def test_both_ways_together_put_words_and_meaning_first(library: Archive) -> None:
    let_mean(library, MARKET)
    found = names(library.search("خسارت کشاورزان", count=4))
    assert set(found[:2]) == {"market", "drought"}


def test_a_name_in_latin_letters_is_found_in_a_question(archive: Archive) -> None:
    keep(archive, *(Entry(record_of(text, name)) for name, text in ALL.items()))
    let_mean(archive, DROUGHT)  # no report has a vector, so it finds nothing
    assert names(archive.search("What did Nikzad say")) == ["match"]
    assert names(archive.search("What did Nikzad say agency:آنا")) == []


def test_copies_are_one_find_and_counted(archive: Archive) -> None:
    outlets = {"a": "آنا", "b": "ایسنا", "c": "ایرنا"}
    keep(
        archive,
        *(
            entry(MEETING, name, agency=agency, url=f"https://{name}.example/1", published="2018-04-17")
            for name, agency in outlets.items()
        ),
        entry(DROUGHT, "d", published="2018-04-18"),
    )
    let_mean(archive, MEETING)
    for way in ("words", "meaning", "both"):
        found = archive.search("پل تازه مرزی", way=way)
        assert [one.copies for one in found if one.name != "d"] == [2]
    (only,) = archive.search("پل تازه مرزی agency:ایسنا", way="words")
    assert (only.name, only.copies) == ("b", 2)
    assert archive.count("پل") == 3
    assert [(one.name, one.copies) for one in archive.search("", order="newest")] == [("d", 0), ("c", 2)]


def test_reports_are_ordered_by_their_day(library: Archive) -> None:
    library.finder = Search(library.database, mute)
    assert names(library.search("گفت", order="newest")) == ["drought", "match", "meeting", "market"]
    assert names(library.search("گفت", order="oldest"))[-3:] == ["meeting", "match", "drought"]
    assert names(library.search("agency:ایسنا")) == ["drought", "match"]


def test_pages_follow_each_other(archive: Archive) -> None:
    plain(archive, **{f"r{number}": f"سد شماره {number} پر شد" for number in range(1, 13)})
    for order in ("best", "newest", "oldest"):
        whole = names(archive.search("سد", way="words", order=order, count=20))
        pages = [
            names(archive.search("سد", way="words", order=order, count=5, start=start))
            for start in (0, 5, 10, 15)
        ]
        assert sorted(whole) == sorted(f"r{number}" for number in range(1, 13))
        assert [len(page) for page in pages] == [5, 5, 2, 0]
        assert [name for page in pages for name in page] == whole
    assert archive.search("سد", way="words", count=0) == []


def bricks(count: int) -> list[Entry]:
    """Reports of many words, one of which all have, and of vectors all over the place."""
    shapes = ["".join(signs) for signs in product("بجدزر", "شفقکم", "نلوهت")]
    chosen = (random.Random(number).sample(shapes, 25) for number in range(count))
    texts = [" ".join(("سد", *words)) for words in chosen]
    return [
        Entry(minutes(f"r{number}", "2018-04-17", Line("plain", text)), vectors_of(f"{number} {text}"))
        for number, text in enumerate(texts)
    ]


def test_pages_of_many_finds_neither_repeat_nor_miss_one(archive: Archive) -> None:
    keep(archive, *bricks(120))
    let_mean(archive, MARKET)
    for way in ("words", "meaning", "both"):
        for question in ("سد", "سد (بشن OR جفل)"):
            pages = [
                names(archive.search(question, way=way, count=10, start=start)) for start in range(0, 140, 10)
            ]
            every = [name for page in pages for name in page]
            assert len(set(every)) == len(every)
            assert names(archive.search(question, way=way, count=len(every) + 1)) == every
            assert question != "سد" or len(every) == 120


def test_copies_leave_no_page_empty(archive: Archive) -> None:
    first, *others = bricks(12)
    copies = [
        first._replace(
            record=replace(first.record, id=f"c{number}", report=Header(agency="آنا", code=f"{number}"))
        )
        for number in range(150)
    ]
    keep(archive, *copies, *others)
    let_mean(archive, MARKET)
    for way in ("words", "meaning", "both"):
        found = archive.search("سد", way=way, count=50)
        assert sorted(one.copies for one in found) == [*[0] * 11, 149]


def test_an_empty_question_finds_all_and_an_empty_archive_nothing(archive: Archive) -> None:
    let_mean(archive, MATCH)
    for way in ("words", "meaning", "both"):
        assert archive.search("سد", way=way) == archive.search("", way=way) == []
    assert archive.count("") == 0
    plain(archive, a="سد", b="بند")
    assert names(archive.search("  ؟ ")) == ["b", "a"]
    assert archive.count("") == 2


def test_a_snippet_shows_the_words(library: Archive) -> None:
    (found,) = library.search("سدها خسارت", way="words")
    shown = found.snippet
    assert {shown.text[first:last] for first, last in shown.hits} == {"سدهای", "خسارت"}
    assert DROUGHT[shown.start : shown.end].replace("\n", " ") in shown.text
    assert found.header.headline == DROUGHT.split("\n")[0]


def test_older_versions_are_never_found(archive: Archive, rows: Callable[[str], list[Any]]) -> None:
    corrected = MATCH.replace("کامران نیکزاد", "بهرام نیکپور").replace("پنالتی", "خطای")
    address = "https://example.ir/news/1"
    keep(archive, entry(MATCH, "a", url=address), entry(MARKET, "b"))
    keep(archive, Entry(record_of(corrected, "a", url=address), vectors_of(DROUGHT)))
    let_mean(archive, MATCH)
    current = rows("SELECT current FROM reports WHERE name = 'a'")[0][0]
    for gone in ("پنالتی", "«کامران نیکزاد»", "speaker:نیکزاد", "پنالت*"):
        assert archive.search(gone, way="words") == []
        assert archive.count(gone) == 0
    for way in ("words", "meaning", "both"):
        found = archive.search("سپیدرود", way=way)
        assert [one.version for one in found if one.name == "a"] == [current]
    assert names(archive.search("«بهرام نیکپور»", way="words")) == ["a"]


def test_what_no_database_takes_is_no_error(library: Archive) -> None:
    let_mean(library, MATCH)
    odd = (
        "سد\0",
        'desk:"a\0b"',
        'agency:"\0x"',
        'speaker:"x\0y"',
        'about:"x\ud800"',
        "سد\ud800",
        "'; --",
        "a'b\\",
    )
    for question in odd:
        for way in ("words", "both"):
            assert len(library.search(question, way=way)) <= 4
        assert library.count(question) <= 4
    with pytest.raises(QueryError):
        library.search("type:چیز")


def test_a_report_is_found_by_what_the_embedder_makes_of_it(tmp_path: Any) -> None:
    """From end to end, with the embedder that ships."""
    with Archive(str(tmp_path / "real.dabir")) as archive:
        archive.keep([record_of(text, name) for name, text in ALL.items()])
        assert names(archive.search("water shortage and rice farmers", way="meaning"))[0] == "drought"
        assert names(archive.search("مسابقه تیم‌های باشگاهی"))[0] == "match"


def test_the_share_of_words_counts_their_rarity(archive: Archive) -> None:
    """Of two reports that mean the same, the one with the rarer word comes first."""
    vector = vectors_of(MATCH)
    texts = {"common": "سد ساخته شد", "rare": "زعفران چیده شد", "x": "سد پر شد", "y": "سد شکست"}
    keep(
        archive,
        *(Entry(minutes(name, "2018-04-17", Line("plain", words)), vector) for name, words in texts.items()),
    )
    let_mean(archive, MATCH)
    assert names(archive.search("سد زعفران"))[0] == "rare"
    near = archive.search("سد زعفران", way="meaning")
    assert np.ptp([one.score for one in near]) == 0


def scores(archive: Archive, question: str) -> dict[str, float]:
    return {one.name: round(one.score, 4) for one in archive.search(question)}


def test_of_alternatives_the_best_counts_that_a_report_holds(archive: Archive) -> None:
    texts = {"bridge": "پل تازه", "dam": "سد جنوب", "both": "پل و سد جنوب"}
    plain(archive, **texts, other="زعفران")
    let_mean(archive, MARKET)  # no report has a vector
    found = scores(archive, "پل OR (سد جنوب)")
    assert found["both"] == found["dam"] > found["bridge"] > 0
    assert found["dam"] < WORDS
    assert scores(archive, "سد جنوب")["dam"] == WORDS
    assert scores(archive, "پل OR سد")["bridge"] == pytest.approx(WORDS / 4, abs=0.03)
    # What a field or the beginning of a word brings in is no less for being one.
    assert scores(archive, "پل OR زعفر*")["other"] == WORDS
    assert scores(archive, "زعفر* OR agency:آنا") == {"other": WORDS}


@pytest.mark.parametrize("way", ["meaning", "both"])
def test_what_a_question_means_is_asked_in_the_words_of_reports(library: Archive, way: Way) -> None:
    asked: list[str] = []

    def embed(text: str) -> NDArray[np.float32]:
        asked.append(text)
        return vectors_of(DROUGHT)[0]

    library.finder = Search(library.database, embed)
    library.search("قیمت طلای سیاه agency:ایسنا", way=way)
    assert asked == ["قیمت نفت"]
