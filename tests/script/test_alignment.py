"""The alignment against a naive model: for every target character, the source range that it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.alignment import Alignment
from work import calls_of


@st.composite
def alignments(draw, source_length=None):
    length = draw(st.integers(0, 12)) if source_length is None else source_length
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return Alignment.of(length, [(low, high, draw(st.integers(0, 3))) for low, high in pairs])


@st.composite
def chains(draw):
    first = draw(alignments())
    return first, draw(alignments(source_length=first.target_length))


def origins(alignment):
    """The source range of every target character."""
    ranges, done = [], 0
    for start, end, length in alignment.edits:
        ranges += [(at, at + 1) for at in range(done, start)] + [(start, end)] * length
        done = end
    return ranges + [(at, at + 1) for at in range(done, alignment.source_length)]


def spans(length):
    return [(low, high) for low in range(length + 1) for high in range(low + 1, length + 1)]


@given(alignments())
def test_target_length_counts_the_target(alignment):
    assert alignment.target_length == len(origins(alignment))


@given(alignments())
def test_edits_never_touch(alignment):
    assert all(a.end < b.start for a, b in zip(alignment.edits, alignment.edits[1:], strict=False))


@given(alignments())
def test_a_span_covers_the_sources_of_its_characters(alignment):
    ranges = origins(alignment)
    for low, high in spans(len(ranges)):
        start, end = alignment.to_source(low, high)
        wanted = [r for r in ranges[low:high] if r[0] < r[1]]
        if wanted:
            assert start <= wanted[0][0]
            assert end >= wanted[-1][1]
            assert (start, end) == (ranges[low][0], ranges[high - 1][1])
        else:
            assert 0 <= start <= end <= alignment.source_length


@given(alignments())
def test_an_empty_span_stays_empty_outside_replacements(alignment):
    inside = set()
    for edit, at in zip(alignment.edits, alignment._starts[1], strict=True):
        inside.update(range(at + 1, at + edit.length))
    for at in set(range(alignment.target_length + 1)) - inside:
        start, end = alignment.to_source(at, at)
        assert start == end


@given(alignments())
def test_mapping_is_monotone(alignment):
    length = alignment.target_length
    for low, high in spans(length):
        start, end = alignment.to_source(low, high)
        for inner in range(low, high):
            a, b = alignment.to_source(inner, inner + 1)
            assert start <= a <= b <= end


@given(alignments())
def test_the_inverse_of_the_inverse_is_the_alignment(alignment):
    assert alignment.inverse().inverse() == alignment
    assert alignment.inverse().target_length == alignment.source_length


@given(alignments())
def test_to_target_mirrors_to_source(alignment):
    for low, high in spans(alignment.source_length):
        assert alignment.to_target(low, high) == alignment.inverse().to_source(low, high)


@given(chains())
def test_composition_maps_no_tighter_than_both_steps(chain):
    first, second = chain
    both = first.then(second)
    assert both.source_length == first.source_length
    assert both.target_length == second.target_length
    for low, high in spans(both.target_length):
        stepwise = first.to_source(*second.to_source(low, high))
        start, end = both.to_source(low, high)
        assert start <= stepwise[0]
        assert stepwise[1] <= end


@given(chains())
def test_what_both_steps_kept_is_kept_one_to_one(chain):
    first, second = chain
    both = first.then(second)
    touched = {at for e in first.inverse().edits for at in range(e.start - 1, e.end + 1)}
    touched |= {at for e in second.edits for at in range(e.start - 1, e.end + 1)}
    for at in set(range(first.target_length)) - touched:
        target = second.to_target(at, at + 1)
        assert both.to_source(*target) == first.to_source(at, at + 1)


@given(alignments())
def test_composing_with_no_change_changes_nothing(alignment):
    assert alignment.then(Alignment(alignment.target_length)) == alignment
    assert Alignment(alignment.source_length).then(alignment) == alignment


@given(alignments())
def test_a_composition_with_the_inverse_keeps_the_length(alignment):
    assert alignment.then(alignment.inverse()).target_length == alignment.source_length


@pytest.mark.parametrize("edits", [[(3, 5, 1), (4, 6, 1)], [(2, 1, 0)], [(0, 11, 1)], [(0, 1, -1)]])
def test_edits_that_do_not_fit_are_refused(edits):
    with pytest.raises(ValueError, match="edit"):
        Alignment.of(10, edits)


def test_a_span_outside_the_target_is_refused():
    with pytest.raises(ValueError, match="outside"):
        Alignment(3).to_source(2, 4)


def test_a_chain_of_different_lengths_is_refused():
    with pytest.raises(ValueError, match="cannot compose"):
        Alignment(3).then(Alignment(4))


def test_composition_takes_linear_time():
    def calls(count):
        first = Alignment.of(10 * count, [(10 * i, 10 * i + 1, 0) for i in range(count)])
        second = Alignment.of(9 * count, [(9 * i + 4, 9 * i + 4, 1) for i in range(count)])
        return calls_of(lambda: first.then(second))

    assert calls(10_000) < 11 * calls(1_000)
