"""Tests for the entities that stand for others."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from archive.minutes import keep, minutes, said
from dabir.archive import Archive
from dabir.archive.people.roots import Root, roots

NAMES = ("آرش کهن‌مهر", "آرش کهن", "سپهر راد", "مینا سپهری")


@pytest.fixture
def merged(archive: Archive) -> Archive:
    """An archive in which the first person is the second, and the second the third."""
    keep(archive, minutes("a", "2018-04-16", *(said(name, "آب بالا آمد") for name in NAMES)))
    with archive.database.writing() as connection:
        for one, other in ((1, 2), (2, 3)):
            values = {"one": one, "other": other}
            connection.execute(text("UPDATE entities SET merged_into = :other WHERE id = :one"), values)
    return archive


def test_entities_lead_to_the_last_that_they_were_merged_into(merged: Archive) -> None:
    with merged.reading() as connection:
        found = roots(connection, [1, 3, 4, None, 1, 99])
    assert found == {
        1: Root(3, "person", NAMES[2]),
        3: Root(3, "person", NAMES[2]),
        4: Root(4, "person", NAMES[3]),
    }


def test_nobody_has_no_root(merged: Archive) -> None:
    with merged.reading() as connection:
        assert roots(connection, [None]) == roots(connection, []) == {}
