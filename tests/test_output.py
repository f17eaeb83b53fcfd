from collections.abc import Iterator
from pathlib import Path

import pytest

from dabir.output import OutputError, write


def test_pieces_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    write(["a", "b\n"])
    assert capsys.readouterr().out == "ab\n"


def test_a_file_is_replaced_only_when_all_is_there(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_text("old", "utf-8")

    def pieces() -> Iterator[str]:
        yield "new"
        assert path.read_text("utf-8") == "old"
        yield "er"

    write(pieces(), path)
    assert path.read_text("utf-8") == "newer"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_broken_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.json"

    def pieces() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(pieces(), path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyboardInterrupt):
        write(pieces(), path, growing=True)
    assert path.read_text("utf-8") == "half"


def test_a_growing_file_is_begun_anew_or_continued(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    for append, whole in ((False, "a\n"), (True, "a\na\n"), (False, "a\n")):
        write(["a\n"], path, growing=True, append=append)
        assert path.read_text("utf-8") == whole


def test_no_piece_no_file(tmp_path: Path) -> None:
    for growing in (False, True):
        write([], tmp_path / "out", growing=growing)
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "out", tmp_path / "link"
    link.symlink_to(path)
    write(["a"], link)
    assert link.is_symlink()
    assert path.read_text("utf-8") == "a"


@pytest.mark.parametrize("growing", [False, True])
def test_what_cannot_be_written_is_named(tmp_path: Path, growing: bool) -> None:
    for path in (tmp_path, tmp_path / "no/where"):
        with pytest.raises(OutputError) as told:
            write(["a"], path, growing=growing)
        assert str(told.value).startswith(f"{path} cannot be written (")
    assert list(tmp_path.iterdir()) == []
