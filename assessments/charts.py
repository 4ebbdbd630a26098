"""Numbers for the SVG pictures: every coordinate worked out here, none in a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
LEFT = 7
TRACK = 346
LEVELS = 4


@dataclass(frozen=True)
class GapRow:
    """One skill: a bar to the rating, a mark at the requirement."""

    label: str
    note: str
    label_y: float
    bar_y: float
    bar_width: float
    mark_x: float
    mark_y: float
    unknown: bool


@dataclass(frozen=True)
class GapChart:
    """Rating against requirement, a row per skill."""

    width: int
    height: float
    left: int
    track: int
    rows: list[GapRow]


def gap_chart(skills: Sequence[tuple[str, int | None, float]]) -> GapChart:
    """Chart of (name, rating or None, required level), in order."""
    unit = TRACK / LEVELS
    rows = [
        GapRow(
            label=name,
            note=f"{'?' if rating is None else rating} of {required:g}",
            label_y=14 + place * 34,
            bar_y=20 + place * 34,
            bar_width=(rating or 0) * unit,
            mark_x=round(LEFT + required * unit - 1.5, 1),
            mark_y=17 + place * 34,
            unknown=rating is None,
        )
        for place, (name, rating, required) in enumerate(skills)
    ]
    return GapChart(WIDTH, 34 * len(rows) + 6, LEFT, TRACK, rows)


@dataclass(frozen=True)
class RankRow:
    """One role: a bar for fit, a ring for readiness."""

    label: str
    note: str
    label_y: float
    bar_y: float
    bar_width: float
    ring_x: float
    ring_y: float


@dataclass(frozen=True)
class RankChart:
    """The closest roles by fit, with readiness marked."""

    width: int
    height: float
    left: int
    track: int
    rows: list[RankRow]


def rank_chart(roles: Sequence[tuple[str, float, float]]) -> RankChart:
    """Chart of (title, fit 0-100, readiness 0-100), in order."""
    rows = [
        RankRow(
            label=title,
            note=f"{fit:.1f}",
            label_y=14 + place * 34,
            bar_y=20 + place * 34,
            bar_width=round(min(fit, 100.0) / 100 * TRACK, 1),
            ring_x=round(LEFT + ready / 100 * TRACK, 1),
            ring_y=24 + place * 34,
        )
        for place, (title, fit, ready) in enumerate(roles)
    ]
    return RankChart(WIDTH, 34 * len(rows) + 6, LEFT, TRACK, rows)
