"""Two values on a track with a line between them, a dot and a ring, and perhaps a third below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerpath.charts.frame import BASELINE, Frame, Picture, Scale

FRAME = Frame(left=12, right=348, label_left=2, font_size=14)
ROW = 43
ROW_WITH_THIRD = 52
TRACK_Y = 27
AXIS = 22
AXIS_BASELINE = 16
TICK_INSET = 10  # the outer ticks begin and end beyond the track, where labels begin


@dataclass(frozen=True)
class Dumbbell:
    """What a row shows; ``third`` is None where there is no third value."""

    label: str
    first: float
    second: float
    third: float | None = None


@dataclass(frozen=True)
class DumbbellRow:
    """A row's places in the picture; the line runs from ``low`` to ``high``."""

    label: str
    label_y: int
    y: int
    first: float
    second: float
    low: float
    high: float
    third: float | None


@dataclass(frozen=True)
class Tick:
    """The name of a value below the tracks; ``anchor`` is the SVG text-anchor."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True)
class DumbbellChart(Picture):
    """A picture of dumbbells, with the names of the values below them at ``axis_y``."""

    axis_y: int
    rows: tuple[DumbbellRow, ...]
    ticks: tuple[Tick, ...]


def dumbbell_chart(
    title: str, desc: str, dumbbells: Sequence[Dumbbell], names: Sequence[str], *, tall: bool
) -> DumbbellChart:
    """A picture of ``dumbbells`` from top to bottom.

    ``names`` are those of the values 0, 1, 2 and so on, at least two; values lie between 0 and the
    last of these.

    ``tall`` rows have room for a third value below the track.
    """
    scale = FRAME.scale(len(names) - 1)
    height = ROW_WITH_THIRD if tall else ROW
    rows = tuple(_row(item, place * height, scale) for place, item in enumerate(dumbbells))
    below = height * len(rows)
    ticks = _ticks(names, scale)
    return DumbbellChart(title, desc, below + AXIS, FRAME, below + AXIS_BASELINE, rows, ticks)


def _row(item: Dumbbell, top: int, scale: Scale) -> DumbbellRow:
    first, second = scale.at(item.first), scale.at(item.second)
    return DumbbellRow(
        label=FRAME.shortened(item.label),
        label_y=top + BASELINE,
        y=top + TRACK_Y,
        first=first,
        second=second,
        low=min(first, second),
        high=max(first, second),
        third=None if item.third is None else scale.at(item.third),
    )


def _ticks(names: Sequence[str], scale: Scale) -> tuple[Tick, ...]:
    inner = [Tick(scale.at(value), name, "middle") for value, name in enumerate(names)]
    first = Tick(FRAME.left - TICK_INSET, names[0], "start")
    last = Tick(FRAME.right + TICK_INSET, names[-1], "end")
    return (first, *inner[1:-1], last)
