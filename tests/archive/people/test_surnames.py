"""The rule by which a surname alone is somebody's: it holds in every order, and never for who contradicts."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.people.surnames import NEAR, Alone, Bearer, Company, Place, Times, who_is

PLACES = st.builds(
    Place,
    st.integers(1, 9),
    st.integers(1, 9),
    st.none() | st.integers(736000, 736900),
    st.sampled_from([None, "", "پیک", "موج"]),
)
POSTS = st.frozensets(st.sampled_from(["وزیر", "راه", "داور"]))
COUNTRIES = st.sampled_from(["IRN", "ARM"])
FRIENDS = st.integers(10, 13)


@st.composite
def bearers(draw: st.DrawFn) -> list[Bearer]:
    roots = draw(st.lists(st.integers(100, 104), unique=True, max_size=4))
    return [draw(_bearer(root)) for root in roots]


@st.composite
def _bearer(draw: st.DrawFn, root: int) -> Bearer:
    places = draw(st.lists(PLACES, min_size=1, max_size=6))
    beside = draw(st.dictionaries(FRIENDS, st.lists(st.sampled_from(places), min_size=1), max_size=3))
    return Bearer(
        root,
        frozenset(place.version for place in places),
        Times(places),
        beside,
        draw(POSTS),
        draw(st.frozensets(COUNTRIES)),
    )


ALONE = st.builds(
    Alone,
    st.just(1),
    st.just(2),
    st.sampled_from(["روستایان", "کریمی"]),
    st.just("r"),
    st.none(),
    PLACES.map(lambda place: place._replace(version=99)),
    POSTS,
    st.none() | COUNTRIES,
)
COMPANIES = st.builds(Company, st.frozensets(FRIENDS), st.frozensets(FRIENDS))


@given(ALONE, COMPANIES, bearers(), st.randoms(use_true_random=False))
def test_who_is_meant_is_named_near_and_does_not_contradict(
    one: Alone, company: Company, every: list[Bearer], chance: Random
) -> None:
    only = len(every) == 1
    near = [(bearer.named.near([one.place])[0], bearer) for bearer in every]
    root = who_is(one, company, near, only=only)
    shuffled = list(near)
    chance.shuffle(shuffled)
    assert who_is(one, company, shuffled, only=only) == root
    if root is not None:
        (who,) = (each for each in every if each.root == root)
        assert who.named.near([one.place])[0]
        assert who.may_be(one)
        assert only or who.met(company.people, one.place)


@given(st.lists(PLACES, max_size=8), st.lists(PLACES, max_size=4))
def test_reports_near_others_are_counted_once(places: list[Place], asked: list[Place]) -> None:
    last = {each.original: each for each in places}.values()
    near = [sum(_near(each, place) for each in last) for place in asked]
    assert Times(places).near(asked) == near


@given(st.lists(PLACES, min_size=1, max_size=4), PLACES)
def test_who_is_named_beside_somebody_in_a_near_report_met_him(places: list[Place], place: Place) -> None:
    bearer = Bearer(1, frozenset(), Times(places), {10: places}, frozenset(), frozenset())
    assert bearer.met([10, 11], place) == any(_near(each, place) for each in places)


def _near(one: Place, other: Place) -> bool:
    if one.day is not None and other.day is not None:
        return abs(one.day - other.day) <= NEAR
    return bool(one.outlet) and one.outlet == other.outlet
