"""Words in restored writing, remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.desk import mending
from dabir.desk.mending import mend, mended
from dabir.script.writing import restore


def test_words_are_restored_on_one_line() -> None:
    assert mended("کتاب ها\n را می خواند") == "کتاب‌ها را می‌خواند"
    assert (mended(None), mended("")) == ("", "")


@given(st.lists(st.text(max_size=30), max_size=6))
def test_at_one_go_it_is_the_same(texts: list[str]) -> None:
    mend([*texts, None])
    assert [mended(text) for text in texts] == [" ".join(restore(text).text.split()) for text in texts]


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "_MOST", 20)
    known = mending._Mended()
    known.of(f"واژه {number}" for number in range(mending._MOST + 5))
    known.of(["دراز " * mending._LONGEST])
    assert len(known._known) == mending._MOST
    assert "واژه 0" not in known._known
    known.of(["واژه 7", "تازه", "تازه‌تر"])
    assert "واژه 7" in known._known
