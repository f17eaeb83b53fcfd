import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from dabir.exports.jsonld import jsonld, jsonld_document
from dabir.record import Record, Status
from exporting import HEADER, TROUBLE, a_record, bare_record

BASE = "https://desk.example/reports/"
HERE = f"{BASE}r1"


def nodes(record: Record, **options: Any) -> dict[str, dict[str, Any]]:
    document = jsonld_document(record, base=BASE, **options)
    assert document["@context"] == "https://schema.org"
    found = {node.get("@id") or node["id"]: node for node in document["@graph"]}
    assert len(found) == len(document["@graph"])
    return found


def references(value: Any) -> Iterator[str]:
    """The addresses that a node refers to."""
    if isinstance(value, list):
        for each in value:
            yield from references(each)
    elif isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for each in value.values():
            yield from references(each)


def test_the_report_is_a_news_article() -> None:
    article = nodes(a_record())[HERE]
    assert article["@type"] == "NewsArticle"
    assert (article["headline"], article["dateline"], article["inLanguage"]) == (
        HEADER.headline,
        "تفلیس",
        "fa",
    )
    assert article["datePublished"] == "2018-04-16T10:30:00+04:30"
    assert article["publisher"] == {"@type": "NewsMediaOrganization", "name": "پیک"}
    assert article["author"] == {"@type": "Person", "name": "مینا سپهری‌راد"}
    assert article["isBasedOn"]["publisher"]["name"] == "رادیو کوهستان"
    assert article["identifier"] == ["r1", "970127001"]
    assert "articleBody" not in article
    assert nodes(a_record(), body=True)[HERE]["articleBody"] == a_record().text


def test_own_words_are_a_quotation_and_every_statement_is_a_claim() -> None:
    found = nodes(a_record())
    direct, indirect, nested, nobodys = (found[f"{HERE}#s{number}"] for number in (1, 2, 3, 4))
    assert direct["@type"] == ["Quotation", "Claim"]
    assert direct["creator"] == {"@id": f"{HERE}#p1"}
    assert direct["audience"]["name"] == "به خبرنگاران"
    assert direct["text"] == "سد تازه را تا پایان سال می‌سازیم"
    assert (indirect["@type"], indirect["appearance"]) == ("Claim", {"@id": HERE})
    assert nested["isPartOf"] == {"@id": f"{HERE}#s2"}
    assert "creator" not in nobodys


def test_speakers_have_their_posts() -> None:
    found = nodes(a_record())
    assert found[f"{HERE}#p1"]["@type"] == "Person"
    assert found[f"{HERE}#p1"]["jobTitle"] == "وزیر نیروی ایران"
    assert found[f"{HERE}#p1"]["affiliation"]["name"] == "وزارت نیروی ایران"
    assert found[f"{HERE}#o1"]["@type"] == "Organization"
    assert (found[f"{HERE}#o3"]["@type"], found[f"{HERE}#o3"]["jobTitle"]) == ("Person", "کارشناس")


def test_an_event_is_an_action_of_plovers_kind() -> None:
    found = nodes(a_record())
    visit, deal = found[f"{HERE}#e1"], found[f"{HERE}#e2"]
    assert visit["@type"] == "Action"
    assert visit["additionalType"] == [
        "https://github.com/openeventdata/PLOVER#CONSULT",
        "https://github.com/openeventdata/PLOVER#CONSULT-visit",
    ]
    assert (visit["agent"], visit["object"]) == ([{"@id": f"{HERE}#p1"}], [{"@id": f"{HERE}#p2"}])
    assert (visit["startTime"], visit["endTime"]) == ("2018-04-15", "2018-04-15")
    assert visit["location"] == {"@id": f"{HERE}#l1"}
    assert deal["actionStatus"] == "https://schema.org/PotentialActionStatus"
    assert deal["subjectOf"] == [{"@id": HERE}, {"@id": f"{HERE}#s2"}]
    assert "startTime" not in deal


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_has_a_name_in_schema_org(status: Status) -> None:
    record = a_record()
    event = replace(record.events[0], status=status)
    action = nodes(replace(record, events=(event,)))[f"{HERE}#e1"]
    assert action["actionStatus"].startswith("https://schema.org/")


def test_a_place_has_its_point() -> None:
    found = nodes(a_record())
    city, country = found[f"{HERE}#l1"], found[f"{HERE}#l2"]
    assert (city["@type"], city["sameAs"]) == ("City", "https://sws.geonames.org/611717/")
    assert city["geo"]["latitude"] == 41.69411
    assert country["@type"] == "Country"
    assert "geo" not in country


@given(TROUBLE, TROUBLE)
@settings(max_examples=50, deadline=None)
def test_every_statement_and_event_is_pinned_to_its_words(before: str, after: str) -> None:
    record = a_record(before, after)
    found = nodes(record)
    for fact in (*record.statements, *record.events):
        note = found[f"{HERE}#annotation-{fact.id}"]
        assert (note["@context"], note["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        assert note["body"] in found
        assert note["target"]["source"] == HERE
        position, quote = note["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert position["start"] <= fact.start < fact.end <= position["end"]
        assert record.text[position["start"] : position["end"]] == quote["exact"]
        assert fact.text in quote["exact"]
    (line,) = jsonld([record], body=True)
    assert line.count("\n") == 1
    assert json.loads(line)["@graph"][0]["articleBody"] == record.text


@pytest.mark.parametrize("record", [a_record(), bare_record("r1")])
def test_no_address_leads_nowhere(record: Record) -> None:
    found = nodes(record)
    assert set(references(list(found.values()))) <= found.keys()


def test_without_a_base_addresses_are_urns_that_stay() -> None:
    first, again = (jsonld_document(a_record())["@graph"][0]["@id"] for _ in range(2))
    assert first == again
    assert first.startswith("urn:uuid:")
    assert first != jsonld_document(a_record(key="r2"))["@graph"][0]["@id"]


def test_records_are_taken_one_by_one() -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        for record in repeat(a_record()):
            taken += 1
            yield record

    assert len(list(islice(jsonld(endless()), 3))) == taken == 3


def test_faults_are_told() -> None:
    with pytest.raises(ValueError, match="is no base of addresses"):
        jsonld([], base="nowhere")
    with pytest.raises(ValueError, match="Report 'r1' cannot be written: it holds half a character"):
        list(jsonld([a_record("\udfff")]))
