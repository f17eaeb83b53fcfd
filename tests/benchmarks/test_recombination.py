"""New records made from records that were read: whole, of one seed always the same, and unlike one another."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recombination import Made, Recombiner, loaded, main
from dabir import Reader, Record
from dabir.record import Party, Person, Span
from dabir.script.letters import fold, squeeze
from readings import report_of
from recombining.cutting import sources
from recombining.faults import faults
from recombining.figures import likeness, shingles
from recombining.pieces import Piece, Source
from recombining.plans import FIRST_DAY, LAST_DAY, Chosen, Plan, Planner
from recombining.population import Human, Population
from recombining.rendering import rendered
from recombining.wording import SYNONYMS, other_number, thesaurus, wordings, year_in_digits
from reports import ALL

COUNT = 540


@cache
def read() -> Sequence[Record]:
    reader = Reader(fast=True)
    return [replace(reader.read(one.text), id=name) for name, one in ALL.items()]


@cache
def cut() -> Sequence[Source]:
    return list(sources(read()))


@cache
def made() -> Sequence[Made]:
    return list(Recombiner(read(), 1397).made(COUNT))


def plan_of(source: Source, *paragraphs: int) -> Plan:
    """A plan of the opening and some paragraphs of one report, their words as they were."""
    opening, *body = (Chosen(source, piece, ()) for piece in (source.opening, *source.body))
    return replace(
        next(Planner([source], 1, people=20).plans(1)),
        opening=opening,
        body=tuple(body[number] for number in paragraphs),
        people={(source.number, who): Human("نادر", f"نامی{who}") for who in source.people},
        datelined=False,
        signed=False,
    )


def source_of(name: str) -> Source:
    """An invented report in pieces."""
    return cut()[[record.id for record in read() if _is_whole(record)].index(name)]


def _is_whole(record: Record) -> bool:
    return {"headline", "body"} <= {part.kind for part in record.parts}


# The whole ------------------------------------------------------------------------------------------------------------


def test_new_records_have_no_faults() -> None:
    assert [fault for one in made() for fault in faults(one.record)] == []
    assert {one.record.id for one in made()} == {f"r{number:07}" for number in range(COUNT)}
    assert all(Record.from_json(one.record.to_json()) == one.record for one in made()[:50])


def test_new_records_have_facts_of_every_kind() -> None:
    for kind in ("people", "parties", "statements", "events", "times", "places", "commitments"):
        assert any(getattr(one.record, kind) for one in made()), kind


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**64))
def test_any_seed_gives_records_without_faults(seed: int) -> None:
    planner = Planner(cut(), seed, people=500)
    assert [fault for plan in planner.plans(12) for fault in faults(rendered(plan))] == []


PERSIAN = st.text('ابپتدرسشعفقکگلمنوهیآئأيكـ\u200c\u064b\u0654 ۱۲٣4«»:،.()"–\u00ad\u200f', min_size=1)
LINE = st.lists(
    st.one_of(
        st.sampled_from(["گفت:", "سعید پاک‌دل", "وی", "سال ۱۳۹۶", "در تهران"]), PERSIAN, st.text(max_size=8)
    ),
    min_size=1,
    max_size=9,
).map(lambda words: re.sub(r"\s", " ", " ".join(words)).strip() or "متن")


@settings(max_examples=25, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4), LINE, st.integers(0, 9))
def test_offsets_hold_whatever_the_text(paragraphs: list[str], headline: str, seed: int) -> None:
    record = Reader(fast=True).read(report_of(*paragraphs, headline=headline))
    planner = Planner([*sources([record]), *cut()[1:3]], seed, people=500)
    assert [fault for plan in planner.plans(4) for fault in faults(rendered(plan))] == []


def test_the_seed_decides() -> None:
    again = [one.record for one in Recombiner(read(), 1397).made(40)]
    assert again == [one.record for one in made()[:40]]
    assert [one.record for one in Recombiner(read(), 1398).made(40)] != again


def test_a_plan_always_gives_the_same_record() -> None:
    assert all(rendered(one.plan) == one.record for one in made()[:40])


def test_new_records_that_share_a_source_are_not_alike() -> None:
    known = [
        (frozenset(chosen.source.number for chosen in one.plan.pieces), shingles(one.record.text))
        for one in made()
        if one.plan.of is None
    ][:500]
    assert len(known) == 500
    alike = [likeness(one, other) for (a, one), (b, other) in combinations(known, 2) if a & b]
    assert len(alike) > 10_000
    assert sum(each < 0.5 for each in alike) >= 0.995 * len(alike)


def test_lengths_follow_those_of_the_sources() -> None:
    lengths = [sum(chosen.piece.length for chosen in one.plan.body) for one in made()]
    assert 0.7 < sum(lengths) / len(lengths) / (sum(one.length for one in cut()) / len(cut())) < 1.3


# Copies and corrections -----------------------------------------------------------------------------------------------


def test_copies_and_corrections_are_few_and_known() -> None:
    plans = list(Planner(cut(), 3).plans(4_000))
    kinds = Counter(plan.kind for plan in plans)
    assert 0.02 < kinds["copy"] / len(plans) < 0.04
    assert 0.005 < kinds["correction"] / len(plans) < 0.015
    assert all((plan.of is None) == (plan.kind == "report") for plan in plans)
    earlier = [plan.of for plan in plans if plan.of is not None]
    assert len(earlier) == len(set(earlier))
    assert all(plans[plan.of].kind == "report" for plan in plans if plan.of is not None)


def test_a_copy_is_the_same_report_by_another_outlet() -> None:
    copies = [one for one in made() if one.plan.kind == "copy"]
    assert copies
    for one in copies:
        old, new = made()[one.plan.of or 0].record, one.record
        assert new.report.agency != old.report.agency
        assert new.report.url != old.report.url
        assert new.text != old.text
        assert one.plan.published > made()[one.plan.of or 0].plan.published
        assert likeness(shingles(new.text), shingles(old.text)) > 0.3
        assert one.truth() == {"id": new.id, "kind": "copy", "of": old.id}


def test_a_correction_is_the_same_page_with_a_few_other_words() -> None:
    corrections = [one for one in made() if one.plan.kind == "correction"]
    assert corrections
    for one in corrections:
        old, new = made()[one.plan.of or 0].record, one.record
        assert new.report == old.report
        assert new.text != old.text
        assert likeness(shingles(new.text), shingles(old.text)) > 0.5
        assert one.truth() == {"id": new.id, "kind": "correction", "of": old.id, "url": old.report.url}


def test_an_address_belongs_to_one_report_and_its_corrections() -> None:
    pages = defaultdict(set)
    for one in made():
        pages[one.record.report.url].add(one.plan.of if one.plan.kind == "correction" else one.plan.number)
    assert all(len(numbers) == 1 for numbers in pages.values())
    assert all(url and url.startswith("https://") for url in pages)


# People ---------------------------------------------------------------------------------------------------------------


def test_everybody_has_a_new_name() -> None:
    old = {squeeze(person.name) for record in read() for person in record.people if " " in person.name}
    assert len(old) > 10
    assert not any(name in squeeze(one.record.text) for one in made() for name in old)


def test_a_name_is_the_same_throughout_a_report() -> None:
    source = source_of("governor")
    record = rendered(plan_of(source, *range(len(source.body))))
    (person,) = [person for person in record.people if person.role]
    family = person.name.split(" ", 1)[1]
    named = [mention.text for mention in person.mentions if mention.kind in ("name", "short")]
    assert set(named) <= {person.name, family}
    assert person.name in named
    assert all(said.speaker == person.name for said in record.statements if said.speaker_id == person.id)


def test_whose_surname_alone_is_left_is_named_in_full_once() -> None:
    source = source_of("governor")
    last = len(source.body) - 1
    (person,) = rendered(replace(plan_of(source, last), opening=plan_of(source, last).body[0])).people
    assert " " in person.name
    assert [mention.kind for mention in person.mentions].count("name") == 1


def test_somebody_left_with_a_post_alone_is_a_party() -> None:
    source = source_of("ministers")
    (number,) = _with(source, "وزیر جهاد کشاورزی ایران خاطرنشان کرد")
    record = rendered(plan_of(source, number))
    assert record.people == ()
    (party,) = [one for one in record.parties if one.kind == "post"]
    assert party.name == "وزیر جهاد کشاورزی ایران"
    assert {(said.speaker, said.speaker_id) for said in record.statements} == {(party.name, party.id)}


def test_a_bare_pronoun_is_the_first_person_named() -> None:
    source = source_of("ministers")
    (later,) = _with(source, "وی افزود: کارشناسان")
    (named,) = _with(source, "پطروسیان با بیان")
    assert {said.speaker for said in rendered(plan_of(source, later)).statements} == {""}
    record = rendered(plan_of(source, later, named))
    assert {said.speaker for said in record.statements} == {record.people[0].name}


def _with(source: Source, words: str) -> list[int]:
    """The numbers of the paragraphs that hold some words."""
    return [number for number, piece in enumerate(source.body) if words in _text(piece)]


def _text(piece: Piece) -> str:
    return "".join(piece.raw)


def test_a_population_has_few_who_are_frequent_and_many_who_are_not() -> None:
    population = Population([""] * 50 + ["سخنگو"] * 5, Random(1), count=2_000)
    lot = Random(2)
    drawn = Counter(population.drawn("", lot, ()) for _ in range(20_000))
    assert abs(len(population) - 2_000) < 10
    assert 1_500 < len(drawn) <= 2_000
    assert 0.1 < sum(number for _, number in drawn.most_common(20)) / 20_000 < 0.4


def test_a_role_stays_mostly_with_its_people() -> None:
    population = Population([""] * 90 + ["سخنگو"] * 10, Random(1), count=1_000)
    lot = Random(2)
    holders = {population.drawn("سخنگو", lot, ()) for _ in range(300)}
    others = Counter(population.drawn("", lot, ()) in holders for _ in range(3_000))
    assert len(holders) < 130
    assert others[True] < 0.1 * 3_000


def test_nobody_is_in_a_report_twice() -> None:
    for one in made():
        humans = list(one.plan.people.values())
        assert len(humans) == len(set(humans))


# Days and words -------------------------------------------------------------------------------------------------------


def test_reports_come_out_from_1385_to_1403() -> None:
    days = {one.plan.published.date() for one in made()}
    assert FIRST_DAY <= min(days) < date(2008, 1, 1)
    assert date(2022, 1, 1) < max(days) <= LAST_DAY
    clocked = [one.record.report.published or "" for one in made() if one.plan.clocked]
    assert {datetime.fromisoformat(time).utcoffset().seconds for time in clocked} <= {12_600, 16_200}  # type: ignore[union-attr]


def test_times_are_worked_out_for_the_new_day() -> None:
    days = {"امروز": 0, "فردا": 1}
    seen = 0
    for one in made():
        for time in one.record.times:
            if time.text in days and re.fullmatch(r"\d{4}-\d\d-\d\d", time.value or ""):
                assert (date.fromisoformat(time.value or "") - one.plan.published.date()).days == days[
                    time.text
                ]
                seen += 1
    assert seen > 20


def test_years_move_with_the_day() -> None:
    report = report_of("این پل در سال ۱۳۹۶ ساخته شد و تا سال ۹۸ باز بود.", headline="پلی تازه")
    report = replace(report, header=replace(report.header, published="2018-06-01"))
    plan = plan_of(*sources([Reader(fast=True).read(report)]), 0)
    record = rendered(replace(plan, published=datetime(2011, 6, 1)))
    assert record.text == "پلی تازه\nاین پل در سال ۱۳۸۹ ساخته شد و تا سال ۹۱ باز بود."
    assert [time.jalali for time in record.times] == ["1389", "1391"]
    assert [time.jalali for time in rendered(replace(plan, published=datetime(2024, 1, 1))).times] == [
        "1401",
        "1403",
    ]


def test_restored_writing_goes_with_the_pieces() -> None:
    source = source_of("ministers")
    record = rendered(plan_of(source, *range(len(source.body))))
    assert "گفته‌ایم" in record.restored
    assert "گفتهایم" in record.text


@given(st.text(), st.integers(0, 9))
def test_words_are_found_where_they_stand(text: str, gap: int) -> None:
    words = list(thesaurus())[gap::29]
    text = f" {text} ".join(words)
    at = 0
    for found in wordings(text):
        assert at <= found.start < found.end
        assert text[found.start : found.end] == found.text
        at = found.end


def test_longer_expressions_come_first_and_auxiliaries_keep_their_verb() -> None:
    found = [one.text for one in wordings("وی اظهار داشت: ۱۲ تن گفت و خواهد گفت در ۱۳۹۶ و با بیان اینکه")]
    assert found == ["اظهار داشت", "۱۲", "تن", "گفت", "با بیان اینکه"]


@given(st.from_regex(r"[0-9۰-۹]{1,6}([.,/][0-9۰-۹]{1,3})?", fullmatch=True), st.integers())
def test_a_number_gives_way_to_one_of_its_kind(number: str, seed: int) -> None:
    other = other_number(number, Random(seed))
    assert other is None or len(other) == len(number)
    assert re.sub(r"\d", "", other or number) == re.sub(r"\d", "", number)


def test_years_are_written_as_the_source_does() -> None:
    assert year_in_digits(1391, "۱۳۹۷") == "۱۳۹۱"
    assert year_in_digits(1391, "97") == "91"
    assert year_in_digits(1402, "۹۷") == "۱۴۰۲"
    assert year_in_digits(2003, "2018") == "2003"


def test_every_expression_stands_in_one_group() -> None:
    groups = [line.split("\t") for line in SYNONYMS.read_text("utf-8").splitlines() if line[0] != "#"]
    forms = [form for group in groups for form in group]
    assert len(groups) >= 150
    assert all(len(group) > 1 for group in groups)
    assert [form for form, number in Counter(map(squeeze, forms)).items() if number > 1] == []
    assert [form for form in forms if fold(form).text != form or form != form.strip()] == []


# The checker and the command ------------------------------------------------------------------------------------------


def _spoilt() -> dict[str, Record]:
    """A record with one thing wrong at a time, by what the checker should say of it."""
    record = next(
        one.record
        for one in made()
        if one.record.events and one.record.people and one.record.times and one.record.statements
    )
    person, event, said = record.people[0], record.events[0], record.statements[0]
    mention = replace(person.mentions[0], start=person.mentions[0].start + 1)
    return {
        "does not stand at": replace(
            record, people=(replace(person, mentions=(mention,)), *record.people[1:])
        ),
        "is no span of the text": replace(
            record, times=(replace(record.times[0], end=len(record.text) + 1), *record.times[1:])
        ),
        "is not there": replace(record, events=(replace(event, source_ids=("p99",)), *record.events[1:])),
        "who is another one": replace(
            record, statements=(replace(said, speaker="کسی دیگر"), *record.statements[1:])
        ),
        "stands twice": replace(record, statements=(*record.statements, said)),
        "belongs to no part": replace(record, parts=record.parts[:-1]),
        "is nowhere called": replace(record, people=(replace(person, name="کسی دیگر"), *record.people[1:])),
        "the restored text is another one": replace(record, restored=record.restored + "ا"),
        "is not that of the text": replace(record, report=replace(record.report, headline="تیتری دیگر")),
        "is not 2": replace(record, report=replace(record.report, published_jalali="1380-01-01")),
        "the day of publication is missing": replace(record, report=replace(record.report, published=None)),
    }


def test_the_checker_sees_what_is_wrong() -> None:
    for wrong, record in _spoilt().items():
        assert any(wrong in fault for fault in faults(record)), wrong


def test_nobody_in_the_record_is_both_person_and_party() -> None:
    for one in made():
        assert all(isinstance(person, Person) for person in one.record.people)
        assert all(isinstance(party, Party) for party in one.record.parties)


def test_the_command_writes_records_and_the_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given_, out = tmp_path / "read.jsonl", tmp_path / "made.jsonl"
    given_.write_text("".join(record.to_json() + "\n" for record in read()), "utf-8")
    main([str(given_), str(out), "--count", "200", "--seed", "1397", "--check", "--stats"])
    assert list(loaded(out)) == [one.record for one in made()[:200]]
    truth = [json.loads(line) for line in (tmp_path / "made.truth.jsonl").read_text("utf-8").splitlines()]
    assert truth == [told for one in made()[:200] if (told := one.truth())]
    printed = capsys.readouterr().out
    assert printed.startswith("200 records, ")
    assert "pairs that share a source" in printed


def test_what_is_no_record_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(read()[0].to_json() + "\n{}\n", "utf-8")
    with pytest.raises(SystemExit, match=r"bad\.jsonl, line 2: no record"):
        main([str(bad), str(tmp_path / "out.jsonl")])
    bad.write_text("", "utf-8")
    with pytest.raises(SystemExit, match="none of the records has a headline"):
        main([str(bad), str(tmp_path / "out.jsonl")])
    with pytest.raises(SystemExit, match="name another file"):
        main([str(bad), str(bad)])
    with pytest.raises(SystemExit, match="--count"):
        main([str(bad), str(tmp_path / "out.jsonl"), "--count", "0"])


def test_figures_of_a_single_record_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text("\n" + read()[0].to_json() + "\n", "utf-8")
    main([str(one), str(tmp_path / "out.jsonl"), "--count", "1", "--stats"])
    assert "report: 1" in capsys.readouterr().out


def test_a_place_within_a_name_is_none() -> None:
    text = "سعید تهرانی در تهران گفت: این راه تازه است."
    record = Reader(fast=True).read(report_of(text, headline="راهی تازه"))
    start = text.index("تهران") + len("راهی تازه") + 1
    (place,) = record.places
    inside = replace(place, mentions=(Span(start, start + 5, "تهران"), *place.mentions))
    (source,) = sources([replace(record, places=(inside,))])
    (person,) = record.people
    assert person.mentions[0].text == "سعید تهرانی"
    assert [mention.text for mention in rendered(plan_of(source, 0)).places[0].mentions] == ["تهران"]
