"""Which skills matter for a few roles: those that weigh most, and those that tell them apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles

WEIGHTY = 0.8  # share of all that the roles ask for which the skills kept make up
TELLING = 0.7  # share of all differences between the roles likewise
FEWEST = 12  # skills kept in any case, the weightiest


def skills_that_matter(profiles: RoleProfiles, roles: Sequence[int]) -> frozenset[int]:
    """Columns of the skills to ask somebody about who looks at these ``roles`` (rows) only.

    Skills that make up most of what the roles ask for, by level and importance, and skills that
    make up most of the differences between their levels, in spreads of the ratings.
    """
    levels, weights = profiles.levels[list(roles)], profiles.weights[list(roles)]
    asked = (levels * weights).sum(axis=0)
    apart = levels.var(axis=0) / profiles.spreads**2
    first = np.argsort(-asked, kind="stable")[:FEWEST]
    kept = {*_most(asked, WEIGHTY), *_most(apart, TELLING), *(int(c) for c in first if asked[c])}
    return frozenset(kept)


def _most(values: Floats, share: float) -> list[int]:
    """The fewest places whose values make up ``share`` of the sum."""
    total = float(values.sum())
    if total <= 0:
        return []
    order = np.argsort(-values, kind="stable")
    enough = int(np.searchsorted(np.cumsum(values[order]), share * total)) + 1
    return [int(place) for place in order[:enough]]
