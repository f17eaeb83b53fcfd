"""Calibrated trust stays a probability, keeps the order, and leaves alone what was not fitted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.model.calibration import Calibration

BENT = Calibration.of(b'{"names": [0.8, -0.3], "outer": [1.2, 0.1]}')
probabilities = st.floats(0, 1)


@given(probabilities, probabilities)
def test_more_probable_is_never_less_trusted(left: float, right: float) -> None:
    low, high = sorted((left, right))
    assert 0 < BENT.trust("names", low) <= BENT.trust("names", high) < 1


@given(probabilities)
def test_a_head_that_was_not_fitted_is_taken_at_its_word(probability: float) -> None:
    assert BENT.trust("post", probability) == probability


def test_slope_and_intercept_bend_the_odds() -> None:
    assert Calibration({"cue": (1.0, 0.0)}).trust("cue", 0.7) == pytest.approx(0.7)
    assert BENT.trust("names", 0.5) == pytest.approx(0.4256, abs=1e-4)
