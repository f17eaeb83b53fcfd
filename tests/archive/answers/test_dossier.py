"""The dossier: all that is known of somebody, told once, with the reports that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from archive.minutes import Line, agreed, done, keep, minutes, promised, said
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.contradictions import LIKENESS, SHARED, claims, contradictions
from dabir.archive.answers.dossier import Dossier, dossier
from dabir.archive.answers.sayings import Saying
from dabir.archive.citation import Citation
from dabir.archive.people import decisions
from dabir.archive.people.bearers import near_names

KAVIANI, NIKZAD, POUYA = "بهمن کاویانی", "رضا نیکزاد", "سارا پویا"


def filler(key: str) -> Line:
    """A line that makes a report unlike others, so that it is no copy of one."""
    return Line("plain", " ".join(f"{key}{number}" for number in range(12)))


def report(name: str, day: str | None, *lines: Line, **more: object) -> Record:
    return minutes(name, day, *lines, filler(name), **more)  # type: ignore[arg-type]


def words(found: Dossier) -> list[str]:
    return [said.text for said in found.statements]


def test_statements_come_in_order_with_their_reports(archive: Archive) -> None:
    keep(
        archive,
        report("b", "2018-05-02T09:00:00+04:30", said(KAVIANI, "پل تا پاییز باز می‌شود"), agency="پیک"),
        report("none", None, said(KAVIANI, "روزی که نمی‌دانیم چه بود")),
        report("a", "2018-05-01", said(KAVIANI, "جاده بسته است"), said(NIKZAD, "من چیزی نمی‌دانم")),
        report("c", "2018-05-02", said(KAVIANI, "پل را دیدم", "position")),
    )
    found = dossier(archive, KAVIANI)
    assert words(found) == ["جاده بسته است", "پل تا پاییز باز می‌شود", "پل را دیدم", "روزی که نمی‌دانیم چه بود"]
    second = found.statements[1]
    assert (second.citation.report, second.citation.outlet, second.citation.day) == ("b", "پیک", "2018-05-02")
    assert second.citation.url == "https://news.example/b"
    assert (second.form, second.act, second.local) == ("indirect", "report", "s1")
    assert archive.record("b").text[second.start : second.end] == second.text
    assert found.entity.reports == 4
    assert found.latin == "Bahman Kaviani"


def test_days_bound_what_is_told(archive: Archive) -> None:
    days = ("2018-05-01", "2018-05-02", "2018-05-03")
    keep(archive, *(report(day, day, said(KAVIANI, f"امروز {day} است")) for day in days))
    keep(archive, report("none", None, said(KAVIANI, "کی گفتم")))
    assert len(dossier(archive, KAVIANI).statements) == 4
    middle = dossier(archive, KAVIANI, after="2018-05-02", before="2018-05-02")
    assert [said.citation.day for said in middle.statements] == ["2018-05-02"]
    assert len(dossier(archive, KAVIANI, after="2018-05-02").statements) == 2
    with pytest.raises(ArchiveError, match="2018-13-01"):
        dossier(archive, KAVIANI, after="2018-13-01")


def test_a_copy_repeats_and_says_nothing_new(archive: Archive) -> None:
    lines = (
        said(KAVIANI, "پل تا پاییز باز می‌شود"),
        promised(KAVIANI, "پل را تا پاییز می‌سازیم"),
        filler("same"),
    )
    keep(archive, minutes("a", "2018-05-01", *lines), minutes("b", "2018-05-02", *lines, agency="موج"))
    found = dossier(archive, KAVIANI)
    assert [(said.citation.report, said.copies) for said in found.statements] == [("a", 1), ("a", 1)]
    assert [(each.citation.report, each.copies) for each in found.commitments] == [("a", 1)]


def test_what_one_report_says_twice_was_said_twice(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "پل باز است"), said(KAVIANI, "پل باز است")))
    assert [said.copies for said in dossier(archive, KAVIANI).statements] == [0, 0]


def test_a_correction_takes_the_place_of_what_it_corrects(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "پل ده متر است")))
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "پل صد متر است")))
    assert words(dossier(archive, KAVIANI)) == ["پل صد متر است"]


def test_posts_have_their_time_and_one_writing(archive: Archive) -> None:
    roles = (
        ("a", "2018-05-01", "معاون وزیر راه"),
        ("b", "2018-06-01", "وزیر راه‌سازی"),
        ("c", "2018-07-01", "وزیر راه سازی"),
    )
    for name, day, role in (*roles, ("d", "2018-06-15", "وزیر راه‌سازی"), ("e", None, "وزیر راهسازی")):
        keep(archive, report(name, day, said(KAVIANI, f"سخن {name}"), roles={KAVIANI: role}))
    posts = dossier(archive, KAVIANI).posts
    assert [(post.role, post.first, post.last, post.reports) for post in posts] == [
        ("معاون وزیر راه", "2018-05-01", "2018-05-01", 1),
        ("وزیر راه‌سازی", "2018-06-01", "2018-07-01", 4),
    ]


def test_whom_somebody_met(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", done("CONSULT", KAVIANI, NIKZAD, "کاویانی با نیکزاد دیدار کرد")),
        report("b", "2018-05-01", done("CONSULT", NIKZAD, KAVIANI, "نیکزاد و کاویانی گفت‌وگو کردند")),
        report("c", "2018-06-01", done("COOPERATE", KAVIANI, NIKZAD, "دو نهاد همکاری کردند")),
        report(
            "d", "2018-06-01", done("CONSULT", KAVIANI, POUYA, "کاویانی پویا را می‌بیند", status="planned")
        ),
        report("e", "2018-06-02", done("ACCUSE", KAVIANI, POUYA, "کاویانی از پویا خرده گرفت")),
    )
    nikzad, pouya = dossier(archive, KAVIANI).acquaintances
    assert (nikzad.who.name, nikzad.done) == (NIKZAD, 2)
    meeting, work = nikzad.deeds
    assert [citation.report for citation in meeting.citations] == ["a", "b"]
    assert [telling.text for telling in meeting.tellings] == [
        "کاویانی با نیکزاد دیدار کرد",
        "نیکزاد و کاویانی گفت‌وگو کردند",
    ]
    assert (work.type, work.day, work.status) == ("COOPERATE", "2018-06-01", "happened")
    assert (pouya.who.name, pouya.done, len(pouya.deeds)) == (POUYA, 0, 1)


def test_those_who_meet_on_one_side_met_each_other(archive: Archive) -> None:
    both = replace(done("CONSULT", KAVIANI, "", "کاویانی و نیکزاد دیدار کردند"), by=(KAVIANI, NIKZAD))
    keep(archive, report("a", "2018-05-01", both))
    assert [one.who.name for one in dossier(archive, KAVIANI).acquaintances] == [NIKZAD]
    third = replace(both, to=(POUYA,), words="کاویانی و نیکزاد با پویا دیدار کردند")
    keep(archive, report("b", "2018-05-02", third))
    assert {one.who.name for one in dossier(archive, POUYA).acquaintances} == {KAVIANI, NIKZAD}
    assert [one.who.name for one in dossier(archive, KAVIANI, after="2018-05-02").acquaintances] == [POUYA]


def test_commitments_come_with_what_followed(archive: Archive) -> None:
    keep(
        archive,
        report(
            "a", "2018-05-01", promised(KAVIANI, "پل را تا پاییز می‌سازیم", to=(NIKZAD,), due="2018-10-01")
        ),
        report("b", "2018-10-02", said(NIKZAD, "پل ساخته شد")),
        report("c", "2018-05-03", agreed(KAVIANI, NIKZAD, "کاویانی و نیکزاد بر سر جاده توافق کردند")),
    )
    with archive.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO followups (commitment_id, version_id, verdict, what, local, likeness)"
                " SELECT c.id, v.id, 'carried out', 'statement', 's1', 0.75 FROM commitments c, versions v"
                " JOIN reports r ON r.id = v.report_id WHERE c.kind = 'promise' AND r.name = 'b'"
            )
        )
    promise, agreement = dossier(archive, "کاویانی").commitments
    assert (promise.kind, promise.due) == ("promise", "2018-10-01")
    assert ([one.name for one in promise.by], [one.name for one in promise.to]) == ([KAVIANI], [NIKZAD])
    (sequel,) = promise.sequels
    assert (sequel.verdict, sequel.text, sequel.likeness) == ("carried out", "پل ساخته شد", 0.75)
    assert sequel.citation.report == "b"
    assert (agreement.kind, agreement.sequels) == ("agreement", ())
    assert dossier(archive, NIKZAD).commitments == (promise, agreement)


def test_the_most_named_bearer_is_taken(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said("مریم کاویانی", "سلام")))
    keep(archive, *(report(key, "2018-05-02", said(KAVIANI, f"روز {key}")) for key in "bc"))
    for asked in ("کاویانی", "كاوياني"):
        found = dossier(archive, asked)
        assert found.entity.name == KAVIANI
        assert [other.name for other in found.others] == ["مریم کاویانی"]
    assert dossier(archive, "مریم کاویانی").others == ()
    for latin in ("Bahman Kaviani", "Kaviani Bahman", "kaviani"):
        assert dossier(archive, latin).entity.name == KAVIANI


def test_a_surname_with_a_half_space_is_found(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said("پدرام کوه‌نورد", "سلام")))
    assert (
        dossier(archive, "کوه‌نورد").entity.name == dossier(archive, "کوه نورد").entity.name == "پدرام کوه‌نورد"
    )


def test_a_capital_stands_for_its_government(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", done("CONSULT", "ایران", "ارمنستان", "تهران و ایروان گفت‌وگو کردند")),
    )
    assert dossier(archive, "تهران").entity.name == "ایران"
    found = dossier(archive, "ارمنستان")
    assert (found.entity.kind, found.latin, found.posts) == ("institution", "", ())
    assert [one.who.name for one in found.acquaintances] == ["ایران"]


def test_a_name_with_latin_letters_of_its_own_is_found(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said("رضا ICT", "سلام")))
    assert dossier(archive, "رضا ICT").entity.name == "رضا ICT"


def test_nobody_of_the_name(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "سلام")))
    with pytest.raises(ArchiveError, match=KAVIANI):
        dossier(archive, "بهمن کاویان")
    for odd in ("", " ", "هیچ‌کس", "Nobody", "%", "_", "!", "\\", "'", "\0", "\ud800", "آ" * 5000):
        with pytest.raises(ArchiveError, match="names nobody"):
            dossier(archive, odd)


def test_near_names_are_the_nearest_first(archive: Archive) -> None:
    keep(
        archive, report("a", "2018-05-01", said(KAVIANI, "یک"), said("بهمن کاویان", "دو"), said(POUYA, "سه"))
    )
    with archive.reading() as connection:
        assert near_names(connection, "بهمن کاویانیی") == [KAVIANI, "بهمن کاویان"]
        assert near_names(connection, "") == []


def test_what_was_merged_is_one(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", said(KAVIANI, "یک"), done("CONSULT", KAVIANI, NIKZAD, "دیدار کردند")),
        report(
            "b",
            "2018-05-02",
            said("ب کاویانی", "دو"),
            done("CONSULT", "ب کاویانی", NIKZAD, "باز دیدار کردند"),
        ),
    )
    other, own = dossier(archive, "ب کاویانی").entity.id, dossier(archive, KAVIANI).entity.id
    decisions.merge(archive, other, own)
    found = dossier(archive, "ب کاویانی")
    assert (found.entity.name, found.spellings, words(found)) == (KAVIANI, ("ب کاویانی",), ["یک", "دو"])
    (nikzad,) = found.acquaintances
    assert [one.name for deed in nikzad.deeds for one in deed.sources] == [KAVIANI, KAVIANI]
    (kaviani,) = dossier(archive, NIKZAD).acquaintances
    assert len(kaviani.deeds) == 2


def test_notes_of_editors_until_they_are_undone(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "یک"), said(NIKZAD, "دو")))
    own, other = (dossier(archive, name).entity.id for name in (KAVIANI, NIKZAD))
    first = decisions.note(archive, own, "پیش‌تر شهردار بود.")
    decisions.note(archive, other, "نام پدرش بهمن است.")
    assert [note.text for note in dossier(archive, KAVIANI).notes] == ["پیش‌تر شهردار بود."]
    decisions.undo(archive, first.id)
    assert dossier(archive, KAVIANI).notes == ()


# Contradictions -------------------------------------------------------------------------------------------------------

YES = "ما درباره سد مرزی با همسایه شمالی در تابستان مذاکره می‌کنیم"
NO = "ما درباره سد مرزی با همسایه شمالی در تابستان مذاکره نمی‌کنیم"


def pairs(archive: Archive, *statements: tuple[str, str]) -> list[tuple[str, str, str]]:
    """The contradictions among statements (words, act), each in a report of its own, a day after the other."""
    keep(
        archive,
        *(
            report(f"r{at}", f"2018-05-{at:02}", said(KAVIANI, said_, act))
            for at, (said_, act) in enumerate(statements, 1)
        ),
    )
    return [(one.ground, one.first.text, one.second.text) for one in dossier(archive, KAVIANI).contradictions]


def test_statements_that_differ_in_polarity(archive: Archive) -> None:
    other = "بازار زعفران خراسان امسال رونق تازه‌ای گرفت"
    assert pairs(archive, (NO, "position"), (other, "report"), (YES, "position")) == [("polarity", NO, YES)]


def test_a_denial_and_what_it_denies(archive: Archive) -> None:
    denied = "این که وزارت راه قرارداد پل مرزی ارس را لغو کرده است دروغ است"
    told = "وزارت راه قرارداد پل مرزی ارس را لغو کرد"
    assert pairs(archive, (told, "report"), (denied, "denial"), (told + " و رفت", "forecast")) == [
        ("denial", told, denied)
    ]


def test_who_denies_with_the_same_no_agrees(archive: Archive) -> None:
    first = "وزارت راه قرارداد پل مرزی ارس را لغو نکرده است"
    assert (
        pairs(archive, (first, "report"), ("وزارت راه هرگز قرارداد پل مرزی ارس را لغو نمی‌کند", "denial"))
        == []
    )


def test_one_report_and_its_copies_hold_no_contradiction(archive: Archive) -> None:
    lines = (said(KAVIANI, YES), said(KAVIANI, NO), filler("same"))
    keep(archive, minutes("a", "2018-05-01", *lines), minutes("b", "2018-05-02", *lines, agency="موج"))
    assert dossier(archive, KAVIANI).contradictions == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ما پیمان آب مرزی خزر را می‌پذیریم", "ما پیمان آب مرزی خزر را نخواهیم پذیرفت"),
        ("باید پیمان آب مرزی خزر را بپذیریم", "نباید پیمان آب مرزی خزر را بپذیریم"),
        ("می‌توان پیمان آب مرزی خزر را پذیرفت", "نمی‌توان پیمان آب مرزی خزر را پذیرفت"),
        ("سدهای جنوب استان فارس پر هستند", "سدهای جنوب استان فارس پر نیستند"),
        ("به شرکت پیمانکار سد ارس اعتماد داریم", "اعتماد به شرکت پیمانکار سد ارس نداریم"),
        ("سد ارس ساخته شده است و آب دارد. پل مرزی نوردوز باز است", "پل مرزی نوردوز و سد ارس باز نیست"),
    ],
)
def test_what_contradicts(archive: Archive, one: str, other: str) -> None:
    assert pairs(archive, (one, "report"), (other, "position")) == [("polarity", one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سدهای جنوب استان فارس پر هستند", "سدهای جنوب استان فارس خشک نیستند"),
        ("ما پیمان آب مرزی خزر را می‌پذیریم", "آیا ما پیمان آب مرزی خزر را نمی‌پذیریم؟"),
        ("ما پیمان آب مرزی خزر را می‌پذیریم", "نمی‌توان پیمان آب مرزی خزر را نپذیرفت"),
        ("پل باز است", "پل باز نیست"),
        ("سد ارس پر است. سد گاوشان پر نیست", "سد ارس پر نیست. سد گاوشان پر است"),
    ],
)
def test_what_does_not_contradict(archive: Archive, one: str, other: str) -> None:
    assert pairs(archive, (one, "report"), (other, "position")) == []


def saying(number: int, words: str) -> Saying:
    cited = Citation(f"r{number}", "", None, "2018-05-01", "2018-05-01", None, number, number)
    return Saying(number, "s1", KAVIANI, "indirect", "report", 0, len(words), words, cited)


VERBS = ("مذاکره می‌کنیم", "مذاکره نمی‌کنیم")
NOUNS = [f"واژه{letter}" for letter in "بتثجچحخدذرزژسشصضطظ"]


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(NOUNS), min_size=3, max_size=9, unique=True), st.sampled_from(VERBS)
        ),
        max_size=25,
    )
)
def test_the_index_finds_what_comparing_all_pairs_does(drawn: list[tuple[list[str], str]]) -> None:
    told = [saying(number, " ".join([*nouns, verb])) for number, (nouns, verb) in enumerate(drawn, 1)]
    found = {(one.first.text, one.second.text) for one in contradictions(told)}
    expected = set(every_pair(drawn))
    # Tellings of one statement stand for each other: every pair is there, or one that is at least as like.
    assert found <= expected
    assert bool(found) == bool(expected)


def every_pair(drawn: list[tuple[list[str], str]]) -> Iterator[tuple[str, str]]:
    for at, (mine, verb) in enumerate(drawn):
        for other, another in drawn[at + 1 :]:
            # The noun of the verb is a word like the others; «کردن» says nothing.
            both, shared = len({*mine, *other}) + 1, len({*mine} & {*other}) + 1
            if verb != another and shared >= SHARED and shared / both >= LIKENESS:
                yield " ".join([*mine, verb]), " ".join([*other, another])


def test_tellings_of_one_statement_make_one_contradiction() -> None:
    told = [saying(number, f"{YES if number % 2 else NO} {'هم' * number}") for number in range(1, 20)]
    (found,) = contradictions(told)
    assert (found.first.id, found.second.id, found.ground) == (1, 2, "polarity")


def test_the_newest_statements_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [saying(1, YES), saying(2, "بازار زعفران رونق گرفت"), saying(3, NO)]
    assert contradictions(told)
    monkeypatch.setattr("dabir.archive.answers.contradictions.NEWEST", 2)
    assert contradictions(told) == ()


@given(st.text(max_size=60))
def test_any_text_has_claims_or_none(words: str) -> None:
    assert all(claim.lemma for claim in claims(words))
    assert contradictions([saying(1, words), saying(2, words)]) == ()


# By a surname alone ---------------------------------------------------------------------------------------------------

ALONE = "کاویانی"


@pytest.fixture
def by_surname(archive: Archive) -> Archive:
    keep(
        archive,
        report("full", "2018-05-01", said(KAVIANI, "جاده بسته است"), said(NIKZAD, "من چیزی نمی‌دانم")),
        report(
            "alone", "2018-06-01", said(ALONE, "پل را دیدم"), promised(ALONE, "پل را می‌سازیم", to=(NIKZAD,)),
            done("CONSULT", NIKZAD, ALONE, "نیکزاد با کاویانی دیدار کرد"), roles={ALONE: "وزیر راه"},
        ),
        report("other", "2018-06-02", said(ALONE, "من کس دیگری هستم"), said(POUYA, "من هم")),
    )  # fmt: skip
    return archive


def test_what_reports_tell_that_give_a_surname_alone_is_told(by_surname: Archive) -> None:
    found = dossier(by_surname, KAVIANI)
    assert found.by_surname == ("alone",)
    assert words(found) == ["جاده بسته است", "پل را دیدم", "پل را می‌سازیم"]
    assert [post.role for post in found.posts] == ["وزیر راه"]
    assert [each.text for each in found.commitments] == ["پل را می‌سازیم"]
    (acquaintance,) = found.acquaintances
    assert (acquaintance.who.name, len(acquaintance.deeds)) == (NIKZAD, 1)
    assert (found.entity.name, found.entity.reports) == (KAVIANI, 1)
    assert found.spellings == ()
    assert dossier(by_surname, NIKZAD).by_surname == ()


def test_a_surname_stands_for_whom_most_mean_by_it(by_surname: Archive) -> None:
    found = dossier(by_surname, ALONE)
    assert (found.entity.name, found.by_surname) == (KAVIANI, ("alone",))
    assert [(one.name, one.reports) for one in found.others] == [(ALONE, 1)]  # of whom nobody knows who it is
    more = [report(f"m{day}", f"2018-06-1{day}", said(ALONE, f"روز {day}")) for day in range(5)]
    keep(by_surname, *more)
    assert dossier(by_surname, ALONE).entity.name == ALONE
    assert dossier(by_surname, ALONE).by_surname == ()
    assert dossier(by_surname, KAVIANI).by_surname == ("alone",)


def test_days_bound_what_is_told_by_a_surname(by_surname: Archive) -> None:
    assert dossier(by_surname, KAVIANI, before="2018-05-31").by_surname == ()
    late = dossier(by_surname, KAVIANI, after="2018-05-02")
    assert (words(late), late.by_surname) == (["پل را دیدم", "پل را می‌سازیم"], ("alone",))
