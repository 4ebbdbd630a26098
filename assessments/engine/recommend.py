"""All scores of one person, and the order of the roles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.fit import Fit, fit, shown
from assessments.engine.interest import interest
from assessments.engine.ladder import known_readiness, ladder_points
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.readiness import Readiness, readiness


@dataclass(frozen=True, eq=False)
class Recommendation:
    """Scores of all R roles in catalogue order; ``order`` (R,) lists their rows, best first.

    ``weight`` 0-1 says how much interest counts beside fit; ``ladder`` (R,) is what a role gives up
    to come after lower ones of its ladder, 0 or less (assessments.engine.ladder). ``score`` (R,) is
    fit and interest as weighed, with the ladder, and orders the roles.
    """

    fit: Fit
    readiness: Readiness
    interest: Floats
    weight: float
    ladder: Floats
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
    before = weighed(matched.shown, enjoyed, weight)
    ladder = ladder_points(profiles, before[None], known_readiness(profiles, ratings[None]))[0]
    score = before + ladder
    keys = (-np.nan_to_num(enjoyed, nan=-1.0), -matched.log_likelihood, -score)
    # Without interest the likelihood itself decides: points of fit may round together.
    order = np.lexsort(keys if weight or ladder.any() else keys[:2])
    return Recommendation(
        matched, readiness(profiles, ratings), enjoyed, weight, ladder, score, order.astype(np.intp)
    )


def scores(
    profiles: RoleProfiles, totals: Floats, people: Floats, enjoyed: Floats, weight: float
) -> Floats:
    """What orders the roles for many people with the same interests, in points, shape (N, R).

    ``totals`` (N, R) as from ``likelihood.best_totals``; ``people`` (N, S) each with an answer;
    ``enjoyed`` (R,) and ``weight`` as in ``weighed``.
    """
    answered = (~np.isnan(people)).sum(axis=1, keepdims=True).astype(float)
    ceiling = likelihood.best_ceilings(profiles, people)[:, None]
    points = weighed(shown(totals, ceiling, answered), enjoyed, weight)
    found: Floats = points + ladder_points(profiles, points, known_readiness(profiles, people))
    return found


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


def weights_that_keep_the_first(
    profiles: RoleProfiles, ratings: Floats, result: Recommendation
) -> tuple[int, int] | None:
    """The weights of interest for which the first role stays first, lowest and highest in per cent.

    ``result`` is ``recommend`` of the same ``ratings``. Every whole weight is tried, since ladders
    make no straight lines; in between the first role is first, too. None where interest is unknown
    or there is only one role: then no weight changes anything.
    """
    if result.order.size < 2 or np.isnan(result.interest).all():
        return None
    weights = np.arange(101)[:, None] / 100
    before = (1 - weights) * result.fit.shown + weights * filled_interest(result.interest)
    ready = np.repeat(known_readiness(profiles, ratings[None]), weights.size, axis=0)
    after = before + ladder_points(profiles, before, ready)
    first = int(result.order[0])
    stays = after[:, first] >= after.max(axis=1) - 1e-9
    now = round(100 * result.weight)
    others = np.flatnonzero(~stays)
    lowest, highest = others[others < now], others[others > now]
    return int(lowest.max(initial=-1)) + 1, int(highest.min(initial=101)) - 1
