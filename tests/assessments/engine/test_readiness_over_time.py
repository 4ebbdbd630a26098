"""How readiness has moved as steps were done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.readiness_over_time import trail

RATED = date(2026, 11, 2)
STEPS = st.lists(
    st.tuples(
        st.integers(-30, 400).map(lambda days: RATED + timedelta(days=days)),
        st.text(max_size=5),
        st.integers(0, 20).map(lambda tenths: tenths / 10),
    ),
    max_size=20,
)


def test_a_known_way() -> None:
    later = RATED + timedelta(days=9)
    points = trail(40.0, RATED, [(later, "B", 1.5), (RATED, "A", 2.0), (later, "C", 0.0)])
    assert [(point.day, point.readiness, point.titles) for point in points] == [
        (RATED, 40.0, ()),
        (RATED, 42.0, ("A",)),
        (later, 43.5, ("B", "C")),
    ]


@given(STEPS)
def test_it_goes_forward_and_up_and_adds_up(steps: list[tuple[date, str, float]]) -> None:
    points = trail(20.0, RATED, steps)
    assert points[0].readiness == 20.0
    assert points[-1].readiness == pytest.approx(20.0 + sum(gain for _, _, gain in steps))
    assert sum(len(point.titles) for point in points) == len(steps)
    assert [point.day for point in points] == sorted(point.day for point in points)
    assert [point.readiness for point in points] == sorted(point.readiness for point in points)
