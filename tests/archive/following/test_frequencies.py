"""How often words stand in an archive, on both databases."""

from __future__ import annotations

import pytest

from archive.minutes import keep, minutes, said
from dabir.archive import Archive
from dabir.archive.following import frequencies
from dabir.archive.following.frequencies import Frequencies
from dabir.archive.following.verdicts import weight
from dabir.archive.words.analysis import search_keys


def key(word: str) -> str:
    (found,) = search_keys(word)
    return found


def test_words_are_counted_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(archive, *(minutes(f"r{number}", None, said("کیارش نوربخش", f"سد {word}")) for number, word in enumerate(
        ("گلرود", "گلرود", "گلرود", "کوه‌سرا")
    )))  # fmt: skip
    monkeypatch.setattr(frequencies, "COUNTED", 3)
    known = Frequencies(archive.database)
    asked = [key("سد"), key("گلرود"), "it's", 'a"b', "a\\b"]
    with archive.reading() as connection:
        known.learn(connection, asked)
        known.learn(connection, asked)
        known.learn(connection, [])
    assert known.counts == dict(zip(asked, (3, 3, 0, 0, 0), strict=True))
    assert known.weights == {one: weight(count) for one, count in known.counts.items()}
