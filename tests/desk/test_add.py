"""Adding by the page: texts, files and addresses become jobs, whose pages tell what became of them."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st

from commands.desk import DROUGHT, MEETING, REPORTS, lines
from dabir.archive import Archive
from dabir.archive.answers.named import named
from dabir.desk.access.audit import Asked, deeds
from dabir.desk.adding import uploads
from dabir.desk.adding.uploads import fit_name
from dabir.desk.jobs import Job, Jobs
from dabir.desk.settings import Settings
from desk.visitors import Visitor, key_of, signed_in
from website import Reply, Website, page, serving

PATIENCE = 120.0
FAST = Settings(fast=True)
NEW = "گشایش بازار تازهٔ ماهی در بندر لنگه\nناهید دریانورد رئیس اتحادیهٔ صیادان گفت: این بازار از هفتهٔ آینده کار می‌کند."


@pytest.fixture
def editor(archive: Archive) -> Iterator[Visitor]:
    """Who sits at the machine of a desk that reads by rules alone."""
    with Visitor(archive, FAST) as visitor:
        yield visitor


@pytest.fixture
def site() -> Iterator[Website]:
    with serving() as found:
        yield found


def jobs_of(visitor: Visitor) -> Jobs:
    jobs: Jobs = visitor.desk.state.office.jobs
    return jobs


def ended(visitor: Visitor, answer: Response) -> Response:
    """The page of a job that an answer leads to, when it has ended."""
    assert answer.status_code == 303, answer.text
    jobs_of(visitor).wait(PATIENCE)
    return visitor.get(answer.headers["location"])


def tally(shown: Response) -> dict[str, str]:
    """What the page of a job counts."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown.text))


def send(visitor: Visitor, *files: tuple[str, bytes], columns: str = "") -> Response:
    """Send files by the form."""
    key = key_of(visitor.get("/add"))
    parts = [("files", (name, io.BytesIO(content))) for name, content in files]
    return visitor.post("/add/files", data={"key": key, "columns": columns}, files=parts)


def test_a_text_is_added_with_what_is_known_of_it(editor: Visitor, archive: Archive) -> None:
    headline, body = NEW.split("\n")
    answer = editor.submit("/add", "/add/text", headline=headline, text=body, agency="موج", date="۱۴۰۳/۷/۲۱")
    shown = ended(editor, answer)
    assert tally(shown) == {"خبر تازه": "۱"}
    assert "انجام شد" in shown.text
    assert headline in shown.text
    (name,) = re.findall(r'href="/report/([^"]+)"', shown.text)
    header = archive.record(name).report
    assert (header.headline, header.agency, header.published) == (headline, "موج", "2024-10-12")
    again = ended(editor, editor.submit("/add", "/add/text", headline=headline, text=body))
    assert tally(again) == {"خبر تازه": "۰", "از پیش موجود": "۱"}


def test_what_is_added_is_written_into_the_log(editor: Visitor, archive: Archive) -> None:
    ended(editor, editor.submit("/add", "/add/text", text=NEW))
    with archive.reading() as connection:
        last, first = deeds(connection, Asked(action="report"), count=10)
    assert (first.action, last.action) == ("report.add", "report.add.end")
    assert last.details == {"job": 1, "state": "done", "added": 1}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "متنی داده نشده است"),
        ({"text": "Nothing Persian at all."}, "فارسی نیست"),
        ({"text": NEW, "date": "دیروز"}, "روزی نیست"),
        ({"text": NEW, "date": "1403/7"}, "روزی نیست"),
    ],
)
def test_what_cannot_be_a_report_is_told_with_all_that_was_given(
    editor: Visitor, fields: dict[str, str], words: str
) -> None:
    shown = editor.submit("/add", "/add/text", agency="موج", **fields)
    assert shown.status_code == 400
    assert words in shown.text
    assert 'value="موج"' in shown.text
    assert fields["text"].strip() in shown.text


def test_files_of_several_kinds_are_added_and_what_is_damaged_is_named(
    editor: Visitor, archive: Archive
) -> None:
    collection = gzip.compress(lines(*REPORTS) + b"{broken\n")
    answer = send(
        editor,
        ("../../خبر*.txt", NEW.encode()),
        ("page.html", page("پل تازه", MEETING.replace("\n", " ")).encode()),
        ("more.jsonl.gz", collection),
        ("empty.txt", b""),
    )
    shown = ended(editor, answer)
    counted = tally(shown)
    assert counted["ناخوانده"] == "۲"
    assert "more.jsonl.gz, line 4" in shown.text
    assert "empty.txt" in shown.text
    assert "/tmp" not in shown.text
    assert archive.record("خبر_").text == NEW
    with archive.reading() as connection:
        assert [one.report for one in named(connection, ["m1", "none", "m1"])] == ["m1"]
        assert named(connection, []) == []


def test_files_of_one_name_are_kept_apart_and_removed_when_they_are_read(
    editor: Visitor, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "mkdtemp", lambda prefix: str(_made(tmp_path / prefix)))
    shown = ended(editor, send(editor, ("one.txt", NEW.encode()), ("one.txt", DROUGHT.encode())))
    assert tally(shown)["خبر تازه"] == "۲"
    assert {archive.record("one").text, archive.record("one-2").text} == {NEW, DROUGHT}
    assert not (tmp_path / "dabir-").exists()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_too_much_is_refused_before_it_is_taken_in(editor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LIMIT", 1000)
    shown = send(editor, ("large.txt", b"x" * 2000))
    assert shown.status_code == 413
    assert "بزرگ‌ترند" in shown.text
    unsaid = editor.post(
        "/add/files",
        content=iter([b"x" * 900] * 3),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert unsaid.status_code == 413
    assert jobs_of(editor).recent() == []


def test_no_file_is_told(editor: Visitor) -> None:
    shown = editor.post("/add/files", data={"key": key_of(editor.get("/add"))}, files={"files": ("", b"")})
    assert shown.status_code == 400
    assert "پرونده‌ای برگزیده نشده" in shown.text


def test_columns_of_a_table_may_be_named(editor: Visitor, archive: Archive) -> None:
    table = ("n,vaght,matn\n1,2018-05-07,«" + NEW.replace("\n", " ") + "»\n").encode()
    unnamed = ended(editor, send(editor, ("t.csv", table)))
    assert tally(unnamed)["خبر تازه"] == "۰"
    named = ended(editor, send(editor, ("t.csv", table), columns="text=matn، published=vaght"))
    assert tally(named)["خبر تازه"] == "۱"
    (added,) = archive.search("on:2018-05-07", way="words")
    assert added.header.published is not None


@pytest.mark.parametrize("written", ["matn", "text=", "nobody=matn"])
def test_columns_that_are_none(editor: Visitor, written: str) -> None:
    shown = send(editor, ("t.csv", b"matn\nx\n"), columns=written)
    assert shown.status_code == 400
    assert f'value="{written}"' in shown.text
    assert jobs_of(editor).recent() == []


def test_a_page_is_got_from_its_address(editor: Visitor, site: Website, archive: Archive) -> None:
    site.replies["/bridge"] = Reply(page("پل ساری گشوده می‌شود"))
    shown = ended(editor, editor.submit("/add", "/add/address", address=f"{site.address}/bridge"))
    assert tally(shown) == {"خبر تازه": "۱"}
    assert "پل ساری گشوده می‌شود" in shown.text
    assert archive.count("پاکدل") == 1


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "ftp://x.example/", "-", "http://["]
)
def test_nothing_but_web_addresses_is_got(editor: Visitor, address: str) -> None:
    shown = editor.submit("/add", "/add/address", address=address)
    assert shown.status_code == 400
    assert "نشانی وب نیست" in shown.text
    assert jobs_of(editor).recent() == []


@pytest.mark.parametrize("most", ["0", "x", "99999999999999999999"])
def test_a_number_of_pages_that_is_none_is_told(editor: Visitor, most: str) -> None:
    shown = editor.submit("/add", "/add/address", address="http://news.example/", most=most)
    assert shown.status_code == 400
    assert "۱۰٬۰۰۰" in shown.text


def test_a_desk_that_others_reach_asks_no_machine_of_its_own_network(archive: Archive, site: Website) -> None:
    site.replies["/secret"] = Reply(page("راز"))
    with signed_in(archive, "editor", Settings(names=("desk.example",), fast=True)) as visitor:
        shown = ended(visitor, visitor.submit("/add", "/add/address", address=f"{site.address}/secret"))
    assert tally(shown) == {"خبر تازه": "۰", "ناخوانده": "۱"}
    assert "is no host of the public internet" in shown.text
    assert site.asked == []


def test_only_editors_add(archive: Archive) -> None:
    with signed_in(archive, "reader") as reader:
        assert 'href="/add"' not in reader.get("/").text
        key = key_of(reader.get("/account"))
        for path in ("/add", "/add/jobs/1"):
            assert reader.get(path).status_code == 403
        for path in ("/add/text", "/add/files", "/add/address", "/add/jobs/1/stop"):
            assert reader.post(path, data={"key": key}).status_code == 403


def test_forms_from_elsewhere_are_refused(editor: Visitor) -> None:
    for path in ("/add/text", "/add/files", "/add/address", "/add/jobs/1/stop"):
        assert editor.post(path, data={"text": NEW, "key": "0"}).status_code == 403
    assert jobs_of(editor).recent() == []


def test_the_page_of_a_job_that_runs_renews_itself_and_stops_it(editor: Visitor) -> None:
    def work(job: Job) -> None:
        job.tell(expected=4, stage="reading", counts={"added": 1})
        job.sleep(PATIENCE)

    jobs = jobs_of(editor)
    number = jobs.add("text", "<b>خبر</b>", "", work)
    later = jobs.add("text", "دوم", "", work)
    while not (job := jobs.get(number)) or not job.progress.counts:
        pass
    shown = editor.get(f"/add/jobs/{number}")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in shown.text
    assert 'max="4" value="1"' in shown.text
    assert "<b>خبر" not in shown.text
    assert "۲۰ درصد" in shown.text
    assert "http-equiv" not in editor.get(f"/add/jobs/{number}?still=true").text
    assert "کارهای پیش از این در صف: ۱" in editor.get(f"/add/jobs/{later}").text
    for each in (number, later):
        assert editor.submit(f"/add/jobs/{each}", f"/add/jobs/{each}/stop").status_code == 303
    jobs.wait(PATIENCE)
    over = editor.get(f"/add/jobs/{number}")
    assert "متوقف" in over.text
    assert "http-equiv" not in over.text
    assert "data-going" not in over.text


def test_the_pages_are_in_english_too(editor: Visitor) -> None:
    editor.cookies.set("language", "en")
    shown = ended(editor, editor.submit("/add", "/add/text", text=NEW))
    assert "Adding a text" in shown.text
    assert tally(shown) == {"New": "1"}
    assert "Recent jobs" in editor.get("/add").text


def test_a_job_that_is_none_is_not_found(editor: Visitor) -> None:
    assert editor.get("/add/jobs/77").status_code == 404


def test_a_desk_that_is_closed_ends_its_jobs(archive: Archive) -> None:
    with Visitor(archive, FAST) as visitor:
        jobs = jobs_of(visitor)
        number = jobs.add("text", "x", "", lambda job: job.sleep(PATIENCE))
    job = jobs.get(number)
    assert job
    assert job.progress.state == "stopped"


@given(st.text(max_size=300))
def test_the_name_of_a_file_is_always_one_that_can_be_used(name: str) -> None:
    fit = fit_name(name)
    assert fit
    assert fit not in (".", "..")
    assert not set(fit) & set("/\\*?[]\0\n")
    assert len(fit.encode()) <= 255
