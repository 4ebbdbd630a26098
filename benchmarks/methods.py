"""Ways to order roles for many people at once: ours, and those it is measured against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assessments.engine.likelihood import best_totals
from assessments.engine.profiles import Floats, RoleProfiles

Method = Callable[[RoleProfiles, Floats], Floats]
OURS = "fit (ours)"


def by_readiness(profiles: RoleProfiles, people: Floats) -> Floats:
    """Share of what the role asks for that the person has."""
    known, rated = _known(people)
    needed = known @ (profiles.weights * profiles.levels).T
    has = _by_role(profiles, lambda levels, weights: np.minimum(rated, levels) @ weights)
    return np.where(needed > 0, has / np.maximum(needed, 1e-12), 1.0)


def by_overlap(profiles: RoleProfiles, people: Floats) -> Floats:
    """Importance-weighted overlap of the two profiles: shared area over joint area."""
    known, rated = _known(people)
    shared = _by_role(profiles, lambda levels, weights: np.minimum(rated, levels) @ weights)
    joint = _by_role(
        profiles, lambda levels, weights: (known * np.maximum(rated, levels)) @ weights
    )
    overlap: Floats = shared / np.maximum(joint, 1e-12)
    return overlap


def by_euclid(profiles: RoleProfiles, people: Floats) -> Floats:
    """Nearest profile."""
    known, rated = _known(people)
    apart: Floats = known @ (profiles.levels**2).T - 2 * rated @ profiles.levels.T
    return -apart - (rated**2).sum(axis=1)[:, None]


def by_cosine(profiles: RoleProfiles, people: Floats) -> Floats:
    """Angle between the profiles; 0 for somebody who rates everything 0."""
    known, rated = _known(people)
    return _similar(rated, profiles.levels, known @ (profiles.levels**2).T)


def by_pearson(profiles: RoleProfiles, people: Floats) -> Floats:
    """Most similar shape; 0 for somebody who rates everything alike."""
    known, rated = _known(people)
    count = known.sum(axis=1, keepdims=True)
    centred = known * (rated - rated.sum(axis=1, keepdims=True) / count)
    sums = known @ profiles.levels.T
    return _similar(centred, profiles.levels, known @ (profiles.levels**2).T - sums**2 / count)


def _known(people: Floats) -> tuple[Floats, Floats]:
    """1 for each known rating and 0 for the others, and the ratings with 0 for unknown ones.

    All methods compare what is known and nothing else.
    """
    return (~np.isnan(people)).astype(float), np.nan_to_num(people)


def _by_role(profiles: RoleProfiles, one: Callable[[Floats, Floats], Floats]) -> Floats:
    """What ``one`` makes of each role's levels and weights, shape (N, R)."""
    pairs = zip(profiles.levels, profiles.weights, strict=True)
    return np.stack([one(levels, weights) for levels, weights in pairs], axis=1)


def _similar(people: Floats, levels: Floats, squares: Floats) -> Floats:
    """Products of rows over their lengths, squared ones of the roles in ``squares`` (N, R)."""
    own = np.linalg.norm(people, axis=1, keepdims=True)
    lengths = own * np.sqrt(np.maximum(squares, 0.0))
    found: Floats = people @ levels.T / np.maximum(lengths, 1e-12)
    return found


METHODS: dict[str, Method] = {
    OURS: best_totals,
    "readiness": by_readiness,
    "weighted overlap": by_overlap,
    "Euclid": by_euclid,
    "cosine": by_cosine,
    "Pearson": by_pearson,
}
