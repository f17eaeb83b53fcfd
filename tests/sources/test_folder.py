import os
import sys
from pathlib import Path

import pytest

from dabir.sources import Found, UnreadableError, files_named, is_pattern

FILES = [
    "b.txt",
    "a/1.html",
    "a/1.txt",
    "a/c/2.json.gz",
    "a/c/13970127000123",
    "a.html",
    "a/.hidden.txt",
    ".git/x.txt",
    "a/photo.jpg",
    "a/style.css",
    "news/2018/04/x.html",
    "news/2019/04/y.html",
    "news/2019/z.log",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def found(name: object) -> list[tuple[str, str]]:
    files = [one for one in files_named(str(name)) if isinstance(one, Found)]
    return [(one.path.name, one.id) for one in files]


def test_every_file_of_a_folder_that_may_hold_reports(folder: Path) -> None:
    assert found(folder) == [
        ("1.html", "a/1.html"),
        ("1.txt", "a/1.txt"),
        ("13970127000123", "a/c/13970127000123"),
        ("2.json.gz", "a/c/2"),
        ("a.html", "a"),
        ("b.txt", "b"),
        ("x.html", "news/2018/04/x"),
        ("y.html", "news/2019/04/y"),
    ]


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("*.txt", ["b"]),
        ("**/*.txt", ["a/1", "b"]),
        ("**/*.html", ["a/1", "a", "news/2018/04/x", "news/2019/04/y"]),
        ("**/*.log", ["news/2019/z"]),
        (
            "*",
            [
                "a/1.html",
                "a/1.txt",
                "a/c/13970127000123",
                "a/c/2",
                "a",
                "b",
                "news/2018/04/x",
                "news/2019/04/y",
            ],
        ),
        ("news/*/04/*", ["2018/04/x", "2019/04/y"]),
        ("news/201[89]/04/?.html", ["2018/04/x", "2019/04/y"]),
        ("news/**/y.html", ["2019/04/y"]),
        ("news/*9", ["2019/04/y"]),
        ("news/*/z.log", ["2019/z"]),
        ("**/04/**/x.html", ["news/2018/04/x"]),
    ],
)
def test_patterns(folder: Path, pattern: str, ids: list[str]) -> None:
    assert [one for _, one in found(folder / pattern)] == ids


def test_a_pattern_below_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert found("*.html") == [("a.html", "a")]
    assert found(".")[0] == ("1.html", "a/1.html")


def test_only_what_is_no_file_is_a_pattern(folder: Path) -> None:
    (folder / "[1].txt").touch()
    assert is_pattern(str(folder / "[2].txt"))
    assert not is_pattern(str(folder / "[1].txt"))
    assert not is_pattern("a.txt")


@pytest.mark.parametrize("name", ["none", "*.nope", "none/**/*.html"])
def test_where_nothing_is_found(folder: Path, name: str) -> None:
    *_, error = files_named(str(folder / name))
    assert isinstance(error, UnreadableError)
    assert str(folder) in str(error)


def test_an_empty_folder(tmp_path: Path) -> None:
    (error,) = files_named(str(tmp_path))
    assert str(error) == f"{tmp_path} gives no file that can hold a report: check the name."


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "a" / "again").symlink_to(folder, target_is_directory=True)
    (folder / "link.txt").symlink_to(folder / "b.txt")
    assert ("link.txt", "link") in found(folder)
    assert len(found(folder)) == 9


@pytest.mark.skipif(sys.platform != "linux", reason="names of other systems are text")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xe1.txt")).touch()
    assert [one for _, one in found(tmp_path)] == ["\ufffd"]
