"""Ways to order roles for many people at once: ours, and those it is measured against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assessments.engine.likelihood import best_totals
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.readiness import readiness

Method = Callable[[RoleProfiles, Floats], Floats]
OURS = "fit (ours)"


def by_readiness(profiles: RoleProfiles, people: Floats) -> Floats:
    """Share of what the role asks for that the person has."""
    return np.array([readiness(profiles, ratings).low for ratings in people])


def by_overlap(profiles: RoleProfiles, people: Floats) -> Floats:
    """Importance-weighted overlap of the two profiles: shared area over joint area."""
    levels, weights = profiles.levels, profiles.weights

    def one(ratings: Floats) -> Floats:
        shared = (weights * np.minimum(ratings, levels)).sum(axis=1)
        joint: Floats = shared / np.maximum(
            (weights * np.maximum(ratings, levels)).sum(axis=1), 1e-12
        )
        return joint

    return np.array([one(ratings) for ratings in people])


def by_euclid(profiles: RoleProfiles, people: Floats) -> Floats:
    """Nearest profile."""
    levels = profiles.levels
    return 2 * people @ levels.T - (levels**2).sum(axis=1) - (people**2).sum(axis=1)[:, None]


def by_cosine(profiles: RoleProfiles, people: Floats) -> Floats:
    """Angle between the profiles; 0 for somebody who rates everything 0."""
    return _scaled(people) @ _scaled(profiles.levels).T


def by_pearson(profiles: RoleProfiles, people: Floats) -> Floats:
    """Most similar shape; 0 for somebody who rates everything alike."""
    return _scaled(_centred(people)) @ _scaled(_centred(profiles.levels)).T


def _centred(rows: Floats) -> Floats:
    return rows - rows.mean(axis=1, keepdims=True)


def _scaled(rows: Floats) -> Floats:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


METHODS: dict[str, Method] = {
    OURS: best_totals,
    "readiness": by_readiness,
    "weighted overlap": by_overlap,
    "Euclid": by_euclid,
    "cosine": by_cosine,
    "Pearson": by_pearson,
}
