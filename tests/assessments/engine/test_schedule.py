"""Weeks of study as dates."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.schedule import (
    MOST_HOURS,
    dated,
    fewest_hours_a_week,
    monday_of,
    study_weeks,
    whole_weeks,
)
from assessments.engine.step_marks import Marks
from tests.assessments.engine.strategies import quick
from tests.assessments.engine.test_plan import ROLES, SKILLS, SOMEBODY, builtin_plan

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


OFF = st.lists(st.integers(0, 60), max_size=20)


def weeks_from(start: date, weeks: list[int]) -> list[date]:
    return [monday_of(start) + timedelta(weeks=week) for week in weeks]


@quick
@given(ROLES, SOMEBODY, st.integers(1, 80), DAYS, OFF)
def test_steps_have_days_in_order_and_none_in_a_week_off(
    role: int, ratings: list[int | None], hours: int, start: date, off: list[int]
) -> None:
    free = weeks_from(start, off)
    plan = dated(builtin_plan(role, ratings, hours=hours), start=start, off=free)
    before = start
    for step in plan.steps:
        assert step.begins is not None
        assert step.ends is not None
        assert start <= before <= step.begins <= step.ends
        assert monday_of(step.begins) not in free
        assert monday_of(step.ends) not in free
        assert step.ends.weekday() == 6
        before = step.begins
    assert plan.ends == (plan.steps[-1].ends if plan.steps else None)


@quick
@given(ROLES, SOMEBODY, st.integers(1, 79), DAYS, OFF)
def test_more_hours_a_week_never_end_later(
    role: int, ratings: list[int | None], hours: int, start: date, off: list[int]
) -> None:
    free = weeks_from(start, off)
    slow, fast = (
        dated(builtin_plan(role, ratings, hours=number), start=start, off=free)
        for number in (hours, hours + 1)
    )
    assert slow.ends is None or (fast.ends is not None and fast.ends <= slow.ends)


def test_a_plan_of_centuries_has_no_end() -> None:
    everything = builtin_plan(0, [0] * len(SKILLS), hours=1)
    plan = replace(everything, weeks_left=10**6)
    assert dated(plan, start=date(2199, 12, 31), off=[]).ends is None
    assert dated(everything, start=date(2199, 12, 31), off=[]).ends is not None


def test_done_and_skipped_steps_have_no_days() -> None:
    first, second = builtin_plan(0, [0] * len(SKILLS)).steps[:2]
    marks = Marks(done=frozenset({first.key}), skipped=frozenset({second.key}))
    plan = dated(builtin_plan(0, [0] * len(SKILLS), marks=marks), start=date(2026, 11, 25), off=[])
    assert {step.key for step in plan.every_step if step.begins is None} == {first.key, second.key}


@given(
    start=DAYS,
    off=OFF,
    days=st.integers(-10, 400),
    hours=st.integers(0, 3000),
)
def test_the_hours_told_are_the_fewest(start: date, off: list[int], days: int, hours: int) -> None:
    """Laid out at the number told, the hours are over by the day; at one less they are not."""
    free, until = weeks_from(start, off), start + timedelta(days=days)
    weeks = whole_weeks(start, free, until)

    def fits(hours_a_week: int) -> bool:
        taken = study_weeks(start, free, -(-hours // hours_a_week))
        return not taken or monday_of(taken[-1]) + timedelta(days=6) <= until

    told = fewest_hours_a_week(hours, weeks)
    if told is None:
        assert not fits(MOST_HOURS)
    else:
        assert fits(told)
        assert told == 1 or not fits(told - 1)
