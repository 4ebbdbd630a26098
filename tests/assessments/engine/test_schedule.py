"""Weeks of study as dates."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.schedule import monday_of, study_weeks

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_weeks_begin_with_the_start_and_leave_out_weeks_off() -> None:
    wednesday = date(2026, 11, 25)
    assert study_weeks(wednesday, [date(2026, 12, 2)], 3) == [
        wednesday,
        date(2026, 12, 7),
        date(2026, 12, 14),
    ]
    assert study_weeks(wednesday, [wednesday], 1) == [date(2026, 11, 30)]
    assert study_weeks(wednesday, [], 0) == []
    with pytest.raises(ValueError, match="at least 0"):
        study_weeks(wednesday, [], -1)


@given(start=DAYS, off=st.lists(st.integers(0, 20), max_size=10), count=st.integers(0, 30))
def test_study_weeks_are_in_order_and_never_off(start: date, off: list[int], count: int) -> None:
    free = [monday_of(start) + timedelta(weeks=week) for week in off]
    weeks = study_weeks(start, free, count)
    assert len(weeks) == count
    assert all(a < b for a, b in itertools.pairwise(weeks))
    assert not {monday_of(day) for day in weeks} & set(free)
    assert all(day >= start for day in weeks)
