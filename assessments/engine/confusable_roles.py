"""Which roles the questionnaire can hardly tell apart, from people drawn for each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.impact import SAMPLE_PER_ROLE, SEED, simulated
from assessments.engine.profiles import Floats, RoleProfiles

MOST_TAKEN = 0.25  # share of one role's people that another role may come first for
FAR = 4.0  # spreads apart, whatever the style: beyond it, hardly any of them fit the other better
MANY_ROLES = 200  # with more, fewer people are drawn of each
FEW_PER_ROLE = 20  # people drawn of each where there are many roles


@dataclass(frozen=True)
class Confusion:
    """Two roles by slug, and the mean share 0-1 of either's people who fit the other better."""

    first: str
    second: str
    share: float


def confusable_roles(
    profiles: RoleProfiles, per_role: int | None = None, seed: int = SEED
) -> list[Confusion]:
    """Pairs of roles whose people fit the other one at least as well too often, worst first."""
    count = len(profiles.role_slugs)
    drawn = per_role or (FEW_PER_ROLE if count > MANY_ROLES else SAMPLE_PER_ROLE)
    near = distances(profiles) <= FAR
    people = simulated(profiles, drawn, seed).ratings.reshape(count, drawn, -1)
    taken = np.zeros((count, count))
    for role in np.flatnonzero(near.sum(axis=1) > 1):
        rows = np.flatnonzero(near[role])
        totals = likelihood.best_totals(profiles, people[role], rows)
        own = totals[:, rows == role]
        taken[role, rows] = np.mean(totals >= own, axis=0)
    both = (taken + taken.T) / 2
    pairs: NDArray[np.intp] = np.argwhere(np.triu(both >= MOST_TAKEN, k=1))
    found = [
        Confusion(profiles.role_slugs[a], profiles.role_slugs[b], float(both[a, b]))
        for a, b in pairs
    ]
    return sorted(found, key=lambda item: -item.share)


def distances(profiles: RoleProfiles) -> Floats:
    """How far roles are apart in spreads of their skills, shape (R, R).

    What a style of rating can make up for, the same shift of every skill, is taken out.
    """
    weights = 1 / profiles.spreads**2
    scaled = profiles.levels * np.sqrt(weights)
    squares = (scaled**2).sum(axis=1)
    sums = profiles.levels @ weights
    apart = squares[:, None] + squares[None, :] - 2 * scaled @ scaled.T
    apart -= (sums[:, None] - sums[None, :]) ** 2 / weights.sum()
    found: Floats = np.sqrt(np.maximum(apart, 0))
    return found
