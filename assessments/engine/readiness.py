"""Readiness: how much of what a role asks for a person has."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.rounding import round_parts


@dataclass(frozen=True, eq=False)
class Readiness:
    """0-100 % per role, shape (R,): ``low`` counts unknown ratings as 0, ``high`` as enough."""

    low: Floats
    high: Floats


def readiness(profiles: RoleProfiles, ratings: Floats) -> Readiness:
    """Readiness of every role: ``100 * sum(w * min(h, n)) / sum(w * n)``.

    ``ratings`` (S,) 0-4, NaN for unknown. A role that asks for nothing is 100 % ready.
    """
    needed = profiles.weights * profiles.levels
    total = needed.sum(axis=1)
    known = profiles.weights * np.minimum(np.nan_to_num(ratings), profiles.levels)
    low = known.sum(axis=1)
    high = low + (needed * np.isnan(ratings)).sum(axis=1)
    nothing = total == 0
    # np.where works out both of its branches, so neither may divide by 0.
    safe = np.where(nothing, 1.0, total)
    return Readiness(
        low=np.where(nothing, 100.0, 100.0 * low / safe),
        high=np.where(nothing, 100.0, 100.0 * high / safe),
    )


@dataclass(frozen=True)
class SkillPart:
    """One skill's share of a role's readiness, in percentage points as shown (one decimal).

    ``rating`` is None when unknown. ``has`` + ``cost`` is what the skill can give in all; over a
    role's parts ``has`` adds up to the readiness shown and ``has`` + ``cost`` to 100.
    """

    skill: str
    rating: int | None
    required: float
    importance: float
    has: float
    cost: float

    @property
    def gap(self) -> float:
        """Levels missing, 0 when the rating suffices; an unknown rating counts as 0."""
        return max(0.0, self.required - (self.rating or 0))


def readiness_parts(profiles: RoleProfiles, role: int, ratings: Floats) -> list[SkillPart]:
    """The parts of one role's readiness (low end), in the catalogue's order of skills.

    The parts as rounded add up exactly to the readiness as rounded to one decimal, and all parts
    with all costs to 100.0.
    """
    asked = np.flatnonzero(profiles.weights[role])
    if asked.size == 0:
        return []
    required, weight = profiles.levels[role, asked], profiles.weights[role, asked]
    mine = ratings[asked]
    share = 100.0 / (weight * required).sum()
    has = share * weight * np.minimum(np.nan_to_num(mine), required)
    cost = share * weight * required - has
    # Readiness in its own arithmetic: summed differently, exactly half a tenth may round apart.
    row = slice(role, role + 1)
    alone = replace(profiles, levels=profiles.levels[row], weights=profiles.weights[row])
    shown = round(float(readiness(alone, ratings).low[0]), 1)
    has, cost = round_parts(has, total=shown), round_parts(cost, total=100.0 - shown)
    return [
        SkillPart(
            skill=profiles.skill_slugs[column],
            rating=None if np.isnan(mine[place]) else int(mine[place]),
            required=float(required[place]),
            importance=float(weight[place]),
            has=float(has[place]),
            cost=float(cost[place]),
        )
        for place, column in enumerate(asked)
    ]
