"""Fit: how well a whole profile, shape and level, matches each role. Fit orders the roles.

Each role takes the manner of rating (assessments.engine.likelihood) that fits it best, so that
its log-likelihood is an exact sum over skills and "why A before B" is a list that adds up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.profiles import Floats, RoleProfiles


@dataclass(frozen=True, eq=False)
class Fit:
    """Fit of every role to one person.

    ``log_likelihood`` (R,): higher fits better; ``manner`` (R,): the best manner of rating;
    ``style`` (R,): its b, in levels; ``reach`` (R,): the part of the role's levels
    that they have in it, 0-1; ``shown`` (R,): 0-100, the geometric mean likelihood of an
    answer against the best any role could reach. All roles get 0 when nothing is answered.
    ``shown`` orders roles as the likelihood does.
    """

    log_likelihood: Floats
    manner: NDArray[np.intp]
    style: Floats
    reach: Floats
    shown: Floats
    answered: int


def fit(profiles: RoleProfiles, ratings: Floats) -> Fit:
    """Fit of every role. ``ratings`` (S,) whole levels 0-4, NaN for unknown.

    A skill that a role does not ask for counts as one it asks for at level 0.
    """
    count, answered = len(profiles.role_slugs), int((~np.isnan(ratings)).sum())
    if answered == 0:
        nothing = np.zeros(count)
        none = np.zeros(count, dtype=np.intp)
        return Fit(nothing, none, nothing, np.ones(count), nothing, 0)
    totals = likelihood.totals(profiles, ratings)
    manner: NDArray[np.intp] = np.argmax(totals, axis=1)
    best = np.take_along_axis(totals, manner[:, None], axis=1)[:, 0]
    ceiling = float(likelihood.ceilings(profiles, ratings).max())
    manners = likelihood.manners(profiles)
    points = shown(best, ceiling, answered)
    return Fit(best, manner, manners.style[manner], manners.reach[manner], points, answered)


def shown(log_likelihood: Floats, ceiling: Floats | float, answered: Floats | int) -> Floats:
    """Log likelihoods as points of fit, 0-100, for ``answered`` answers that reach ``ceiling``."""
    points: Floats = 100.0 * np.exp((log_likelihood - ceiling) / answered)
    return points
