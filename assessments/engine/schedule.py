"""Weeks of study as dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

WEEK = timedelta(days=7)


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
