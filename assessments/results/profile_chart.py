"""The picture of a person's ratings beside what roles ask, skill by skill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerpath.charts.lanes import LaneChart, Lanes, lane_chart
from roles.document.types import LEVEL_NAMES


@dataclass(frozen=True)
class SkillProfile:
    """One skill: the rating (None when unknown) and what each role requires, None for nothing."""

    category: str
    skill: str
    rating: int | None
    required: tuple[float | None, ...]
    note: str


def profile_chart(skills: Sequence[SkillProfile], *, title: str, desc: str) -> LaneChart:
    """A picture of ``skills`` in order, neighbours of one category together.

    All name the same roles, 1 to 4.
    """
    rows = [
        Lanes(
            group=item.category,
            label=item.skill,
            note=item.note,
            value=item.rating,
            # What is asked for at level 0 is not asked for: it has no mark.
            marks=tuple(level or None for level in item.required),
        )
        for item in skills
    ]
    return lane_chart(title, desc, rows, most=len(LEVEL_NAMES) - 1)
