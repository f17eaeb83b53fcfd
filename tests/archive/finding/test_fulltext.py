"""Full text: whatever the keys are, both databases match the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text

from archive.minutes import Line, keep, minutes
from dabir.archive import Archive
from dabir.archive.finding import fulltext
from dabir.archive.finding.fulltext import Match, Words
from dabir.archive.words.analysis import terms

ODD = (
    "o'neil", "it''s", "'x", "back\\slash", "end\\", 'quo"te', "a&b", "x|y", "no:colon", "star*", "(b", "not", "or", "near",
    "b:a", "1", "۱۲", "سد", "ﷺ", "é", "日本", "😀", "x\u200cy", "ـسد", "a" * 60, "س" * 60, "%s", "{0}", ":q0", "$1", "",
)  # fmt: skip


def refill(archive: Archive, *bodies: Sequence[str], headlines: Sequence[Sequence[str]] = ()) -> None:
    """Let the archive's reports, numbered from 1, have these keys and no others."""
    keep(
        archive,
        *(minutes(f"r{number}", None, Line("plain", f"متن {number}")) for number in range(len(bodies))),
    )
    heads = [*headlines, *([()] * (len(bodies) - len(headlines)))]
    words = [
        Words(number, head, body) for number, (head, body) in enumerate(zip(heads, bodies, strict=True), 1)
    ]
    with archive.database.writing() as connection:
        connection.execute(text("DROP TABLE words"))
        fulltext.create(connection)
        fulltext.insert(archive.database, connection, words)


def found(archive: Archive, expression: str, keys: Sequence[str] = ()) -> list[int]:
    with archive.reading() as connection:
        weights = dict.fromkeys(keys, 1.0)
        ranked = fulltext.ranked(archive.database, connection, expression, weights, 50)
    return [version for version, _ in ranked]


@pytest.fixture
def match(archive: Archive) -> Match:
    return Match(server=archive.database.server)


def test_odd_keys_are_found_each_alone(archive: Archive, match: Match) -> None:
    keys = [f"{odd}k{number}" for number, odd in enumerate(ODD)]
    everyone = range(1, len(keys) + 1)
    refill(archive, *([key] for key in keys))
    assert [found(archive, match.word([key]), [key]) for key in keys] == [[number] for number in everyone]
    with archive.reading() as connection:
        holders = fulltext.holders(archive.database, connection, keys, 9)
    assert list(holders.values()) == [[number] for number in everyone]


def test_no_key_breaks_out_of_its_quotes(archive: Archive, match: Match) -> None:
    refill(archive, ["سد", "کارون"], ["بند"])
    for odd in ("x' | 'سد", 'x" OR "سد', "x\\' | 'سد", "x')) | (('سد", 'x" * "سد'):
        assert found(archive, match.word([odd]), [odd]) == []
        assert found(archive, match.any([match.word([odd]), match.word(["بند"])])) == [2]


def test_phrases_prefixes_and_their_joins(archive: Archive, match: Match) -> None:
    refill(
        archive, ["سد", "بزرگ", "کارون"], ["کارون", "سد"], ["سدسازی"], headlines=[["خبر"], ["کارون", "بند"]]
    )
    assert set(found(archive, match.word(["سد"]))) == {1, 2}
    assert set(found(archive, match.word(["سد"], prefix=True))) == {1, 2, 3}
    assert found(archive, match.word(["بزرگ", "کارون"])) == [1]
    assert found(archive, match.word(["بزرگ", "کار"], prefix=True)) == [1]
    assert found(archive, match.word(["سد", "کارون"])) == []
    assert found(archive, match.word(["بند", "کارون"])) == []  # from the headline into the body
    assert found(archive, match.word(["خبر", "سد"])) == []
    either = match.any([match.word(["بزرگ"]), match.word(["بند"])])
    assert found(archive, match.every([match.word(["سد"]), either]), ["سد"]) in ([1, 2], [2, 1])


def test_the_headline_counts_more(archive: Archive, match: Match) -> None:
    other = ["آب", "باد", "خاک"]
    refill(archive, ["سد", *other], other, other, other, headlines=[other, ["سد", *other[1:]], other, other])
    assert found(archive, match.word(["سد"]), ["سد"]) == [2, 1]


def test_very_long_texts_are_found_by_their_last_word(archive: Archive, match: Match) -> None:
    """A `tsvector` has 16,383 positions, 256 of a word, and a mebibyte in all."""
    long = [f"w{number}" for number in range(17_000)] + ["سد"] * 300 + ["پایان"]
    huge = [f"{number:09}" + "س" * 20 for number in range(30_000)]
    refill(archive, long, huge, ["سد"])
    assert found(archive, match.word(["پایان"])) == [1]
    assert found(archive, match.word(["w16999"])) == [1]
    assert found(archive, match.word(["w16000", "w16001"])) == [1]
    assert sorted(found(archive, match.word(["سد"]), ["سد"])) == [1, 3]
    assert found(archive, match.word([huge[0]])) == [2]
    assert found(archive, match.word(huge[100:102])) == [2]


def test_a_text_without_words_is_found_by_none(archive: Archive, match: Match) -> None:
    refill(archive, [], ["سد"])
    assert found(archive, match.word(["سد"])) == [2]
    with archive.reading() as connection:
        held = fulltext.holders(archive.database, connection, ["سد", "سد", "بند"], 9)
    assert {key: list(versions) for key, versions in held.items()} == {"سد": [2], "بند": []}


@given(
    st.text(max_size=60)
    | st.text(alphabet="ابيىكکه \u200c\u200d\u00ad().,'\"\\:*&|-_AaÉßİ۱1٪%«»ـًﷺ", max_size=60)
)
@example("U.S.'s «R&D»-e_f İ ß")
@example("℡ ㏂")
def test_keys_are_such_as_no_database_takes_apart(written: str) -> None:
    """SQLite cuts at ASCII signs, and PostgreSQL takes no zero."""
    for key in (term.key for term in terms(written)):
        assert key
        assert all(sign.isalnum() or not sign.isascii() for sign in key)
        assert key.encode()
        assert not any(sign.isascii() and sign.isupper() for sign in key)
