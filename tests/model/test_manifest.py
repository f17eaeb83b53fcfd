from pathlib import Path

import pytest

from dabir.model import manifest

# What all model files together may weigh.
BYTES = 40_000_000


def test_every_file_is_the_one_that_is_listed():
    manifest.verify()


def test_every_file_is_listed():
    found = {path.name for path in manifest.FOLDER.iterdir()}
    assert found == manifest.entries().keys() | {manifest.NAME}


def test_files_are_small():
    assert sum(entry.bytes for entry in manifest.entries().values()) < BYTES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the smallest files, to be damaged."""
    for name in (manifest.NAME, "tokenizer.json"):
        (tmp_path / name).write_bytes((manifest.FOLDER / name).read_bytes())
    monkeypatch.setattr(manifest, "FOLDER", tmp_path)
    return Path(tmp_path)


def test_missing_file_is_told(folder):
    (folder / "tokenizer.json").unlink()
    with pytest.raises(manifest.DamagedError, match=r"tokenizer\.json is missing or damaged"):
        manifest.read("tokenizer.json")


def test_cut_file_is_told(folder):
    path = folder / "tokenizer.json"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(manifest.DamagedError, match=r"tokenizer\.json"):
        manifest.read("tokenizer.json")


def test_changed_file_of_the_same_size_is_told_by_its_sum(folder, monkeypatch):
    path = folder / "tokenizer.json"
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    listed = {"tokenizer.json": manifest.entries()["tokenizer.json"]}
    monkeypatch.setattr(manifest, "entries", lambda: listed)
    assert manifest.read("tokenizer.json")
    with pytest.raises(manifest.DamagedError, match=r"tokenizer\.json"):
        manifest.verify()
