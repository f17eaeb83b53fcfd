"""Relations: what is between two sides, which way it goes, and its tone over time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from archive.minutes import Line, agreed, done, keep, minutes, promised, said
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.deeds import Deed, Telling
from dabir.archive.answers.relations import Relation, between
from dabir.archive.answers.tone import QUADS, tone
from dabir.archive.citation import Citation
from dabir.archive.people.bearers import bearers
from dabir.record import Status

KAVIANI, GRIGORIAN = "بهمن کاویانی", "آرام گریگوریان"


def filler(key: str) -> Line:
    """A line that makes a report unlike others, so that it is no copy of one."""
    return Line("plain", " ".join(f"{key}{number}" for number in range(12)))


def report(name: str, day: str | None, *lines: Line, **more: object) -> Record:
    return minutes(name, day, *lines, filler(name), **more)  # type: ignore[arg-type]


def of_country(record: Record, name: str, country: str) -> Record:
    """The record, in which somebody belongs to a country."""
    people = tuple(replace(one, country=country) if one.name == name else one for one in record.people)
    return replace(record, people=people)


def types(found: Relation) -> list[str]:
    return [deed.type for deed in found.events]


def test_what_is_between_two_countries(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", done("CONSULT", "ایران", "ارمنستان", "ایران و ارمنستان گفت‌وگو کردند")),
        report("b", "2018-05-01", done("CONSULT", "ارمنستان", "ایران", "ایروان و تهران گفت‌وگو کردند")),
        report("c", "2018-05-02", done("ACCUSE", "ارمنستان", "ایران", "ارمنستان از ایران گله کرد")),
        report("d", "2018-05-03", done("AID", "ایران", "ارمنستان", "ایران به ارمنستان کمک کرد")),
        report("e", "2018-05-04", done("AID", "ایران", "گرجستان", "ایران به گرجستان کمک کرد")),
        report("f", "2018-05-05", agreed("ایران", "ارمنستان", "ایران و ارمنستان بر سر پل توافق کردند")),
    )
    found = between(archive, "ایران", "ایروان")
    (meeting,) = found.meetings
    assert [citation.report for citation in meeting.citations] == ["a", "b"]
    assert types(found) == ["ACCUSE", "AID"]
    assert [found.direction(deed) for deed in (meeting, *found.events)] == ["both", "other", "one"]
    assert [each.kind for each in found.commitments] == ["agreement"]
    (may,) = found.tone
    assert (may.period, may.first, may.last) == ("1397-02", "2018-04-21", "2018-05-21")
    counts = (may.verbal_cooperation, may.material_cooperation, may.verbal_conflict, may.material_conflict)
    assert (*counts, may.events, may.balance) == (2, 1, 1, 0, 4, 0.5)


def test_the_other_way_round_it_is_the_same(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", done("ACCUSE", "ارمنستان", "ایران", "ارمنستان از ایران گله کرد")),
        report("b", "2018-05-02", said(KAVIANI, "ارمنستان همسایه ماست"), roles={KAVIANI: "وزیر راه"}),
    )
    one, other = between(archive, "ایران", "ارمنستان"), between(archive, "ارمنستان", "ایران")
    assert (one.events, one.tone) == (other.events, other.tone)
    assert [said.text for said in one.positions] == [said.text for said in other.counterpositions]
    assert [one.direction(deed) for deed in one.events] == ["other"]
    assert [other.direction(deed) for deed in other.events] == ["one"]


def test_who_belongs_to_a_country_acts_for_it(archive: Archive) -> None:
    meeting = report(
        "a", "2018-05-01", done("CONSULT", KAVIANI, GRIGORIAN, "دو وزیر دیدار کردند"), roles={KAVIANI: "وزیر"}
    )
    keep(archive, of_country(meeting, GRIGORIAN, "ARM"))
    assert len(between(archive, "ایران", "ارمنستان").meetings) == 1
    assert len(between(archive, KAVIANI, "ارمنستان").meetings) == 1
    assert len(between(archive, KAVIANI, GRIGORIAN).meetings) == 1
    assert between(archive, "ایران", "گرجستان").meetings == ()


def test_who_stands_on_one_side_is_not_between(archive: Archive) -> None:
    together = replace(
        done("ACCUSE", "ایران", "گرجستان", "ایران و ارمنستان از گرجستان گله کردند"), by=("ایران", "ارمنستان")
    )
    alone = replace(done("COOPERATE", "ایران", "", "ایران و ارمنستان همکاری کردند"), by=("ایران", "ارمنستان"))
    keep(archive, report("a", "2018-05-01", together), report("b", "2018-05-02", alone))
    assert types(between(archive, "ایران", "ارمنستان")) == ["COOPERATE"]
    assert types(between(archive, "گرجستان", "ارمنستان")) == ["ACCUSE"]


def test_an_agreement_is_told_once(archive: Archive) -> None:
    lines = (agreed("ایران", "ارمنستان", "ایران و ارمنستان بر سر پل توافق کردند"), filler("same"))
    keep(
        archive,
        minutes("a", "2018-05-01", *lines),
        minutes("b", "2018-05-01", *lines, agency="موج"),
        report("c", "2018-05-02", done("AGREE", "ایران", "ارمنستان", "ایران و ارمنستان هم‌رای شدند")),
    )
    found = between(archive, "ایران", "ارمنستان")
    assert [(each.citation.report, each.copies) for each in found.commitments] == [("a", 1)]
    assert [deed.citations[0].report for deed in found.events] == ["c"]
    assert found.tone[0].verbal_cooperation == 2


def test_promises_between_two_with_what_followed(archive: Archive) -> None:
    keep(
        archive,
        report(
            "a",
            "2018-05-01",
            promised(KAVIANI, "پل را می‌سازیم", to=("ارمنستان",)),
            promised(KAVIANI, "جاده را می‌سازیم"),
        ),
        report("b", "2018-09-01", done("COOPERATE", "ایران", "ارمنستان", "پل ساخته شد")),
    )
    with archive.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO followups (commitment_id, version_id, verdict, what, local, likeness)"
                " SELECT c.id, v.id, 'carried out', 'event', 'e1', 1 FROM commitments c, versions v"
                " JOIN reports r ON r.id = v.report_id WHERE r.name = 'b'"
            )
        )
    (promise,) = between(archive, KAVIANI, "ارمنستان").commitments
    assert [(sequel.verdict, sequel.text) for sequel in promise.sequels] == [("carried out", "پل ساخته شد")]


def test_positions_name_the_other_side(archive: Archive) -> None:
    keep(
        archive,
        report(
            "a",
            "2018-05-01",
            said(KAVIANI, "ارمنی‌ها و ایروان همسایگان مایند"),
            said(KAVIANI, "به ارمنستان می‌رویم", "position"),
            said(KAVIANI, "هوا خوب است"),
            said(KAVIANI, "در ارمنستانی‌ها شوقی دیدم"),
        ),
        report("b", "2018-05-02", said(GRIGORIAN, "کاویانی مرد کار است"), said(KAVIANI, "سلام")),
        report(
            "c", "2018-05-03", said(GRIGORIAN, "بهمن کاویانی را نمی‌شناسم"), said(GRIGORIAN, "کاویانی دیگر")
        ),
    )
    found = between(archive, KAVIANI, "ارمنستان")
    assert [said.text for said in found.positions] == [
        "ارمنی‌ها و ایروان همسایگان مایند",
        "به ارمنستان می‌رویم",
        "در ارمنستانی‌ها شوقی دیدم",
    ]
    # In the last report nobody but the full name tells which Kaviani is meant.
    back = between(archive, GRIGORIAN, KAVIANI)
    assert [said.text for said in back.positions] == ["کاویانی مرد کار است", "بهمن کاویانی را نمی‌شناسم"]
    assert between(archive, GRIGORIAN, KAVIANI, after="2018-05-03").positions == back.positions[1:]


def test_what_copies_repeat_is_one_position(archive: Archive) -> None:
    lines = (said(KAVIANI, "ارمنستان همسایه ماست"), filler("same"))
    keep(archive, minutes("a", "2018-05-01", *lines), minutes("b", "2018-05-02", *lines, agency="موج"))
    (position,) = between(archive, KAVIANI, "ارمنستان").positions
    assert (position.citation.report, position.copies) == ("a", 1)


def test_days_bound_a_relation(archive: Archive) -> None:
    keep(
        archive,
        *(
            report(
                day,
                day,
                done("AID", "ایران", "ارمنستان", f"کمک {day}"),
                said(KAVIANI, "ارمنستان همسایه ماست"),
            )
            for day in ("2018-05-01", "2018-05-02", "2018-05-03")
        ),
    )
    found = between(archive, "ایران", "ارمنستان", after="2018-05-02", before="2018-05-02")
    assert [deed.day for deed in found.events] == ["2018-05-02"]
    with pytest.raises(ArchiveError, match="no day"):
        between(archive, "ایران", "ارمنستان", before="دیروز")


def test_countries_of_which_nothing_is_known(archive: Archive) -> None:
    found = between(archive, "فرانسه", "ژاپن")
    assert (found.meetings, found.commitments, found.events, found.positions, found.tone) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert (found.one.name, found.one.country, found.one.entity) == ("فرانسه", "FRA", None)


def test_one_of_several_bearers_by_number(archive: Archive) -> None:
    """Of one name in two countries two people are made; the number tells which is meant, if it is one of the name's."""
    home = report("a", "2018-05-01", done("CONSULT", KAVIANI, GRIGORIAN, "دیدار کردند"))
    away = report("b", "2018-05-02", done("ACCUSE", KAVIANI, GRIGORIAN, "خرده گرفت"))
    more = report("c", "2018-05-03", said(KAVIANI, "سلام"), said("رضا نیکزاد", "درود"))
    keep(
        archive, *(of_country(one, KAVIANI, "IRN") for one in (home, more)), of_country(away, KAVIANI, "GEO")
    )
    with archive.reading() as connection:
        first, second = (one.id for one in bearers(connection, KAVIANI))
        other = bearers(connection, "رضا نیکزاد")[0].id

    def met(number: int | None) -> tuple[list[str], list[int]]:
        found = between(archive, KAVIANI, GRIGORIAN, entities=(number, None))
        return [deed.type for deed in (*found.meetings, *found.events)], [one.id for one in found.one.others]

    assert met(second) == (["ACCUSE"], [first])
    assert met(first) == met(None) == met(other) == met(10**9) == (["CONSULT"], [second])


def test_only_the_newest_events_are_looked_at(archive: Archive) -> None:
    keep(
        archive,
        *(
            report(day, day, done("AID", "ایران", "ارمنستان", f"کمک {day}"))
            for day in ("2018-05-01", "2018-05-02", "2018-05-03")
        ),
    )
    few = between(archive, "ایران", "ارمنستان", newest=2)
    assert ([deed.day for deed in few.events], few.whole) == (["2018-05-02", "2018-05-03"], False)
    assert between(archive, "ایران", "ارمنستان", newest=3).whole


def test_two_that_are_one_or_nobody(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "سلام")))
    for one, other in (("ایران", "تهران"), (KAVIANI, "کاویانی")):
        with pytest.raises(ArchiveError, match="the same"):
            between(archive, one, other)
    with pytest.raises(ArchiveError, match=KAVIANI):
        between(archive, "ایران", "بهمن کاویان")


# Tone -----------------------------------------------------------------------------------------------------------------


def deed(
    kind: str, day: str | None, status: Status = "happened", published: str | None = "2018-05-01"
) -> Deed:
    cited = Citation("r", "", None, published, published, None, 1, 1)
    return Deed(kind, None, status, day, None, (), (), (Telling(1, 0, "", cited),))


def test_within_two_years_by_month_else_by_year() -> None:
    near = tone([deed("AID", "2018-03-21"), deed("ASSAULT", "2020-03-19"), deed("AID", "2018-04-20")])
    assert [(one.period, one.events, one.balance) for one in near] == [
        ("1397-01", 2, 1.0),
        ("1398-12", 1, -1.0),
    ]
    far = tone([deed("AID", "2018-03-21"), deed("ASSAULT", "2020-03-20"), deed("AID", "2019-03-20")])
    assert [(one.period, one.events, one.balance) for one in far] == [("1397", 2, 1.0), ("1399", 1, -1.0)]
    assert (far[0].first, far[0].last) == ("2018-03-21", "2019-03-20")


def test_what_has_not_come_about_and_what_has_no_day_do_not_count() -> None:
    unreal = [deed("AID", "2018-05-01", "hypothetical"), deed("AID", "2018-05-01", "negated")]
    undated = [deed("AID", None), deed("AID", None, "historical"), deed("AID", None, "planned", None)]
    assert tone([*unreal, *undated, deed("NONE", "2018-05-01")]) == ()
    assert [one.period for one in tone([deed("AID", None, "planned")])] == ["1397-02"]


@given(
    st.lists(st.tuples(st.sampled_from(sorted(QUADS)), st.one_of(st.text(max_size=12), st.dates().map(str))))
)
def test_every_event_with_a_day_of_the_calendar_counts_once(drawn: list[tuple[str, str]]) -> None:
    found = tone([deed(kind, day) for kind, day in drawn])
    alone = [tone([deed(kind, day)]) for kind, day in drawn]
    assert sum(one.events for one in found) == sum(len(one) for one in alone)
    assert all(-1 <= one.balance <= 1 and one.first < one.last for one in found)
    assert [one.period for one in found] == sorted({one.period for one in found})
