"""Numbers for the SVG pictures: every coordinate worked out here, none in a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
LEFT = 7  # room for a ring at nothing
TRACK = 346
ROW = 34
PAIR_ROW = 46
LETTER = 7.2  # how wide one is, about, at the size of labels
GAP = 8


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
    """A picture of rows; ``track`` is the full length of a bar, from ``left`` to ``right``."""

    width: int
    height: float
    left: int
    track: int
    rows: list[BarRow]

    @property
    def right(self) -> int:
        """Where the tracks end, and the notes above them."""
        return self.left + self.track


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


def history_chart(lines: Sequence[tuple[str, str, float | None]]) -> BarChart:
    """Readiness (bar) over time: (label, readiness in words, 0-100 or None), in order."""
    return _chart(
        [
            _row(place, label, note, bar=None if low is None else low / 100, mark=0)
            for place, (label, note, low) in enumerate(lines)
        ]
    )


@dataclass(frozen=True)
class Pair:
    """A label, two bars below it and their figures."""

    label: str
    note: str
    label_y: float
    first_y: float
    first_width: float
    second_y: float
    second_width: float


@dataclass(frozen=True)
class PairChart:
    """A picture of paired bars of up to ``track``, from ``left`` to ``right``."""

    width: int
    height: float
    left: int
    right: int
    track: int
    pairs: list[Pair]


def pair_chart(roles: Sequence[tuple[str, float, float]]) -> PairChart:
    """Readiness above interest: (title, readiness 0-100, interest 0-100), in order."""
    pairs = [
        Pair(
            label=shortened(title, note := f"{ready:.0f} % · {enjoyed:.0f} %"),
            note=note,
            label_y=place * PAIR_ROW + 14,
            first_y=place * PAIR_ROW + 20,
            first_width=round(ready / 100 * TRACK, 1),
            second_y=place * PAIR_ROW + 29,
            second_width=round(enjoyed / 100 * TRACK, 1),
        )
        for place, (title, ready, enjoyed) in enumerate(roles)
    ]
    return PairChart(WIDTH, PAIR_ROW * len(pairs) + 6, LEFT, LEFT + TRACK, TRACK, pairs)


def shortened(label: str, note: str, track: int = TRACK) -> str:
    """As much of a label as there is room for before its note; the table has all of it."""
    room = int((track - GAP) / LETTER) - len(note)
    return label if len(label) <= room else f"{label[: room - 1].rstrip(' ,')}…"


def _row(place: int, label: str, note: str, *, bar: float | None, mark: float) -> BarRow:
    """``bar`` and ``mark`` are shares of the track, 0-1; ``bar`` is None when unknown."""
    top = place * ROW
    return BarRow(
        label=shortened(label, note),
        note=note,
        label_y=top + 14,
        bar_y=top + 20,
        bar_width=round((bar or 0) * TRACK, 1),
        mark_x=round(LEFT + mark * TRACK, 1),
        unknown=bar is None,
    )


def _chart(rows: list[BarRow]) -> BarChart:
    return BarChart(WIDTH, ROW * len(rows) + 6, LEFT, TRACK, rows)
