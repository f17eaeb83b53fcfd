"""Events as the model and the frames find them together; what the model sees is made up here."""

from __future__ import annotations

import numpy as np
import pytest

from dabir.facts.events.deeds import Deed
from dabir.facts.events.guided import GuidedFinder
from dabir.facts.events.seen import Seen
from dabir.facts.parties import Organ, Speaker
from dabir.facts.reading import Reading, lay_out
from dabir.facts.statements import name_text, party_text
from dabir.model.decode import Labelled
from dabir.model.labels import DEEDS, ROLES, begin, size
from dabir.model.tags import Tags
from dabir.reader import _found
from dabir.sources import read_text

SENTENCE = "بهرام نیکخواه وزیر نیرو با سالم الحارثی وزیر برق عمان دیدار کرد."


class Sights:
    """What a model might say of a text: nothing, until it is told."""

    def __init__(self, text: str) -> None:
        self.reading: Reading = lay_out(read_text(f"گزارش یک روز کاری\n{text}"))
        count = len(self.reading.words)
        self.tables = {head: np.zeros((count, size(head)), np.float32) for head in DEEDS}
        for table in self.tables.values():
            table[:, 0] = 1.0
        self.spans: list[Labelled] = []
        self.pairs: dict[int, tuple[range, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]] = {}

    def at(self, word: str) -> int:
        return [token.text for token in self.reading.words].index(word)

    def see(self, word: str, kind: str, status: str, *named: tuple[str, str]) -> Sights:
        """A word that states a deed, and for each role the words from one to another that name who has it."""
        place = self.at(word)
        for head, label in (("event", kind), ("status", status)):
            self.tables[head][place] = 0.0
            self.tables[head][place, begin(head, label)] = 1.0
        self.spans.append(Labelled(place, place + 1, kind, 1.0))
        shares = np.zeros((len(ROLES), len(self.reading.words)), np.float32)
        for role, (first, last) in enumerate(named):
            if first:
                shares[role, self.at(first) : self.at(last) + 1] = 0.9
        self.pairs[place] = (range(len(self.reading.words)), shares)
        return self

    def deeds(self) -> list[Deed]:
        found = _found(self.reading, None)
        plain = found.finder
        tags = Tags({"event": self.spans}, self.tables, self.pairs)
        return GuidedFinder(
            self.reading, plain.mentions, plain.cast, found.drafts, found.times, Seen(tags)
        ).deeds()

    def names(self, members: tuple[Speaker, ...]) -> list[str]:
        return [
            party_text(self.reading, one) if isinstance(one, Organ) else name_text(self.reading, one.name)
            for one in members
        ]


def test_what_the_model_doubts_is_no_deed() -> None:
    assert not Sights(SENTENCE).deeds()


def test_the_model_picks_the_parties_and_the_status() -> None:
    sights = Sights(SENTENCE)
    sights.see("دیدار", "CONSULT", "planned", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    (deed,) = sights.deeds()
    assert (deed.type, deed.tellings[0].status) == ("CONSULT", "planned")
    assert sights.names(deed.sources) == ["بهرام نیکخواه"]
    assert sights.names(deed.targets) == ["سالم الحارثی"]


def test_words_tell_how_long_it_is_past() -> None:
    sights = Sights(f"پیش از این {SENTENCE}")
    sights.see("دیدار", "CONSULT", "happened", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    assert sights.deeds()[0].tellings[0].status == "background"


def test_those_who_do_it_together_are_one_anothers_other_side() -> None:
    sights = Sights(f"{SENTENCE} دو طرف درباره آب عراق گفت‌وگو کردند.")
    sights.see("دیدار", "CONSULT", "happened", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    sights.see("گفت‌وگو", "CONSULT", "happened", ("دو", "طرف"), ("عراق", "عراق"))
    (deed,) = sights.deeds()
    assert [len(deed.tellings), sights.names(deed.targets)] == [2, ["سالم الحارثی"]]


def test_a_telling_that_leaves_a_party_out_belongs_to_the_deed_it_can_be_of() -> None:
    sights = Sights(f"{SENTENCE} این ملاقات دو ساعت ادامه داشت.")
    sights.see("دیدار", "CONSULT", "happened", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    sights.see("ملاقات", "CONSULT", "happened", ("بهرام", "نیکخواه"))
    (deed,) = sights.deeds()
    assert len(deed.tellings) == 2


@pytest.mark.parametrize(
    ("words", "name"),
    [("این کشور", "ارمنستان"), ("آنها", "معترضان بندر"), ("انجمن دوستداران لنگر", "انجمن دوستداران لنگر")],
)
def test_words_that_point_back_name_whom_they_take_up(words: str, name: str) -> None:
    before = "ارمنستان خاموش ماند." if "کشور" in words else "معترضان بندر آمدند."
    sights = Sights(f"{before} گرجستان به {words} چراغ سبز نشان داد.")
    first, *_, last = words.split()[:1] + words.split()[-1:]
    sights.see("چراغ", "SUPPORT", "happened", ("گرجستان", "گرجستان"), (first, last))
    (deed,) = sights.deeds()
    assert sights.names(deed.targets) == [name]


@pytest.mark.parametrize("own", ["کشورش", "کشور خود"])
def test_his_country_is_that_of_whoever_acts(own: str) -> None:
    sights = Sights(f"سالم الحارثی وزیر نیروی عمان از چراغ سبز گرجستان به {own} گفت.")
    sights.see("چراغ", "SUPPORT", "happened", ("گرجستان", "گرجستان"), (own.split()[0], own.split()[-1]))
    (deed,) = sights.deeds()
    assert sights.names(deed.targets) == ["عمان"]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("با رهبران محلی در گرجستان دیدار کردم", "سالم الحارثی"),
        ("ما با رهبران محلی در گرجستان دیدار کردیم", "گرجستان"),  # whoever «ما» are, the model names them
    ],
)
def test_who_tells_it_in_the_first_person_does_it(said: str, source: str) -> None:
    sights = Sights(f"سالم الحارثی وزیر نیروی عمان گفت: {said}.")
    sights.see("دیدار", "CONSULT", "happened", ("گرجستان", "گرجستان"), ("رهبران", "محلی"))
    if said.startswith("ما"):
        place = sights.at("دیدار")
        sights.pairs[place][1][0, sights.at("ما")] = 0.9
    (deed,) = sights.deeds()
    assert source in sights.names(deed.sources)


def test_a_party_ends_where_another_phrase_begins() -> None:
    sights = Sights("بوم‌گردان دره هرگونه چراغ سبز ارمنستان را رد کردند.")
    sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان"), ("بوم‌گردان", "هرگونه"))
    (deed,) = sights.deeds()
    assert sights.names(deed.targets) == ["بوم‌گردان دره"]


@pytest.mark.parametrize(
    ("told", "words", "name"),
    [
        ("گروه «کمان دره» را", ("گروه", "دره"), "گروه «کمان دره»"),
        ("بوم‌گردان یاسوج را", ("بوم‌گردان", "یاسوج"), "بوم‌گردان یاسوج"),  # a town within a group
        ("بوم‌گردان همین دره را", ("بوم‌گردان", "دره"), "بوم‌گردان همین دره"),
    ],
)
def test_a_name_within_the_words_of_a_party_is_not_the_party(
    told: str, words: tuple[str, str], name: str
) -> None:
    sights = Sights(f"ارمنستان {told} چراغ داد.")
    sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان"), words)
    (deed,) = sights.deeds()
    assert sights.names(deed.targets) == [name]


def test_a_quotation_mark_that_the_model_leaves_out_parts_no_name() -> None:
    sights = Sights("ارمنستان به گروه «کمان دره» چراغ داد.")
    sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان"), ("گروه", "دره"))
    place = sights.at("چراغ")
    sights.pairs[place][1][1, sights.at("«")] = 0.0
    (deed,) = sights.deeds()
    assert sights.names(deed.targets) == ["گروه «کمان دره»"]


def test_a_noun_takes_up_a_party_that_no_list_knows() -> None:
    sights = Sights("ارمنستان به جمعی از بوم‌گردان دره چراغ داد. گرجستان نیز از این بوم‌گردان دل‌جویی کرد.")
    sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان"), ("جمعی", "دره"))
    sights.see("دل‌جویی", "SUPPORT", "happened", ("گرجستان", "گرجستان"), ("این", "این"))
    place = sights.at("دل‌جویی")
    shares = sights.pairs[place][1]
    shares[1, sights.at("این") + 1] = 0.9
    first, second = sights.deeds()
    assert sights.names(first.targets) == sights.names(second.targets) == ["جمعی از بوم‌گردان دره"]


def test_those_who_are_sent_are_no_recipients() -> None:
    sights = Sights("ارمنستان دو گردان سرباز در دره گمارد.")
    sights.see("گمارد", "MOBILIZE", "happened", ("ارمنستان", "ارمنستان"), ("دو", "سرباز"))
    (deed,) = sights.deeds()
    assert deed.targets == ()


def test_both_sides_are_taken_up_whatever_else_the_model_picks() -> None:
    sights = Sights(f"{SENTENCE} هر دو طرف اوایل تیر درباره آب عراق گفت‌وگو کردند.")
    sights.see("دیدار", "CONSULT", "happened", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    sights.see("گفت‌وگو", "CONSULT", "happened", ("هر", "اوایل"))
    (deed,) = sights.deeds()
    assert len(deed.tellings) == 2


def test_words_of_time_name_nobody() -> None:
    sights = Sights("سپس ارمنستان به گرجستان چراغ داد.")
    sights.see("چراغ", "SUPPORT", "happened", ("سپس", "سپس"), ("گرجستان", "گرجستان"))
    assert not sights.deeds()


def test_where_a_frame_states_a_deed_its_type_counts() -> None:
    sights = Sights(SENTENCE).see("دیدار", "AGREE", "happened", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    assert sights.deeds()[0].type == "CONSULT"


def test_where_the_model_sees_no_party_the_frame_counts() -> None:
    sights = Sights(SENTENCE).see("دیدار", "CONSULT", "happened")
    (deed,) = sights.deeds()
    assert (sights.names(deed.sources), sights.names(deed.targets)) == (["بهرام نیکخواه"], ["سالم الحارثی"])


def test_the_model_finds_what_no_frame_states() -> None:
    sights = Sights("ارمنستان به گرجستان چراغ سبز نشان داد.")
    sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان"), ("گرجستان", "گرجستان"))
    (deed,) = sights.deeds()
    assert (deed.type, deed.mode) == ("SUPPORT", None)
    assert (sights.names(deed.sources), sights.names(deed.targets)) == (["ارمنستان"], ["گرجستان"])


def test_a_group_that_no_list_knows_is_a_party_in_its_own_words() -> None:
    sights = Sights("ارمنستان به بوم‌گردان دره چراغ سبز نشان داد.")
    sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان"), ("بوم‌گردان", "دره"))
    (deed,) = sights.deeds()
    assert sights.names(deed.targets) == ["بوم‌گردان دره"]


def test_a_deed_without_a_recipient_is_none() -> None:
    sights = Sights("ارمنستان چراغ سبز نشان داد.")
    assert not sights.see("چراغ", "SUPPORT", "happened", ("ارمنستان", "ارمنستان")).deeds()


@pytest.mark.parametrize("kind", ["PROTEST", "MOBILIZE", "RETREAT"])
def test_some_deeds_are_done_to_nobody(kind: str) -> None:
    sights = Sights("ارمنستان چراغ سبز نشان داد.")
    (deed,) = sights.see("چراغ", kind, "happened", ("ارمنستان", "ارمنستان")).deeds()
    assert (deed.type, deed.targets) == (kind, ())


def test_tellings_between_the_same_parties_are_one_deed() -> None:
    sights = Sights(f"{SENTENCE} ملاقات نیکخواه و الحارثی دو ساعت ادامه داشت.")
    sights.see("دیدار", "CONSULT", "happened", ("بهرام", "نیکخواه"), ("سالم", "الحارثی"))
    sights.see("ملاقات", "CONSULT", "happened")
    words = [token.text for token in sights.reading.words]
    shares = sights.pairs[sights.at("ملاقات")][1]
    later = sights.at("ملاقات")
    shares[0, words.index("نیکخواه", later)] = shares[1, words.index("الحارثی", later)] = 0.9
    (deed,) = sights.deeds()
    assert len(deed.tellings) == 2


def test_what_is_not_accepted_was_refused() -> None:
    sights = Sights("دولت عمان پیشنهاد دولت ترکیه را نپذیرفت.")
    sights.see("نپذیرفت", "REJECT", "negated", ("دولت", "عمان"))
    (deed,) = sights.deeds()
    assert (deed.type, deed.tellings[0].status) == ("REJECT", "happened")
