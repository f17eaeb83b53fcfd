from __future__ import annotations

import pytest

from dabir.facts import lexicon
from dabir.facts.lexicon import PhraseIndex


def test_spelling_variants_are_one_phrase() -> None:
    index = PhraseIndex([("حسن‌اف", 1)])
    assert index.match(["حسن", "اف"], 0) == (2, 1)
    assert index.match(["حسناف"], 0) == (1, 1)


@pytest.mark.parametrize("load", [lexicon.given_names, lexicon.titles, lexicon.posts])
def test_every_list_has_entries(load) -> None:
    assert len(load()) > 100
