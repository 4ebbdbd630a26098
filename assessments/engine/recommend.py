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
    """Scores of all R roles in catalogue order; ``order`` (R,) lists their rows, best first.

    ``weight`` 0-1 says how much interest counts beside fit; ``score`` (R,) 0-100 is what orders
    the roles: fit itself where interest counts nothing.
    """

    fit: Fit
    readiness: Readiness
    interest: Floats
    weight: float
    score: Floats
    order: NDArray[np.intp]

    def rank(self, role: int) -> int:
        """1 for the best role."""
        return int(np.flatnonzero(self.order == role)[0]) + 1


def recommend(
    profiles: RoleProfiles, ratings: Floats, interests: Floats, *, weight: float = 0.0
) -> Recommendation:
    """Score every role: ``ratings`` (S,) and ``interests`` (A,) 0-4, NaN for unknown.

    ``weight`` 0-1 is how much "what I'd enjoy" counts beside "what I can do"; ValueError outside.
    Equal scores go by likelihood, then interest, then the catalogue's order.
    """
    if not 0 <= weight <= 1:
        raise ValueError("weight must lie between 0 and 1")
    matched = fit(profiles, ratings)
    enjoyed = interest(profiles, interests)
    score = weighed(matched.shown, enjoyed, weight)
    keys = (-np.nan_to_num(enjoyed, nan=-1.0), -matched.log_likelihood, -score)
    # Without interest the likelihood itself decides: points of fit may round together.
    order = np.lexsort(keys if weight else keys[:2])
    return Recommendation(
        matched, readiness(profiles, ratings), enjoyed, weight, score, order.astype(np.intp)
    )


def weighed(fit_shown: Floats, enjoyed: Floats, weight: float) -> Floats:
    """``(1 - weight) * fit + weight * interest``, shape (..., R), 0-100.

    ``fit_shown`` (..., R); ``enjoyed`` (R,). A role whose interest is unknown takes the mean of
    the known ones, so that it neither gains nor loses; where none is known, fit alone counts.
    """
    if weight == 0 or np.isnan(enjoyed).all():
        return fit_shown
    score: Floats = (1 - weight) * fit_shown + weight * filled_interest(enjoyed)
    return score


def filled_interest(enjoyed: Floats) -> Floats:
    """Interest (R,) with the mean of the known ones where it is unknown; 0 where none is known."""
    known = ~np.isnan(enjoyed)
    return np.where(known, enjoyed, enjoyed[known].mean() if known.any() else 0.0)


def weights_that_keep_the_first(result: Recommendation) -> tuple[float, float] | None:
    """The weights of interest, 0-1, for which the first role stays first: (lowest, highest).

    Every score is a straight line in the weight, so the bounds are where lines cross. None where
    interest is unknown or there is only one role: then no weight changes anything.
    """
    if result.order.size < 2 or np.isnan(result.interest).all():
        return None
    first, others = int(result.order[0]), result.order[1:]
    at_no_weight = result.fit.shown[first] - result.fit.shown[others]
    all_interest = weighed(result.fit.shown, result.interest, 1.0)
    slope = all_interest[first] - all_interest[others] - at_no_weight
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = -at_no_weight / slope
    lowest = crossing[slope > 0].max(initial=0.0)
    highest = crossing[slope < 0].min(initial=1.0)
    return float(np.clip(lowest, 0.0, result.weight)), float(np.clip(highest, result.weight, 1.0))
