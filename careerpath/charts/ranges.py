"""Ranges on one scale that begins at nought, each with a ring at its middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerpath.charts.frame import BASELINE, WIDTH, Frame, Picture, Scale

# Rings at the ends reach beyond the frame: the template lets them.
FRAME = Frame(left=0, right=WIDTH, label_left=0, font_size=12)
ROW = 46
TRACK_Y = 28
FOOT = 4
THINNEST = 1  # so that a range of one value is seen


@dataclass(frozen=True)
class Range:
    """What a row shows; no value is below 0, and ``low`` is at most ``high``.

    ``ending`` follows the label directly and stays whole where the label has to be cut.
    """

    label: str
    low: float
    middle: float
    high: float
    ending: str = ""


@dataclass(frozen=True)
class RangeRow:
    """A row's places in the picture; the range is ``width`` long from ``x`` on."""

    label: str
    label_y: int
    y: int
    x: float
    width: float
    ring_x: float


@dataclass(frozen=True)
class RangeChart(Picture):
    """A picture of rows with one range each."""

    rows: tuple[RangeRow, ...]


def range_chart(title: str, desc: str, ranges: Sequence[Range]) -> RangeChart:
    """A picture of ``ranges``, at least one, on a scale that ends at their greatest value."""
    # Where all are 0 the scale still needs a length.
    scale = FRAME.scale(max(max(item.high, item.middle) for item in ranges) or 1)
    rows = tuple(_row(item, place * ROW, scale) for place, item in enumerate(ranges))
    return RangeChart(title, desc, ROW * len(rows) + FOOT, FRAME, rows)


def _row(item: Range, top: int, scale: Scale) -> RangeRow:
    x = min(scale.at(item.low), FRAME.right - THINNEST)
    return RangeRow(
        label=_label(item),
        label_y=top + BASELINE,
        y=top + TRACK_Y,
        x=x,
        width=round(max(scale.at(item.high) - x, THINNEST), 1),
        ring_x=scale.at(item.middle),
    )


def _label(item: Range) -> str:
    label = FRAME.shortened(item.label, item.ending) or item.label
    return FRAME.shortened(label + item.ending)
