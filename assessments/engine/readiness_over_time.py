"""How readiness has moved: as rated, and day by day as steps were done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True)
class TrailPoint:
    """Readiness as shown at the end of ``day``; ``titles`` are the steps done on it."""

    day: date
    readiness: float
    titles: tuple[str, ...] = ()


def trail(
    readiness: float, rated: date, done: Iterable[tuple[date, str, float]]
) -> list[TrailPoint]:
    """The way so far in order: the rating, then one point for each day with steps done.

    ``readiness`` (per cent as shown) is that of the day it was ``rated``; ``done`` are steps: day,
    title, points. A step done before the rating (its day was put in later) counts from that day.
    """
    steps = sorted((max(day, rated), title, points) for day, title, points in done)
    points = [TrailPoint(rated, readiness)]
    for day, group in groupby(steps, key=lambda step: step[0]):
        of_day = list(group)
        reached = points[-1].readiness + sum(gain for _, _, gain in of_day)
        titles = tuple(title for _, title, _ in of_day)
        points.append(TrailPoint(day, round(reached, 1), titles))
    return points
