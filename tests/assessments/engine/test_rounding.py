"""Rounded parts add up to the rounded total."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.rounding import round_parts
from tests.assessments.engine.strategies import quick

PARTS = st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=40).map(np.array)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([100 / 3] * 3, [33.4, 33.3, 33.3]),
        ([0.05, 0.05], [0.1, 0.0]),
        ([-0.05, -0.05], [0.0, -0.1]),
        ([1.0, 2.0], [1.0, 2.0]),
        ([], []),
    ],
)
def test_examples(parts: list[float], expected: list[float]) -> None:
    assert round_parts(np.array(parts, dtype=float)).tolist() == expected


@quick
@given(PARTS)
def test_they_add_up_and_stay_close(parts: np.ndarray) -> None:
    rounded = round_parts(parts)
    assert np.rint(rounded * 10).sum() == round(float((parts * 10).sum()))
    assert (np.abs(rounded - parts) < 0.1 + 1e-6).all()
    assert (rounded == np.round(rounded, 1)).all()


@quick
@given(PARTS, st.integers(-10_000, 10_000))
def test_they_add_up_to_any_total_given(parts: np.ndarray, tenths: int) -> None:
    assert np.rint(round_parts(parts, total=tenths / 10) * 10).sum() == tenths
