"""Saved searches, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from dabir.archive import Archive, ArchiveError, QueryError, saved


def listed(archive: Archive, account: int | None = None) -> list[str]:
    with archive.reading() as connection:
        return [one.name for one in saved.searches(connection, account)]


@pytest.fixture
def accounts(archive: Archive) -> tuple[int, int]:
    """Two accounts."""
    adding = text(
        "INSERT INTO accounts (id, name, role, password, epoch, created) VALUES (:id, :name, 'reader', '', 0, '')"
    )
    with archive.database.writing(revises=False) as connection:
        connection.execute(adding, [{"id": 1, "name": "مینا"}, {"id": 2, "name": "آرش"}])
    return 1, 2


def test_a_search_is_kept_as_it_was_asked(archive: Archive) -> None:
    before = archive.database.revision()
    made = saved.save(archive.database, None, "  آب \n جنوب ", "سد OR  بند", "words")
    assert (made.name, made.question, made.way, made.account) == ("آب جنوب", "سد OR  بند", "words", None)
    with archive.reading() as connection:
        assert saved.search(connection, made.id) == made
    assert archive.database.revision() == before  # no page of the archive shows anything else now


def test_without_a_name_it_is_called_after_its_question(archive: Archive) -> None:
    assert saved.save(archive.database, None, " ", "سد  کارون", "both").name == "سد کارون"
    long = saved.save(archive.database, None, "", "سد " * 300, "both")
    assert len(long.name) <= saved.LONGEST
    assert saved.rename(archive.database, long.id, "سدها").name == "سدها"
    assert saved.rename(archive.database, long.id, "").name == long.name


def test_everybody_sees_his_own_and_what_has_no_account(archive: Archive, accounts: tuple[int, int]) -> None:
    one, other = accounts
    for account, name in ((None, "همه"), (one, "یکم"), (other, "دوم")):
        saved.save(archive.database, account, name, "سد", "both")
    assert set(listed(archive)) == {"همه"}
    assert set(listed(archive, one)) == {"همه", "یکم"}
    assert set(listed(archive, other)) == {"همه", "دوم"}


def test_searches_go_with_their_account(archive: Archive, accounts: tuple[int, int]) -> None:
    saved.save(archive.database, accounts[0], "یکم", "سد", "both")
    with archive.database.writing(revises=False) as connection:
        connection.execute(text("DELETE FROM accounts WHERE id = 1"))
    assert listed(archive, accounts[0]) == []


def test_what_was_removed_is_gone_and_its_number_is_not_given_again(archive: Archive) -> None:
    gone = saved.save(archive.database, None, "سد", "سد", "both")
    saved.remove(archive.database, gone.id)
    assert saved.save(archive.database, None, "بند", "بند", "both").id != gone.id
    assert listed(archive) == ["بند"]
    with archive.reading() as connection, pytest.raises(ArchiveError, match="no saved search"):
        saved.search(connection, gone.id)
    with pytest.raises(ArchiveError, match="no saved search"):
        saved.rename(archive.database, gone.id, "باز")


def test_a_question_that_cannot_be_asked_is_not_saved(archive: Archive) -> None:
    with pytest.raises(QueryError):
        saved.save(archive.database, None, "بد", "type:چیز", "both")
    assert listed(archive) == []


@given(st.text(max_size=300), st.sampled_from(["", "سد\0", "سد\ud800", "-"]))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_can_be_kept(archive: Archive, name: str, question: str) -> None:
    made = saved.save(archive.database, None, name, question, "both")
    assert len(made.name) <= saved.LONGEST
    assert "\n" not in made.name
    with archive.reading() as connection:
        assert saved.search(connection, made.id) == made
    saved.remove(archive.database, made.id)
