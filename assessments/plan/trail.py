"""How readiness has moved since it was rated: a picture, and its figures as a table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assessments.engine.plan import Plan
from assessments.engine.readiness_over_time import TrailPoint, trail
from assessments.models import Assessment, StepProgress
from assessments.pages.days import day_words
from careerpath.charts.line import LineChart, line_chart


@dataclass(frozen=True)
class TrailRow:
    """One line of the table."""

    day: str
    done: str
    readiness: float


@dataclass(frozen=True)
class Trail:
    """Readiness from the day it was rated until today, as a picture and as a table."""

    chart: LineChart
    rows: list[TrailRow]


def progress_trail(
    assessment: Assessment, plan: Plan, rows: Mapping[str, StepProgress], today: date
) -> Trail | None:
    """The trail of a plan; None as long as no step is done."""
    ended = [(rows[step.key].done_at, step) for step in plan.steps if step.key in rows]
    done = [(timezone.localdate(at), step.title, step.points) for at, step in ended if at]
    if not done:
        return None
    rated = timezone.localdate(assessment.completed_at or assessment.started_at)
    points = trail(plan.readiness, rated, done)
    return Trail(
        chart=_chart(points, max(today, points[-1].day), today),
        rows=[
            TrailRow(day_words(p.day, today), ", ".join(p.titles) or "Rated yourself", p.readiness)
            for p in points
        ],
    )


def _chart(points: list[TrailPoint], last: date, today: date) -> LineChart:
    first, now = points[0], points[-1]
    ends = (day_words(first.day, today), day_words(last, today))
    low, high = _bounds([point.readiness for point in points])
    return line_chart(
        "Readiness over time, with the steps you have done",
        f"From {first.readiness:.1f} % on {ends[0]} to {now.readiness:.1f} % on {ends[1]}. The "
        "table below has the same figures.",
        [(point.day.toordinal(), point.readiness) for point in points],
        until=last.toordinal(),
        grid=[(level, f"{level} %") for level in range(low, high + 1, 10)],
        ends=ends,
    )


def _bounds(readiness: list[float]) -> tuple[int, int]:
    """The tens below and above, at least two tens apart: over 0 to 100 the line would look flat."""
    low, high = 10 * math.floor(min(readiness) / 10), 10 * math.ceil(max(readiness) / 10)
    high = min(100, max(high, low + 20))
    return min(low, high - 20), high
