"""Weeks of study as dates."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from assessments.engine.plan import Plan, PlanStep

WEEK = timedelta(days=7)
MOST_WEEKS = 5200  # about a hundred years
MOST_HOURS = 80  # a week


def monday_of(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


def study_weeks(start: date, off: Collection[date], count: int) -> list[date]:
    """The first days of the first ``count`` weeks of study.

    The first is ``start`` itself, unless its week is off; the others are Mondays. ``off`` are the
    Mondays of weeks without study; other days in it count for their week. Raises ValueError when
    ``count`` is below 0, and OverflowError beyond the year 9999.
    """
    if count < 0:
        raise ValueError("count must be at least 0")
    free = {monday_of(day) for day in off}
    weeks: list[date] = []
    monday = monday_of(start)
    while len(weeks) < count:
        if monday not in free:
            weeks.append(max(monday, start))
        monday += WEEK
    return weeks


def dated(plan: Plan, *, start: date, off: Collection[date]) -> Plan:
    """The plan with days: each open step begins with its first week and ends with its last.

    A week ends on Sunday. Steps more than MOST_WEEKS weeks ahead get no days, nor does then the
    plan: nobody plans a hundred years. Nor does a plan that would go beyond the last year there is.
    """
    try:
        days = study_weeks(start, off, min(plan.weeks_left, MOST_WEEKS))
    except OverflowError:
        return plan
    steps = tuple(_dated(step, days) if step.open else step for step in plan.steps)
    whole = 0 < plan.weeks_left <= len(days)
    return replace(plan, steps=steps, ends=_sunday(days[-1]) if whole else None)


def _dated(step: PlanStep, days: list[date]) -> PlanStep:
    if step.last_week > len(days):
        return step
    return replace(step, begins=days[step.first_week - 1], ends=_sunday(days[step.last_week - 1]))


def whole_weeks(start: date, off: Collection[date], until: date) -> int:
    """How many weeks of study from ``start`` are over by the end of ``until``."""
    free = {monday_of(day) for day in off}
    monday, count = monday_of(start), 0
    while _sunday(monday) <= until:
        count += monday not in free
        monday += WEEK
    return count


def fewest_hours_a_week(hours: int, weeks: int) -> int | None:
    """The fewest whole hours a week that do ``hours`` in ``weeks``; None when MOST_HOURS do not."""
    if hours <= 0:
        return 1
    needed = math.ceil(hours / weeks) if weeks > 0 else MOST_HOURS + 1
    return needed if needed <= MOST_HOURS else None


def _sunday(day: date) -> date:
    return monday_of(day) + timedelta(days=6)
