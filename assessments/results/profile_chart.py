"""A person's ratings beside what roles ask, skill by skill: every coordinate is worked out here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assessments.pages.charts import shortened

LEVELS = 4
WIDTH = 360
LEFT = 8  # room for a mark at nothing
TRACK = 330  # and room for a letter beside a mark at the end
HEAD = 30
LABEL = 18
LANE = 16
PAD = 10
# Told apart by shape and letter, never by colour alone; drawn around 0,0.
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6l6 6l-6 6l-6-6z",
    "M0-5.5l6 10.5h-12z",
)
LETTERS = "ABCD"


@dataclass(frozen=True)
class ChartedSkill:
    """One skill: the rating (None when unknown) and what each role requires, None for nothing."""

    category: str
    skill: str
    rating: int | None
    required: tuple[float | None, ...]
    note: str


@dataclass(frozen=True)
class Mark:
    """A role's required level in its lane; ``gap_x`` to ``x`` is what is missing, if anything."""

    letter: str
    shape: str
    x: float
    y: float
    letter_x: float
    gap_x: float | None


@dataclass(frozen=True)
class ProfileRow:
    """A skill: its label, the band of its rating, and a mark for each role that asks for it."""

    label: str
    note: str
    label_y: float
    top: float
    height: float
    bar_width: float
    edge_x: float
    unknown: bool
    marks: list[Mark]


@dataclass(frozen=True)
class Group:
    """A category with its skills."""

    name: str
    y: float
    rows: list[ProfileRow]


@dataclass(frozen=True)
class ProfileChart:
    """The picture; ``ticks`` are the levels between nothing and expert. One role has no letter."""

    width: int
    height: float
    left: int
    right: int
    track: int
    ticks: list[float]
    groups: list[Group]


def profile_chart(skills: Sequence[ChartedSkill]) -> ProfileChart:
    """The skills in order, those of one category together. All name the same roles, 1 to 4."""
    y, groups = 0.0, []
    for name, items in groupby(skills, key=lambda item: item.category):
        head, rows = y + 18, []
        y += HEAD
        for item in items:
            row = _row(item, y)
            rows.append(row)
            y = row.top + row.height + PAD
        groups.append(Group(name, head, rows))
    return ProfileChart(
        width=WIDTH,
        height=y,
        left=LEFT,
        right=LEFT + TRACK,
        track=TRACK,
        ticks=[_x(level) for level in range(LEVELS + 1)],
        groups=groups,
    )


def _row(item: ChartedSkill, y: float) -> ProfileRow:
    top = y + LABEL
    lanes = len(item.required)
    return ProfileRow(
        label=shortened(item.skill, item.note, TRACK),
        note=item.note,
        label_y=y + 13,
        top=top,
        height=lanes * LANE,
        bar_width=round((item.rating or 0) / LEVELS * TRACK, 1),
        edge_x=_x(item.rating or 0),
        unknown=item.rating is None,
        marks=[
            _mark(lane, level, item.rating, top, lettered=lanes > 1)
            for lane, level in enumerate(item.required)
            if level
        ],
    )


def _mark(lane: int, level: float, rating: int | None, top: float, *, lettered: bool) -> Mark:
    x = _x(level)
    missing = rating is not None and rating < level
    return Mark(
        letter=LETTERS[lane] if lettered else "",
        shape=SHAPES[lane],
        x=x,
        y=top + lane * LANE + LANE / 2,
        letter_x=x + 9,
        gap_x=_x(rating or 0) if missing else None,
    )


def _x(level: float) -> float:
    return round(LEFT + level / LEVELS * TRACK, 1)
