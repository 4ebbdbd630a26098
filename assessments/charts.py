"""Numbers for the SVG pictures: every coordinate worked out here, none in a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
LEFT = 7
TRACK = 346
ROW = 34
LEVELS = 4


@dataclass(frozen=True)
class BarRow:
    """A label with a note, a bar below them, and a mark on the bar's track; no bar if unknown."""

    label: str
    note: str
    label_y: float
    bar_y: float
    bar_width: float
    mark_x: float
    unknown: bool


@dataclass(frozen=True)
class BarChart:
    """A picture of rows; ``track`` is the full length of a bar, which begins at ``left``."""

    width: int
    height: float
    left: int
    track: int
    rows: list[BarRow]


def gap_chart(skills: Sequence[tuple[str, int | None, float]]) -> BarChart:
    """Rating (bar) against requirement (mark): (name, rating or None, required level), in order."""
    return _chart(
        [
            _row(
                place,
                name,
                f"{'?' if rating is None else rating} of {required:g}",
                bar=None if rating is None else rating / LEVELS,
                mark=required / LEVELS,
            )
            for place, (name, rating, required) in enumerate(skills)
        ]
    )


def share_chart(roles: Sequence[tuple[str, int]]) -> BarChart:
    """How often a role comes first (bar): (title, whole per cent), in order."""
    return _chart(
        [
            _row(place, title, f"{percent} %", bar=percent / 100, mark=0)
            for place, (title, percent) in enumerate(roles)
        ]
    )


def rank_chart(roles: Sequence[tuple[str, float, float]]) -> BarChart:
    """Score (bar) and readiness (mark): (title, score 0-100, readiness 0-100), in order."""
    return _chart(
        [
            _row(place, title, f"{fit:.1f}", bar=min(fit, 100.0) / 100, mark=ready / 100)
            for place, (title, fit, ready) in enumerate(roles)
        ]
    )


def _row(place: int, label: str, note: str, *, bar: float | None, mark: float) -> BarRow:
    """``bar`` and ``mark`` are shares of the track, 0-1; ``bar`` is None when unknown."""
    top = place * ROW
    return BarRow(
        label=label,
        note=note,
        label_y=top + 14,
        bar_y=top + 20,
        bar_width=round((bar or 0) * TRACK, 1),
        mark_x=round(LEFT + mark * TRACK, 1),
        unknown=bar is None,
    )


def _chart(rows: list[BarRow]) -> BarChart:
    return BarChart(WIDTH, ROW * len(rows) + 6, LEFT, TRACK, rows)
