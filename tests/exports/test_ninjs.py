import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice, repeat
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.exports import ninjs, sidecar
from dabir.exports.ninjs import ninjs_object
from dabir.record import Record
from exporting import HEADER, TROUBLE, a_record, bare_record
from readings import record_of
from reports import MINISTERS, SUMMIT

BASES = [None, "https://desk.example/reports/"]
# Every property of ninjs 3.1 (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json).
LISTED = """
uri type representationType profile version firstCreated versionCreated contentCreated embargoedUntil pubStatus urgency
copyrightHolder copyrightNotice usageTerms edNote language descriptions bodies headlines people organisations places
subjects events eventDetails plannedCoverage objects infoSources title by slugline located renditions associations
altIds trustIndicators standard genres expires rightsInfo digitalSourceType
"""


@pytest.fixture(scope="module")
def ninjs_rules() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(ninjs.schema())
    return jsonschema.Draft202012Validator(ninjs.schema())


@pytest.fixture(scope="module")
def sidecar_rules() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(sidecar.schema())
    return jsonschema.Draft202012Validator(sidecar.schema())


def test_the_schema_lists_the_properties_of_the_standard_and_admits_no_others(ninjs_rules: Any) -> None:
    assert list(ninjs.schema()["properties"]) == LISTED.split()
    assert not ninjs_rules.is_valid({"uri": "urn:x:1", "statements": []})
    assert not ninjs_rules.is_valid({"type": "text"})


@pytest.mark.parametrize("base", BASES)
def test_records_fit_the_schemas(base: str | None, ninjs_rules: Any, sidecar_rules: Any) -> None:
    read = [record_of(*report.text.splitlines(), agency="آنا") for report in (MINISTERS, SUMMIT)]
    for record in [*read, a_record(), bare_record()]:
        ninjs_rules.validate(ninjs_object(record, base=base))
        ninjs_rules.validate(ninjs_object(record, base=base, body=False))
        sidecar_rules.validate(sidecar.sidecar(record, base=base))
    assert all(record.statements for record in read)


def test_a_report_in_the_terms_of_ninjs() -> None:
    found = ninjs_object(a_record(), base="https://desk.example/reports/")
    assert found["uri"] == "https://desk.example/reports/r1"
    assert (found["type"], found["language"], found["representationType"]) == ("text", "fa", "full")
    assert found["contentCreated"] == found["versionCreated"] == "2018-04-16T10:30:00+04:30"
    assert [(each["role"], each["value"]) for each in found["headlines"]] == [
        ("main", HEADER.headline),
        ("kicker", HEADER.kicker),
    ]
    assert found["bodies"][0]["value"] == a_record().text
    assert found["people"][0] == {
        "name": "آرش کهن‌مهر",
        "rel": "mentions",
        "uri": "https://desk.example/reports/r1#p1",
        "literal": "p1",
    }
    assert [each["name"] for each in found["organisations"]] == ["وزارت نیرو", "گرجستان"]
    assert found["places"][0]["geoJSON"] == {"type": "Point", "coordinates": [44.83368, 41.69411]}
    assert [each["literal"] for each in found["events"]] == ["CONSULT-visit", "AGREE"]
    assert found["altIds"] == [{"role": "dabir", "value": "r1"}, {"role": "news code", "value": "970127001"}]
    assert (
        found["renditions"][0]["href"]
        == "https://www.example.ir/news/%DB%B1%DB%B2/%D8%B3%D8%AF%20%D8%AA%D8%A7%D8%B2%D9%87?a=1#%D8%A8"
    )
    assert found["standard"]["version"] == "3.1"


def test_without_the_body_it_is_partial() -> None:
    found = ninjs_object(a_record(), body=False)
    assert found["representationType"] == "partial"
    assert "bodies" not in found


@pytest.mark.parametrize(
    ("published", "created", "exact"),
    [
        ("2018-04-16", "2018-04-16T00:00:00+04:30", False),
        ("2018-12-16T08:05", "2018-12-16T08:05:00+03:30", True),
        ("1921-02-21", "1921-02-20T20:34:16+00:00", False),
        (None, None, False),
        ("نامعلوم", None, False),
    ],
)
def test_times_are_whole_and_a_bare_day_is_told_as_it_is(
    published: str | None, created: str | None, exact: bool
) -> None:
    found = ninjs_object(replace(a_record(), report=replace(HEADER, published=published)))
    assert found.get("versionCreated") == created
    assert ("contentCreated" in found) == exact
    told = [each["value"] for each in found["descriptions"] if each["role"] == "published"]
    assert told == ([published] if published else [])


@pytest.mark.parametrize("base", BASES)
def test_the_sidecar_is_what_the_object_is_associated_with(base: str | None) -> None:
    item, facts = ninjs_object(a_record(), base=base), sidecar.sidecar(a_record(), base=base)
    (link,) = item["associations"]
    assert (link["uri"], link["name"]) == (facts["uri"], "facts")
    assert facts["about"] == item["uri"] != facts["uri"]
    named = {each["uri"] for each in (*item["people"], *item["organisations"], *item["events"])}
    assert named <= {each["uri"] for each in (*facts["actors"], *facts["events"])}


def test_the_sidecar_names_the_words_of_every_fact() -> None:
    record = a_record("پیش\n")
    facts = sidecar.sidecar(record)
    body = ninjs_object(record)["bodies"][0]["value"]
    assert facts["text"] == {"codePoints": len(body), "sha256": sha256(body.encode()).hexdigest()}
    for kind in ("statements", "events", "commitments", "times"):
        assert len(facts[kind]) == len(getattr(record, kind))
        for fact, wanted in zip(facts[kind], getattr(record, kind), strict=True):
            position, quote = fact["selector"]
            assert quote["exact"] == wanted.text == body[position["start"] : position["end"]]
            assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in body
    first = facts["statements"][0]
    assert (first["speaker"], first["speakerId"], first["act"]) == ("آرش کهن‌مهر", "p1", "promise")
    assert first["cue"][1]["exact"] == "گفت"
    assert [each["selector"][1]["exact"] for each in facts["actors"][0]["mentions"]] == [
        "آرش کهن‌مهر",
        "کهن‌مهر",
        "وی",
    ]
    assert "mode" not in facts["events"][1]


@given(before=TROUBLE, after=TROUBLE, key=st.one_of(st.just("r"), TROUBLE))
@settings(max_examples=50, deadline=None)
def test_any_text_fits(ninjs_rules: Any, sidecar_rules: Any, before: str, after: str, key: str) -> None:
    header = replace(HEADER, headline=before, url=f"https://{after}", tags=(before, after), agency=after)
    record = a_record(before, after, key=key, header=header)
    (item,) = ninjs.ninjs([record], base="https://desk.example/reports/")
    (facts,) = sidecar.sidecars([record])
    assert item.count("\n") == facts.count("\n") == 1
    ninjs_rules.validate(json.loads(item))
    sidecar_rules.validate(json.loads(facts))
    assert json.loads(item)["bodies"][0]["value"] == record.text


@pytest.mark.parametrize("export", [ninjs.ninjs, sidecar.sidecars])
def test_records_are_taken_one_by_one(export: Any) -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        for record in repeat(a_record()):
            taken += 1
            yield record

    assert len(list(islice(export(endless()), 3))) == taken == 3


@pytest.mark.parametrize("export", [ninjs.ninjs, sidecar.sidecars])
def test_a_record_that_cannot_be_written_does_not_cost_the_others(export: Any) -> None:
    faults: list[str] = []
    records = [a_record("\ud800"), a_record(key="r2")]
    assert len(list(export(records, on_error=lambda record, _: faults.append(record.id)))) == 1
    assert faults == ["r1"]
    with pytest.raises(ValueError, match="Report 'r1' cannot be written: it holds half a character"):
        list(export(records))


@pytest.mark.parametrize("export", [ninjs.ninjs, sidecar.sidecars])
@pytest.mark.parametrize("base", ["reports/", "ftp://desk.example/", "https://", "https://a.example/#"])
def test_a_base_that_is_no_address_is_told_at_once(export: Any, base: str) -> None:
    with pytest.raises(
        ValueError, match=re.escape(f"{base} is no base of addresses: give one such as https://")
    ):
        export([], base=base)
