"""Ladders: nobody sees a senior, lead or head role before the ordinary one they are not ready for.

Fit says what shape somebody has, and the shape of a role and of the one above it is nearly the
same: at the start of a ladder the higher one must not come first. So a role comes after each lower
role of its ladder that the person is not READY for; and one that nobody begins with comes after an
ordinary one as long as the person is not OWN_READY for it. It gives up as many points of the score
as that takes, and at least one for each per cent of readiness that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles

READY = 80.0  # per cent of what the lower role asks for: from here on the higher one is free
OWN_READY = 60.0  # per cent of what a role that nobody begins with asks for itself
BEHIND = 0.1  # points: the least that can be seen


@dataclass(frozen=True)
class Rung:
    """What keeps a role back: somebody is ``ready`` for no more than a part, in per cent below
    ``needed``, of what the role ``lower`` (row) of its ladder asks; None: of what it asks itself.
    """

    lower: int | None
    ready: float
    needed: float


def ladder_points(profiles: RoleProfiles, score: Floats, ready: Floats) -> Floats:
    """What its ladder takes from each role's score: points of 0 or less, shape (N, R).

    ``score`` (N, R) in points; ``ready`` (N, R) as from ``known_readiness``. Scores stay at 0 or
    above, or BEHIND below that for each rung where the lower role has no points itself.
    """
    if not profiles.method.ladders:
        return np.zeros_like(score)
    after = np.array(score)
    above = set(profiles.above)
    # What a role must come after has its points first: ordinary roles, then those above them.
    for role, lower in profiles.ladders:
        if role not in above:
            _put_behind(after, score, role, after[:, lower], READY - ready[:, lower])
    if profiles.ordinary:
        best = after[:, profiles.ordinary].max(axis=1)
        for role in profiles.above:
            _put_behind(after, score, role, best, OWN_READY - ready[:, role])
    for role, lower in profiles.ladders:
        if role in above:
            _put_behind(after, score, role, after[:, lower], READY - ready[:, lower])
    points: Floats = after - score
    return points


def _put_behind(after: Floats, score: Floats, role: int, other: Floats, missing: Floats) -> None:
    """Take a point of ``score`` for each per cent that is ``missing``, down to 0, and as many as it
    takes to come after ``other``, shapes (N,); nothing where nothing is missing."""
    limit = np.minimum(np.maximum(score[:, role] - missing, 0.0), other - BEHIND)
    after[:, role] = np.where(missing > 0, np.minimum(after[:, role], limit), after[:, role])


def known_readiness(profiles: RoleProfiles, people: Floats) -> Floats:
    """Readiness of many people for every role, in per cent of what is known of them, (N, R).

    ``people`` (N, S) 0-4, NaN for unknown. NaN for a role of which nothing is known.
    """
    asked = profiles.weights * profiles.levels
    needed = (~np.isnan(people)).astype(float) @ asked.T
    has = np.stack(
        [
            np.minimum(np.nan_to_num(people), levels) @ weights
            for levels, weights in zip(profiles.levels, profiles.weights, strict=True)
        ],
        axis=1,
    )
    found: Floats = 100.0 * has / np.where(needed > 0, needed, np.nan)
    return found


def rung(profiles: RoleProfiles, ratings: Floats, role: int) -> Rung | None:
    """What keeps a role (row) back for a person: the lower role they lack most of, if any; None
    where nothing does. ``ratings`` (S,) 0-4, NaN for unknown."""
    if not profiles.method.ladders:
        return None
    ready = known_readiness(profiles, ratings[None])[0]
    below = [lower for higher, lower in profiles.ladders if higher == role and ready[lower] < READY]
    if below:
        least = min(below, key=lambda lower: float(ready[lower]))
        return Rung(least, float(ready[least]), READY)
    if role in profiles.above and profiles.ordinary and ready[role] < OWN_READY:
        return Rung(None, float(ready[role]), OWN_READY)
    return None
