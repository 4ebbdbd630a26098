"""Bars one below the other, one or two to a row, each with a label and a note above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerpath.charts.frame import BASELINE, Frame, Picture

FRAME = Frame(left=7, right=353, label_left=7)
ROW = 34
PAIR_ROW = 46
BAR_TOP = 20
SECOND_BAR_TOP = 29
FOOT = 6
MOST = 100  # the value at the end of a track


@dataclass(frozen=True)
class Bar:
    """What a row shows: ``value`` 0-100 as a bar, None for no bar, and a ring at ``ring`` 0-100."""

    label: str
    note: str
    value: float | None
    ring: float | None = None


@dataclass(frozen=True)
class BarRow:
    """A row's places in the picture; without a bar ``width`` is None, without a ring ``ring_x``."""

    label: str
    note: str
    label_y: int
    bar_y: int
    width: float | None
    ring_x: float | None


@dataclass(frozen=True)
class BarChart(Picture):
    """A picture of rows with one bar each."""

    rows: tuple[BarRow, ...]


def bar_chart(title: str, desc: str, bars: Sequence[Bar]) -> BarChart:
    """A picture of ``bars`` from top to bottom. ``desc`` says what it shows in words."""
    rows = tuple(_row(bar, place * ROW) for place, bar in enumerate(bars))
    return BarChart(title, desc, ROW * len(rows) + FOOT, FRAME, rows)


def _row(bar: Bar, top: int) -> BarRow:
    scale = FRAME.scale(MOST)
    return BarRow(
        label=FRAME.shortened(bar.label, bar.note),
        note=bar.note,
        label_y=top + BASELINE,
        bar_y=top + BAR_TOP,
        width=None if bar.value is None else scale.length(bar.value),
        ring_x=None if bar.ring is None else scale.at(bar.ring),
    )


@dataclass(frozen=True)
class BarPair:
    """What a row of two bars shows; ``first`` and ``second`` are 0-100."""

    label: str
    note: str
    first: float
    second: float


@dataclass(frozen=True)
class BarPairRow:
    """A row's places in the picture: a full bar, and an outlined one below it."""

    label: str
    note: str
    label_y: int
    first_y: int
    first_width: float
    second_y: int
    second_width: float


@dataclass(frozen=True)
class BarPairChart(Picture):
    """A picture of rows with two bars each."""

    rows: tuple[BarPairRow, ...]


def bar_pair_chart(title: str, desc: str, pairs: Sequence[BarPair]) -> BarPairChart:
    """A picture of ``pairs`` from top to bottom. ``desc`` says what it shows in words."""
    rows = tuple(_pair_row(pair, place * PAIR_ROW) for place, pair in enumerate(pairs))
    return BarPairChart(title, desc, PAIR_ROW * len(rows) + FOOT, FRAME, rows)


def _pair_row(pair: BarPair, top: int) -> BarPairRow:
    scale = FRAME.scale(MOST)
    return BarPairRow(
        label=FRAME.shortened(pair.label, pair.note),
        note=pair.note,
        label_y=top + BASELINE,
        first_y=top + BAR_TOP,
        first_width=scale.length(pair.first),
        second_y=top + SECOND_BAR_TOP,
        second_width=scale.length(pair.second),
    )
