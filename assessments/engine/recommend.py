"""All scores of one person, and the order of the roles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine.fit import Fit, fit
from assessments.engine.interest import interest
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.readiness import Readiness, readiness


@dataclass(frozen=True, eq=False)
class Recommendation:
    """Scores of all R roles in catalogue order; ``order`` (R,) lists their rows, best first."""

    fit: Fit
    readiness: Readiness
    interest: Floats
    order: NDArray[np.intp]

    def rank(self, role: int) -> int:
        """1 for the best role."""
        return int(np.flatnonzero(self.order == role)[0]) + 1


def recommend(profiles: RoleProfiles, ratings: Floats, interests: Floats) -> Recommendation:
    """Score every role: ``ratings`` (S,) and ``interests`` (A,) 0-4, NaN for unknown.

    Fit orders the roles; equal fits go by interest, then by the catalogue's order.
    """
    matched = fit(profiles, ratings)
    enjoyed = interest(profiles, interests)
    order = np.lexsort((-np.nan_to_num(enjoyed, nan=-1.0), -matched.log_likelihood))
    return Recommendation(matched, readiness(profiles, ratings), enjoyed, order)
