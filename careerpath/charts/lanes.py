"""A band to a value, and over it a lane for each of up to four marks; rows in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from careerpath.charts.frame import Frame, Picture, Scale
from careerpath.charts.marks import LETTERS, SHAPES

FRAME = Frame(left=8, right=338, label_left=8)  # a letter stands beside a mark at the end
# Of a heading and of a label: its baseline below the top, and where what it heads begins.
GROUP_BASELINE, GROUP_HEAD = 18, 30
LABEL_BASELINE, LABEL_HEAD = 13, 18
LANE = 16
PAD = 10
LETTER_X = 9  # beside the middle of a mark


@dataclass(frozen=True)
class Lanes:
    """What a row shows: a band to ``value`` (None when unknown), and a mark a lane, if any.

    All rows of a picture have the same lanes, one to four. Up to a mark above the value runs a
    dotted line: what is missing.
    """

    group: str
    label: str
    note: str
    value: float | None
    marks: tuple[float | None, ...]


@dataclass(frozen=True)
class LaneMark:
    """A mark's places in the picture; a dotted line runs from ``gap_x``, unless None, to ``x``."""

    letter: str
    shape: str
    x: float
    y: float
    letter_x: float
    gap_x: float | None


@dataclass(frozen=True)
class LaneRow:
    """A row's places in the picture; without a band up to ``edge_x``, ``width`` is None."""

    label: str
    note: str
    label_y: int
    top: int
    height: int
    width: float | None
    edge_x: float
    marks: tuple[LaneMark, ...]


@dataclass(frozen=True)
class LaneGroup:
    """Rows under a heading; ``y`` is the heading's baseline."""

    name: str
    y: int
    rows: tuple[LaneRow, ...]


@dataclass(frozen=True)
class LaneChart(Picture):
    """A picture of rows in groups; ``ticks`` are the x of the whole values from 0 on."""

    ticks: tuple[float, ...]
    groups: tuple[LaneGroup, ...]


def lane_chart(title: str, desc: str, rows: Sequence[Lanes], most: int) -> LaneChart:
    """A picture of ``rows`` from top to bottom, neighbours of one group under its name.

    Values lie from 0 to ``most``. Marks have letters only where rows have more than one.
    """
    scale = FRAME.scale(most)
    y, groups = 0, []
    for name, items in groupby(rows, key=lambda row: row.group):
        head, drawn = y + GROUP_BASELINE, []
        y += GROUP_HEAD
        for item in items:
            row = _row(item, y, scale)
            drawn.append(row)
            y = row.top + row.height + PAD
        groups.append(LaneGroup(FRAME.shortened(name), head, tuple(drawn)))
    ticks = tuple(scale.at(value) for value in range(most + 1))
    return LaneChart(title, desc, y, FRAME, ticks, tuple(groups))


def _row(item: Lanes, y: int, scale: Scale) -> LaneRow:
    top = y + LABEL_HEAD
    lettered = len(item.marks) > 1
    return LaneRow(
        label=FRAME.shortened(item.label, item.note),
        note=item.note,
        label_y=y + LABEL_BASELINE,
        top=top,
        height=len(item.marks) * LANE,
        width=None if item.value is None else scale.length(item.value),
        edge_x=scale.at(item.value or 0),
        marks=tuple(
            _mark(lane, mark, item.value, top, scale, lettered=lettered)
            for lane, mark in enumerate(item.marks)
            if mark is not None
        ),
    )


def _mark(
    lane: int, mark: float, value: float | None, top: int, scale: Scale, *, lettered: bool
) -> LaneMark:
    x = scale.at(mark)
    return LaneMark(
        letter=LETTERS[lane] if lettered else "",
        shape=SHAPES[lane],
        x=x,
        y=top + lane * LANE + LANE / 2,
        letter_x=x + LETTER_X,
        gap_x=scale.at(value) if value is not None and value < mark else None,
    )
