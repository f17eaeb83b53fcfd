"""Tests for tracing quotations, over an archive of invented reports that is made once for each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from archive.minutes import Line, keep, minutes, said
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.quoting.alignment import Segment
from dabir.archive.quoting.quotes import trace

KAVIANI, OTHER, GLADZE = "بهمن کاویانی", "مهرداد کاویانی", "نینو گلادزه"
DAM = "ما هرگز درباره سد مرزی پشت درهای بسته گفت‌وگو نمی‌کنیم و همه قراردادها روی میز مجلس است"
SHARE = "سهم ۴۰ درصدی ایران از آب رودخانه مرزی به رسمیت شناخته شده است"
BRIDGE = "پل تازه رودخانه تا پایان تابستان باز می‌شود و کامیون‌ها دیگر دور نمی‌زنند"
FLOOD = "باران شب گذشته راه هشت روستای کوهستان را بست و برق سه آبادی قطع شد"
RICE = "کشاورزان امسال برنج نکارند"
POST = "وزیر راه"


def reports() -> list[Record]:
    """The reports of the archive, not in the order in which they were published."""
    late = minutes(
        "late",
        "2018-05-02",
        Line("plain", "گفت‌وگوها در باتومی ادامه یافت"),
        said(GLADZE, SHARE),
        agency="نسیم",
    )
    return [
        minutes("copy", "2018-04-16T12:00:00+04:30", said(KAVIANI, DAM), said(KAVIANI, RICE), agency="نسیم"),
        minutes("first", "2018-04-16T10:30:00+04:30", said(KAVIANI, DAM), said(KAVIANI, RICE), agency="پیک"),
        _direct(
            minutes("share", "2018-04-17", said(KAVIANI, f"{SHARE}، و این پایان کار نیست"), agency="پیک")
        ),
        late,
        minutes("floods", "2018-04-20", Line("plain", FLOOD), said(OTHER, "آب آشامیدنی روستاها سالم است")),
        _in_two(
            minutes("bridge", "2018-04-21", Line("plain", BRIDGE), said(GLADZE, "به این روز امید داشتیم"))
        ),
        minutes("post", "2018-04-22", said("", "یارانه سوخت کامیون‌داران خرداد پرداخت می‌شود")),
    ]


def _direct(record: Record) -> Record:
    return replace(record, statements=tuple(replace(one, form="direct") for one in record.statements))


def _in_two(record: Record) -> Record:
    """The record, with its first line as two statements of one speaker."""
    first = record.statements[0]
    cut = record.text.index(" و کامیون‌ها")
    halves = [
        replace(first, id=f"h{start}", start=start, end=end, text=record.text[start:end])
        for start, end in ((0, cut), (cut + 1, len(BRIDGE)))
    ]
    return replace(record, statements=(*halves, *record.statements))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    address = str(tmp_path_factory.mktemp("quotes") / "archive.dabir")
    if request.param == "postgres":
        from archive.conftest import fresh

        address = fresh(request.getfixturevalue("server"))
    with Archive(address) as archive:
        keep(archive, *reports())
        yield archive


def test_words_are_found_in_any_spelling(library: Archive) -> None:
    found = trace(
        library, "«ما هرگز دربارهٔ سد مرزي پشت درهاى بسته گفتگو نميكنيم، و همه قرارداد ها روی میز مجلس است!»"
    )
    assert (found.verdict, found.asked, found.total) == ("said so", None, 1)
    [telling] = found.tellings
    assert telling == found.first
    assert (telling.speaker, telling.kind, telling.form, telling.statement) == (
        KAVIANI,
        "person",
        "indirect",
        "s1",
    )
    assert (telling.words, telling.context) == (DAM, DAM)
    assert (telling.likeness, telling.faithful) == (1.0, True)
    assert {change.kind for change in telling.changes} == {"equal"}


def test_of_copies_the_one_that_was_published_first_is_told(library: Archive) -> None:
    [telling] = trace(library, DAM).tellings
    assert (telling.citation.report, telling.citation.outlet, telling.copies) == ("first", "پیک", 1)


def test_tellings_are_in_order_of_time(library: Archive) -> None:
    found = trace(library, SHARE)
    assert [(one.citation.report, one.speaker, one.form) for one in found.tellings] == [
        ("share", KAVIANI, "direct"),
        ("late", GLADZE, "indirect"),
    ]
    assert found.first == found.tellings[0]
    assert found.tellings[0].context == f"{SHARE}، و این پایان کار نیست"
    assert found.tellings[0].words == SHARE


@pytest.mark.parametrize(
    ("posted", "change"),
    [
        (DAM.replace("گفت‌وگو نمی‌کنیم", "گفت‌وگو می‌کنیم"), Segment("replaced", "می‌کنیم", "نمی‌کنیم")),
        (DAM.replace("هرگز ", ""), Segment("added", "", "هرگز")),
        (DAM.replace("سد مرزی", "سد خاکی مرزی"), Segment("left out", "خاکی", "")),
        (SHARE.replace("۴۰", "60"), Segment("replaced", "60", "۴۰")),
    ],
)
def test_what_was_altered_is_told(library: Archive, posted: str, change: Segment) -> None:
    found = trace(library, posted)
    assert found.verdict == "said differently"
    assert found.first is not None
    assert not found.first.faithful
    assert [one for one in found.first.changes if one.kind != "equal"] == [change]


def test_a_part_of_a_statement_is_said_so(library: Archive) -> None:
    found = trace(library, "همه قراردادها روی میز مجلس است")
    assert (found.verdict, found.first and found.first.context) == ("said so", DAM)


def test_what_was_shortened_in_the_middle_is_found(library: Archive) -> None:
    found = trace(library, "ما هرگز درباره سد مرزی ... همه قراردادها روی میز مجلس")
    assert found.verdict == "said differently"
    assert found.first is not None
    assert found.first.changes[1] == Segment("added", "", "پشت درهای بسته گفت‌وگو نمی‌کنیم و")


@pytest.mark.parametrize(
    "posted",
    [
        f"کاویانی: {DAM}",
        f"بهمن کاویانی : «{DAM}»",
        f"گوینده: بهمن کاویانی\n{DAM}",
        f"گوینده:«بهمن کاویانی» {DAM}",
        f"{DAM} گوینده:بهمن_کاویانی",
    ],
)
def test_the_words_may_say_whose_they_are(library: Archive, posted: str) -> None:
    found = trace(library, posted)
    assert found.asked in (KAVIANI, "کاویانی")
    assert found.verdict == "said so"


@pytest.mark.parametrize("name", [KAVIANI, "کاویانی", "Bahman Kaviani", "Kaviani", "سید بهمن کاويانی"])
def test_a_speaker_may_be_named_beside_the_words(library: Archive, name: str) -> None:
    assert trace(library, DAM, speaker=name).verdict == "said so"


@pytest.mark.parametrize("name", [GLADZE, OTHER, "پرویز کاویانی", "آرش ناشناس", "ایران"])
def test_words_of_somebody_else(library: Archive, name: str) -> None:
    found = trace(library, DAM, speaker=name)
    assert (found.verdict, found.asked) == ("attributed to somebody else", name)
    assert found.first is not None
    assert found.first.speaker == KAVIANI


def test_first_is_the_speaker_s_own_first(library: Archive) -> None:
    found = trace(library, SHARE, speaker=GLADZE)
    assert found.verdict == "said so"
    assert found.first is not None
    assert found.first.citation.report == "late"
    assert found.total == 2
    assert [one.citation.report for one in trace(library, SHARE, speaker=GLADZE, count=1).tellings] == [
        "late"
    ]


def test_no_more_than_asked_for(library: Archive) -> None:
    found = trace(library, SHARE, count=0)
    assert (found.tellings, found.total) == ((), 2)
    assert found.first is not None


def test_words_that_a_report_says_itself(library: Archive) -> None:
    found = trace(library, FLOOD)
    assert found.verdict == "speaker not known"
    [telling] = found.tellings
    assert (telling.speaker, telling.kind, telling.form, telling.statement) == ("", None, None, None)
    assert (telling.start, telling.end, telling.words) == (0, len(FLOOD), FLOOD)
    assert trace(library, FLOOD, speaker=OTHER).verdict == "speaker not known"


def test_words_that_run_through_two_statements(library: Archive) -> None:
    [telling] = trace(library, BRIDGE).tellings
    assert (telling.speaker, telling.statement) == (GLADZE, "h0")
    assert telling.context == BRIDGE.replace(" و کامیون‌ها", " … و کامیون‌ها")
    assert (telling.start, telling.end) == (0, len(BRIDGE))


def test_words_of_nobody_who_is_known(library: Archive) -> None:
    assert trace(library, "یارانه سوخت کامیون‌داران خرداد پرداخت می‌شود").verdict == "speaker not known"


def test_short_words_must_all_be_there(library: Archive) -> None:
    assert trace(library, RICE).verdict == "said so"
    assert trace(library, "کشاورزان امسال گندم نکارند").verdict == "not found"


@pytest.mark.parametrize(
    "posted", ["برنامه فضایی ماهواره‌بر فردا پرتاب می‌شود", "xyzzy plugh quux", "و که از این را به آن"]
)
def test_what_is_not_there_is_not_found(library: Archive, posted: str) -> None:
    found = trace(library, posted, speaker=KAVIANI)
    assert (found.verdict, found.first, found.tellings, found.total) == ("not found", None, (), 0)


def test_a_colon_behind_other_words_is_no_name(library: Archive) -> None:
    found = trace(library, f"فوری: {DAM}")
    assert (found.asked, found.quotation) == (None, f"فوری: {DAM}")
    assert found.total == 1


@pytest.mark.parametrize(
    ("posted", "complaint"), [("", "too short"), ("سد مرزی", "too short"), ("سد " * 401, "too long")]
)
def test_what_is_no_quotation_is_refused(library: Archive, posted: str, complaint: str) -> None:
    with pytest.raises(ArchiveError, match=complaint):
        trace(library, posted)


def test_a_whole_book_is_refused_at_once(library: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"«گوینده:.*…» is too long"):
        trace(library, "گوینده:" * 1_000_000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_nothing_that_is_posted_is_an_accident(library: Archive, before: str, name: str, behind: str) -> None:
    found = trace(library, f"{before} {DAM} {behind}", speaker=name)
    assert found.total <= 1
    assert (found.first is None) == (found.verdict == "not found")


def test_an_empty_archive_knows_nothing(archive: Archive) -> None:
    assert trace(archive, DAM, speaker=KAVIANI).verdict == "not found"


def test_words_that_were_corrected_are_no_longer_told(archive: Archive) -> None:
    keep(archive, minutes("a", "2018-04-16", said(KAVIANI, DAM)))
    keep(archive, minutes("a", "2018-04-16", said(KAVIANI, SHARE)))
    assert trace(archive, DAM).verdict == "not found"
    assert trace(archive, SHARE).verdict == "said so"


def test_speakers_whom_an_editor_made_one_are_one(archive: Archive) -> None:
    keep(
        archive,
        minutes("a", "2018-04-16", said("شیخ صنعان", DAM)),
        minutes("b", "2018-04-17", said(GLADZE, SHARE)),
    )
    assert trace(archive, DAM, speaker=GLADZE).verdict == "attributed to somebody else"
    with archive.database.writing() as connection:
        one, other = (
            connection.execute(
                text("SELECT id FROM entities WHERE name = :name"), {"name": name}
            ).scalar_one()
            for name in ("شیخ صنعان", GLADZE)
        )
        connection.execute(
            text("UPDATE entities SET merged_into = :one WHERE id = :other"), {"one": other, "other": one}
        )
    found = trace(archive, DAM, speaker=GLADZE)
    assert found.verdict == "said so"
    assert found.first is not None
    assert found.first.speaker == GLADZE


def test_common_words_alone_are_traced(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.archive.quoting.candidates.COUNTED", 1)
    keep(archive, *reports())
    assert trace(archive, DAM).verdict == "said so"
