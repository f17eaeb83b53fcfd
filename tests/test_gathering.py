import gzip
import io
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from dabir.batch import Failure
from dabir.gathering import collected, expected
from dabir.report import Report
from dabir.sources import Clock, Visitor
from website import LINES, Reply, Time, Website, page, serving

ROW = json.dumps({"id": "x", "text": LINES[0]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pol.txt").write_text(LINES[0], "utf-8")
    (tmp_path / "a" / "list.jsonl").write_text(f"{ROW}\noops\n{ROW}\n", "utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page("پل تازه ساری").encode()))
    return tmp_path


@pytest.fixture
def site() -> Iterator[Website]:
    with serving() as site:
        for name in "abc":
            site.replies[f"/{name}"] = Reply(page(f"پل تازه {name}"))
        urls = "".join(f"<url><loc>{site.address}/{name}</loc></url>" for name in "abc")
        site.replies["/sitemap.xml"] = Reply(f"<urlset>{urls}</urlset>")
        yield site


def visitor() -> Visitor:
    time = Time()
    return Visitor(clock=Clock(time.now, time.now, time.sleep))


def ids(outcomes: Iterator[Report | Failure]) -> list[str]:
    return [outcome.id if isinstance(outcome, Report) else outcome.reason for outcome in outcomes]


def test_a_folder_gives_everything_in_it(folder: Path) -> None:
    assert ids(collected([str(folder)])) == [
        "x",
        f"{folder / 'a' / 'list.jsonl'}, line 2: not JSON in UTF-8; write one JSON object a line.",
        "x",
        "a/pol",
        "b",
    ]
    assert expected([str(folder)]) == 5


def test_a_pattern_gives_what_it_finds(folder: Path) -> None:
    assert ids(collected([f"{folder}/**/*.txt"])) == ["a/pol"]
    assert expected([f"{folder}/**/*.txt"]) == 1


def test_files_of_one_name_get_ids_that_tell_them_apart(folder: Path) -> None:
    other = folder / "pol.html"
    other.write_text(page("پل تازه"), "utf-8")
    names = [str(folder / "a" / "pol.txt"), str(other), str(folder / "b.html.gz")]
    assert ids(collected(names)) == [str(folder / "a" / "pol"), str(folder / "pol"), "b"]
    assert ids(collected(names[1:])) == ["pol", "b"]
    assert ids(collected([names[1], names[1]])) == ["pol", "pol"]


def test_what_is_not_there_is_a_failure_in_its_place(folder: Path) -> None:
    missing = [str(folder / "none.txt"), str(folder / "*.nope"), "", 300 * "x", "ftp://example.org/a"]
    outcomes = list(collected([missing[0], str(folder / "a" / "pol.txt"), *missing[1:]]))
    assert isinstance(outcomes[1], Report)
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert len(failures) == 5
    assert all(name in failure.reason for name, failure in zip(missing, failures, strict=True))
    assert expected(missing[:-1]) == 4


def test_a_mapping_serves_every_collection(folder: Path) -> None:
    (folder / "a" / "list.jsonl").write_text(json.dumps({"x": LINES[0], "y": "1397/01/27"}), "utf-8")
    (report,) = collected([str(folder / "a" / "list.jsonl")], mapping={"text": "x", "published": "y"})
    assert isinstance(report, Report)
    assert (report.text, report.header.published) == (LINES[0], "2018-04-16")


def test_a_wrong_mapping_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="titel is no field of a report"):
        collected(["a"], mapping={"titel": "x"})


def test_a_limit_is_for_pages_alone(folder: Path, site: Website) -> None:
    outcomes = list(collected([str(folder), f"{site.address}/sitemap.xml"], visitor=visitor(), limit=1))
    assert len(outcomes) == 6


def test_nothing_is_read_before_it_is_wanted(folder: Path) -> None:
    path = folder / "a" / "long.jsonl"
    path.write_text(f"{ROW}\n" * 5000, "utf-8")
    assert ids(islice(collected([str(path), str(folder / "none")]), 2)) == ["x", "x"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (f"{ROW}\n{ROW}\n", f"[{ROW},{ROW}]"):
        stream = io.TextIOWrapper(io.BytesIO(content.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        assert ids(collected(["-"])) == ["x", "x"]
        assert not stream.buffer.closed
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert ids(collected(["-"])) == ["standard input is empty: give a report's text or its page."]
    assert expected(["-"]) is None


def test_addresses(site: Website) -> None:
    names = [f"{site.address}/a", f"{site.address}/sitemap.xml"]
    reports = list(collected(names, visitor=visitor(), limit=2))
    assert [one.header.headline for one in reports if isinstance(one, Report)] == [
        "پل تازه a",
        "پل تازه a",
        "پل تازه b",
    ]
    assert "/c" not in site.asked
    kept = collected(names[1:], visitor=visitor(), known=lambda url: not url.endswith("c"), limit=2)
    assert [one.header.headline for one in kept if isinstance(one, Report)] == ["پل تازه c"]
    assert expected(names) is None


def test_reports_are_all_that_is_expected(folder: Path) -> None:
    names = [str(folder / "a"), str(folder / "b.html.gz")]
    assert expected(names) == len(list(collected(names)))
    (folder / "a" / "t.csv").write_text("text\n", "utf-8")
    assert expected(names) is None
    assert expected([]) == 0
