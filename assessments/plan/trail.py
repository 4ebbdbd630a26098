"""The picture of how readiness has moved, and the same as a table."""

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

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 352, 12, 160


@dataclass(frozen=True)
class GridLine:
    """A level of readiness across the picture."""

    y: float
    text: str


@dataclass(frozen=True)
class Dot:
    """The readiness of one day, on its place in the picture."""

    x: float
    y: float


@dataclass(frozen=True)
class TrailRow:
    """One line of the table."""

    day: str
    done: str
    readiness: float


@dataclass(frozen=True)
class Trail:
    """Readiness from the day it was rated until today. ``line`` is an SVG path."""

    width: int
    height: int
    left: int
    right: int
    line: str
    dots: list[Dot]
    grid: list[GridLine]
    label_y: int
    first_day: str
    last_day: str
    desc: str
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
    return _drawn(points, max(today, points[-1].day), today)


def _drawn(points: list[TrailPoint], last: date, today: date) -> Trail:
    first = points[0]
    days = max((last - first.day).days, 1)
    low, high = _bounds([p.readiness for p in points])

    def y(readiness: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (readiness - low) / (high - low), 1)

    dots = [
        Dot(round(LEFT + (RIGHT - LEFT) * (p.day - first.day).days / days, 1), y(p.readiness))
        for p in points
    ]
    steps = "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
    now = points[-1].readiness
    return Trail(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        line=f"M{dots[0].x} {dots[0].y}{steps}H{RIGHT}",
        dots=dots,
        grid=[GridLine(y(level), f"{level} %") for level in range(low, high + 1, 10)],
        label_y=BOTTOM + 22,
        first_day=day_words(first.day, today),
        last_day=day_words(last, today),
        desc=(
            f"From {first.readiness:.1f} % on {day_words(first.day, today)} to {now:.1f} % on "
            f"{day_words(last, today)}. The table below has the same figures."
        ),
        rows=[
            TrailRow(day_words(p.day, today), ", ".join(p.titles) or "Rated yourself", p.readiness)
            for p in points
        ],
    )


def _bounds(readiness: list[float]) -> tuple[int, int]:
    """The tens below and above, at least two tens apart; the picture shows what is between."""
    low, high = 10 * math.floor(min(readiness) / 10), 10 * math.ceil(max(readiness) / 10)
    high = min(100, max(high, low + 20))
    return min(low, high - 20), high
