"""The API: what each address answers, lists in parts, tags, errors, and who may change what."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.minutes import keep, minutes, said
from dabir.archive import Archive
from dabir.desk.access import changes
from dabir.desk.access.changes import Doer
from dabir.desk.settings import Settings
from desk.visitors import Visitor, account

OUTSIDE = Settings(host="0.0.0.0", fast=True)
TEXT = "به گزارش خبرگزاری پیک، سیمین پارسا مدیر منابع آب گفت: ذخیرهٔ سدهای جنوب به یک‌سوم رسیده است."


def got(client: Visitor, path: str, **query: object) -> Any:
    answer = client.get(path, params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()


def all_of(client: Visitor, path: str, **query: object) -> list[Any]:
    """A whole list, gone through by its links."""
    found: list[Any] = []
    answer = client.get(path, params=query)  # type: ignore[arg-type]
    while True:
        body = answer.json()
        found += body["items"]
        link = answer.headers.get("link")
        assert (link is None) == (body["next"] is None)
        if link is None:
            return found
        match = re.fullmatch(r'<(/api/[^>]+)>; rel="next"', link)
        assert match
        answer = client.get(match[1])


@pytest.fixture
def quick(archive: Archive) -> Any:
    """Somebody at the machine itself; what he sends is read by rules."""
    with Visitor(archive, Settings(fast=True)) as visitor:
        yield visitor


@pytest.fixture
def kaviani(client: Visitor) -> int:
    (found,) = got(client, "/api/people", name="کاویانی")["bearers"]
    return int(found["id"])


def program(archive: Archive, role: Any) -> dict[str, str]:
    """The header by which a program of a new account shows who it is."""
    mine = account(archive, f"of {role}", role)
    token = changes.issue_token(archive.database, Doer(mine.name), mine, "script", None)
    return {"Authorization": f"Bearer {token}"}


# Answers --------------------------------------------------------------------------------------------------------------


def test_search_tells_names_words_and_hits(client: Visitor) -> None:
    (found,) = got(client, "/api/search", q='"ساخت پل آغاز"', way="words")["items"]
    assert found["name"] == "visit"
    first, last = found["snippet"]["hits"][0]
    assert found["snippet"]["text"][first:last] == "ساخت"


def test_reports_come_newest_first_and_bring_their_records(client: Visitor) -> None:
    listed = got(client, "/api/reports")["items"]
    days = [one["day"] for one in listed]
    assert days == sorted(days, reverse=True)
    record = got(client, f"/api/reports/{listed[0]['report']}")
    assert record["id"] == listed[0]["report"]
    said = record["statements"][0]
    assert record["text"][said["start"] : said["end"]] == said["text"]


def test_people_are_found_by_name_with_near_ones(client: Visitor, kaviani: int) -> None:
    assert kaviani
    assert got(client, "/api/people", name="کاویان")["near"] == ["بهمن کاویانی"]


def test_a_dossier_tells_what_the_archive_knows(client: Visitor, kaviani: int) -> None:
    dossier = got(client, f"/api/people/{kaviani}")
    assert dossier["entity"]["name"] == "بهمن کاویانی"
    assert "وزیر راه" in [post["role"] for post in dossier["posts"]]
    assert "هزینهٔ پل را می‌پردازیم" in [one["text"] for one in dossier["commitments"]]
    told = got(client, f"/api/people/{kaviani}/statements", q="پل")["items"]
    assert "پل تازهٔ مرزی تا پایان سال باز می‌شود" in [one["text"] for one in told]


def test_statements_hold_the_words_that_are_asked_for(client: Visitor) -> None:
    found = got(client, "/api/statements", q="پل", speaker="گریگوریان")["items"]
    assert [one["text"] for one in found] == ["ساخت پل آغاز شده است"]


@pytest.mark.parametrize(
    ("path", "query", "key"),
    [
        ("/api/between", {"one": "بهمن کاویانی", "other": "آرام گریگوریان"}, "meetings"),
        ("/api/quote", {"words": "پل تازهٔ مرزی تا پایان سال باز می‌شود"}, "tellings"),
        ("/api/timeline", {"q": "پل"}, "deeds"),
        ("/api/events", {"type": "CONSULT", "about": "کاویانی"}, "items"),
        ("/api/promises", {"about": "کاویانی"}, "items"),
        ("/api/stories", {}, "items"),
        ("/api/decisions", {}, "items"),
    ],
)
def test_each_answer_has_its_list(client: Visitor, path: str, query: dict[str, str], key: str) -> None:
    found = got(client, path, **query)
    assert isinstance(found[key], list)
    assert found[key] or path in ("/api/stories", "/api/decisions")


def test_status_tells_revision_and_sizes(client: Visitor, archive: Archive) -> None:
    status = got(client, "/api/status")
    assert status["revision"] == archive.database.revision()
    assert status["sizes"]["reports"] == archive.size()


def test_reports_are_taken_out_in_the_forms_of_others(client: Visitor) -> None:
    answer = client.get("/api/export/jsonl", params={"q": "گریگوریان"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    names = {json.loads(line)["id"] for line in answer.text.splitlines()}
    assert "visit" in names
    assert "opening" not in names
    head = client.head("/api/export/jsonl")
    assert (head.status_code, head.content) == (200, b"")


# Lists in parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/api/search", "/api/reports", "/api/statements", "/api/events", "/api/promises"]
)
def test_parts_of_a_list_are_the_list(client: Visitor, path: str) -> None:
    whole = got(client, path, limit=100)
    assert whole["next"] is None
    assert all_of(client, path, limit=1) == whole["items"] or path == "/api/events"
    if path == "/api/events":  # what is one deed on one part may be two tellings on two
        told = [telling["id"] for deed in whole["items"] for telling in deed["tellings"]]
        parts = [t["id"] for deed in all_of(client, path, limit=1) for t in deed["tellings"]]
        assert sorted(parts) == sorted(told)


def test_a_list_by_day_goes_on_exactly_while_the_archive_grows(client: Visitor, archive: Archive) -> None:
    before = got(client, "/api/reports", limit=100)["items"]
    first = got(client, "/api/reports", limit=2)
    keep(archive, minutes("late", "2030-01-01", said("بهمن کاویانی", "پل باز شد")))
    rest = got(client, "/api/reports", limit=100, cursor=first["next"])
    assert first["items"] + rest["items"] == before
    assert not rest["changed"]


def test_a_ranking_that_goes_on_tells_that_the_archive_has_changed(client: Visitor, archive: Archive) -> None:
    first = got(client, "/api/search", q="پل", way="words", limit=1)
    again = got(client, "/api/search", q="پل", way="words", limit=1, cursor=first["next"])
    assert not again["changed"]
    keep(archive, minutes("late", "2030-01-01", said("بهمن کاویانی", "پل باز شد")))
    assert got(client, "/api/search", q="پل", way="words", limit=1, cursor=first["next"])["changed"]


def test_a_cursor_holds_for_its_list_alone(client: Visitor) -> None:
    cursor = got(client, "/api/reports", limit=1)["next"]
    for path, query in (
        ("/api/reports", {"q": "پل"}),
        ("/api/statements", {}),
        ("/api/reports", {"cursor": "WzFd"}),
    ):
        answer = client.get(path, params={"cursor": cursor, **query})
        assert answer.status_code == 400
        assert answer.json()["type"] == "/api/docs#problem-cursor"


# Tags -----------------------------------------------------------------------------------------------------------------


def test_an_answer_that_is_known_is_not_sent_again(client: Visitor, archive: Archive) -> None:
    answer = client.get("/api/reports")
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "private, no-cache"
    for shown in (tag, f'"x", {tag}', tag.removeprefix("W/")):
        again = client.get("/api/reports", headers={"If-None-Match": shown})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/reports?limit=2", headers={"If-None-Match": tag}).status_code == 200
    keep(archive, minutes("late", "2030-01-01", said("بهمن کاویانی", "پل باز شد")))
    assert client.get("/api/reports", headers={"If-None-Match": tag}).status_code == 200


def test_head_tells_what_get_does_but_the_body(client: Visitor) -> None:
    whole, head = client.get("/api/reports"), client.head("/api/reports")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]
    assert client.head("/api/reports/none").status_code == 404


# Errors ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/none", 404, "not-found"),
        ("/api/reports/none", 404, "not-found"),
        ("/api/reports/no%0Ane", 404, "not-found"),
        ("/api/reports/opening?version=9", 404, "not-found"),
        ("/api/people/999", 404, "not-found"),
        ("/api/people/x", 422, "malformed"),
        ("/api/stories/999", 404, "not-found"),
        ("/api/search?q=type:NONE", 400, "question"),
        ("/api/search?limit=0", 422, "malformed"),
        ("/api/reports?after=someday", 400, "refused"),
        ("/api/between?one=کاویانی&other=هیچ‌کس", 400, "refused"),
        ("/api/quote?words=دو واژه", 400, "refused"),
        ("/api/export/none", 422, "malformed"),
    ],
)
def test_errors_are_problem_details(client: Visitor, path: str, status: int, kind: str) -> None:
    answer = client.get(path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"/api/docs#problem-{kind}"
    assert problem["instance"].startswith("/api/")
    assert problem["title"]
    assert problem["detail"]
    assert bool(problem["errors"]) == (status == 422)
    assert "etag" not in answer.headers


def test_a_method_that_is_not_known_is_a_problem_too(client: Visitor) -> None:
    answer = client.delete("/api/reports")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=40)
    | st.sampled_from([b'{"text":"\\ud800"}', b'{"\\ud800":1}', b'{"text":NaN}', b"[]"])
)
def test_whatever_is_sent_is_answered(quick: Visitor, body: bytes) -> None:
    for path in ("/api/read", "/api/decisions/note"):
        answer = quick.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422)
        assert answer.json()["status"] == answer.status_code


# Changes --------------------------------------------------------------------------------------------------------------


def test_a_report_is_read_without_being_kept(quick: Visitor, archive: Archive) -> None:
    before = archive.database.revision()
    record = quick.post("/api/read", json={"text": TEXT, "published": "1397-01-27", "headline": "آب"}).json()
    assert record["statements"][0]["speaker"] == "سیمین پارسا"
    assert record["report"]["published"].startswith("2018-04-16")
    plain = quick.post("/api/read", content=TEXT.encode(), headers={"Content-Type": "text/plain"}).json()
    assert plain["text"] == record["text"] == TEXT
    assert archive.database.revision() == before


def test_a_report_is_kept_once(quick: Visitor, archive: Archive) -> None:
    sent = {"text": TEXT, "id": "water", "published": "2018-06-01"}
    assert quick.post("/api/reports", json=sent).json() == {
        "outcome": "added",
        "name": "water",
        "is_copy": False,
    }
    assert quick.post("/api/reports", json=sent).json()["outcome"] == "unchanged"
    assert archive.record("water").text == TEXT
    assert got(quick, "/api/reports/water")["id"] == "water"


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (b"English words only", "text/plain", 400),
        (b"\xff\xfe\xfa", "text/plain", 400),
        (b"", "text/plain", 422),
        (b'{"text": "x", "txt": "y"}', "application/json", 422),
        (b"<p>", "text/html", 415),
        (b"x" * 1_000_001, "text/plain", 413),
    ],
)
def test_what_cannot_be_read_is_a_problem(quick: Visitor, content: bytes, media: str, status: int) -> None:
    answer = quick.post("/api/read", content=content, headers={"Content-Type": media})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_has_no_length_is_counted_while_it_comes(quick: Visitor) -> None:
    answer = quick.post(
        "/api/read", content=iter([b"x" * 600_000] * 2), headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 413


def test_decisions_are_taken_listed_and_taken_back(client: Visitor, kaviani: int) -> None:
    taken = client.post("/api/decisions/rename", json={"entity": kaviani, "name": "بهمن کاویانی‌نژاد"})
    assert taken.status_code == 201
    number = taken.json()["id"]
    assert got(client, f"/api/people/{kaviani}")["entity"]["name"] == "بهمن کاویانی‌نژاد"
    noted = client.post("/api/decisions/note", json={"entity": kaviani, "words": "دربارهٔ پل"}).json()
    assert [one["id"] for one in all_of(client, "/api/decisions", limit=1)] == [noted["id"], number]
    assert client.post(f"/api/decisions/{number}/undo").json()["undone"]
    assert client.post(f"/api/decisions/{number}/undo").status_code == 400
    assert client.post("/api/decisions/999/undo").status_code == 404
    assert got(client, f"/api/people/{kaviani}")["entity"]["name"] == "بهمن کاویانی"


def test_two_are_merged_and_one_is_split(client: Visitor, kaviani: int) -> None:
    (other,) = got(client, "/api/people", name="گریگوریان")["bearers"]
    merged = client.post("/api/decisions/merge", json={"entity": other["id"], "into": kaviani}).json()
    assert got(client, f"/api/people/{other['id']}")["entity"]["id"] == kaviani
    client.post(f"/api/decisions/{merged['id']}/undo")
    split = client.post(
        "/api/decisions/split", json={"entity": kaviani, "reports": ["visit"], "name": "دیگری"}
    )
    assert "moves" not in split.json()["payload"]
    assert got(client, f"/api/people/{split.json()['payload']['new']}")["entity"]["name"] == "دیگری"


def test_statements_are_corrected(client: Visitor) -> None:
    record = got(client, "/api/reports/opening")
    first = record["statements"][0]
    other = next(one["id"] for one in record["people"] if one["id"] != first["speaker_id"])
    about = {"report": "opening", "statement": first["id"]}
    assert client.post("/api/decisions/reattribute", json={**about, "speaker": other}).status_code == 201
    shorter = {**about, "start": first["start"], "end": first["end"] - 1}
    assert client.post("/api/decisions/bounds", json=shorter).status_code == 201
    shown = got(client, "/api/reports/opening")["statements"][0]
    assert (shown["speaker_id"], shown["end"]) == (other, first["end"] - 1)


def test_only_editors_change_anything(archive: Archive) -> None:
    reader, editor = program(archive, "reader"), program(archive, "editor")
    with Visitor(archive, OUTSIDE) as visitor:
        assert visitor.get("/api/reports").status_code == 401
        assert visitor.get("/api/reports", headers=reader).status_code == 200
        note = {"entity": 1, "words": "یادداشت"}
        assert visitor.post("/api/decisions/note", json=note).status_code == 401
        refused = visitor.post("/api/decisions/note", json=note, headers=reader)
        assert refused.status_code == 403
        assert refused.headers["content-type"] == "application/problem+json"
        assert visitor.post("/api/reports", json={"text": TEXT}, headers=reader).status_code == 403
        assert visitor.post("/api/decisions/note", json=note, headers=editor).status_code == 201
        foreign = {"Origin": "https://elsewhere.example"}
        assert (
            visitor.post("/api/decisions/note", json=note, headers={**editor, **foreign}).status_code == 403
        )


# The description ------------------------------------------------------------------------------------------------------


def test_every_parameter_is_described_with_an_example(client: Visitor) -> None:
    described = got(client, "/api/openapi.json")
    assert described["openapi"].startswith("3.1")
    assert set(described["components"]["securitySchemes"]) == {"token", "session"}
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            for one in operation.get("parameters", ()):
                assert one["description"], (path, one["name"])
                assert one["schema"].get("examples"), (path, one["name"])
    for schema in ("GivenReport", "Merge", "Split", "Rename", "NewNote", "Reattribution", "Bounds"):
        for field in described["components"]["schemas"][schema]["properties"].values():
            assert field["description"]
            assert field["examples"]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_shows_every_call(client: Visitor, language: str) -> None:
    client.cookies.set("language", language)
    page = client.get("/api/docs")
    assert page.status_code == 200
    for path, methods in got(client, "/api/openapi.json")["paths"].items():
        for method in methods:
            assert f"{method.upper()}</span> <code>/api{path}</code>" in page.text
    names = set(re.findall(r'href="#([^"]+)"', page.text))
    assert names <= set(re.findall(r'id="([^"]+)"', page.text))
