"""How sure an attribution is: a probability for every way of telling the speaker."""

from typing import get_args

import pytest

from dabir.facts.parties import Attribution, Organ, Way, is_personal, known_as
from dabir.facts.people import Somebody
from dabir.facts.ranges import Range

SOMEBODY = Somebody(("علی", "کریمی"), Range(0, 2), 1)
PARTY = Organ(None, Range(0, 1))


@pytest.mark.parametrize("way", get_args(Way))
@pytest.mark.parametrize("speaker", [SOMEBODY, PARTY, None], ids=["person", "party", "nobody"])
def test_every_way_of_telling_the_speaker_has_a_probability(speaker, way):
    assert 0.5 < Attribution(speaker, way).confidence < 1.0


def test_a_named_person_is_surer_than_a_party():
    assert Attribution(SOMEBODY, "pronoun").confidence > Attribution(PARTY, "pronoun").confidence


def test_a_party_that_no_list_knows_is_not_surely_somebody():
    assert [is_personal(speaker) for speaker in (SOMEBODY, PARTY, None)] == [True, False, False]


def test_a_party_found_to_be_a_person_is_that_person_in_a_group_too():
    known = Organ(None, Range(0, 1), person=SOMEBODY)
    group = known_as(Organ(None, Range(0, 3), members=(known, PARTY)))
    assert known_as(known) is SOMEBODY
    assert group.members == (SOMEBODY, PARTY)
