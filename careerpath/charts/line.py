"""A line that keeps each value until the next one, over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerpath.charts.frame import Frame, Picture, Scale

FRAME = Frame(left=40, right=352, label_left=40, font_size=12)  # the values' names stand left
HEIGHT = 190
TOP, BOTTOM = 12, 160
ENDS_Y = 182


@dataclass(frozen=True)
class Dot:
    """Where a value stands in the picture."""

    x: float
    y: float


@dataclass(frozen=True)
class GridLine:
    """A line across the picture at one value, with the value's name."""

    y: float
    text: str


@dataclass(frozen=True)
class LineChart(Picture):
    """A picture of a line with dots; ``path`` is its SVG path.

    ``first`` and ``last`` name the ends of the time; they stand at ``ends_y``.
    """

    path: str
    dots: tuple[Dot, ...]
    grid: tuple[GridLine, ...]
    ends_y: int
    first: str
    last: str


def line_chart(
    title: str,
    desc: str,
    values: Sequence[tuple[float, float]],
    *,
    until: float,
    grid: Sequence[tuple[float, str]],
    ends: tuple[str, str],
) -> LineChart:
    """A picture of a line through ``values``, which keeps each value until the next one.

    ``values`` are (when, how much), the earliest first, at least one; the line goes on to
    ``until``, which is no earlier than the last. ``ends`` name the first and the last time.

    ``grid``: two or more values with their names, lowest first, between which all others lie.
    """
    begin = values[0][0]
    # All on one day: a scale needs two ends.
    time = Scale(begin, max(until, begin + 1), FRAME.left, FRAME.right)
    heights = Scale(grid[0][0], grid[-1][0], BOTTOM, TOP)
    dots = tuple(Dot(time.at(when), heights.at(much)) for when, much in values)
    steps = "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
    return LineChart(
        title=title,
        desc=desc,
        height=HEIGHT,
        frame=FRAME,
        path=f"M{dots[0].x} {dots[0].y}{steps}H{FRAME.right}",
        dots=dots,
        grid=tuple(GridLine(heights.at(value), name) for value, name in grid),
        ends_y=ENDS_Y,
        first=ends[0],
        last=ends[1],
    )
