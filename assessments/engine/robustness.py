"""How sure the first role is: what plausible re-ratings would say, and which answers would turn it.

Nobody rates themselves twice exactly alike. A plausible re-rating moves all answers together by a
small change of style, each by an error of its own, and none by more than one level. The sample is
seeded, so that the same answers always get the same figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.fit import shown
from assessments.engine.method import METHOD_1, Method
from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles
from assessments.engine.recommend import Recommendation, filled_interest, weighed

SAMPLES = 300
SEED = 1
RIVALS = 40  # of the best roles; none further down comes first by changes this small


@dataclass(frozen=True)
class Turn:
    """One answer that would turn the result: at ``level`` the role ``first`` (row) comes first.

    ``rating`` is what the person said, None for a skill not rated yet.
    """

    skill: str
    rating: int | None
    level: int
    first: int

    @property
    def distance(self) -> int:
        """Levels between the rating and the turn; a skill not rated counts as one away."""
        return 1 if self.rating is None else abs(self.level - self.rating)


@dataclass(frozen=True)
class Robustness:
    """``share`` 0-1 of re-ratings that keep the first role; ``others``: (row, share), most first.

    ``turns`` are the single answers that would turn it, the smallest changes first.
    """

    share: float
    others: tuple[tuple[int, float], ...]
    turns: tuple[Turn, ...]


def robustness(profiles: RoleProfiles, ratings: Floats, result: Recommendation) -> Robustness:
    """How sure the first role of ``result`` (``recommend`` of ``ratings``) is.

    Nothing answered, or one role only: every re-rating keeps it.
    """
    if result.fit.answered == 0 or result.order.size < 2:
        return Robustness(1.0, (), ())
    rivals = result.order[:RIVALS]
    firsts = _firsts(profiles, plausible(ratings, profiles.method), result, rivals)
    places, counts = np.unique(firsts, return_counts=True)
    shares = {int(rivals[at]): count / SAMPLES for at, count in zip(places, counts, strict=True)}
    share = float(shares.pop(int(rivals[0]), 0.0))
    others = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    turns = _turns(profiles, ratings, result, rivals)
    return Robustness(share, tuple((role, float(part)) for role, part in others), turns)


def plausible(
    ratings: Floats, method: Method = METHOD_1, *, samples: int = SAMPLES, seed: int = SEED
) -> Floats:
    """Re-ratings of one person, shape (samples, S); unknown answers stay unknown."""
    rng = np.random.default_rng(seed)
    style = rng.normal(0.0, method.other_day_style, (samples, 1))
    error = rng.normal(0.0, method.other_day_error, (samples, ratings.size))
    moved = np.rint(style + error)
    again: Floats = np.clip(ratings + np.clip(moved, -1, 1), 0, MAX_LEVEL)
    return again


def _firsts(
    profiles: RoleProfiles, people: Floats, result: Recommendation, rivals: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Place among ``rivals`` of each person's first role, shape (N,).

    Equal scores go as in the result: ``rivals`` are in its order and the first place wins.
    """
    totals = likelihood.best_totals(profiles, people, rivals)
    if result.weight and not np.isnan(result.interest).all():
        answered = (~np.isnan(people)).sum(axis=1, keepdims=True).astype(float)
        ceiling = likelihood.best_ceilings(profiles, people)[:, None]
        totals = weighed(
            shown(totals, ceiling, answered),
            filled_interest(result.interest)[rivals],
            result.weight,
        )
    return np.asarray(np.argmax(totals, axis=1), dtype=np.intp)


def _turns(
    profiles: RoleProfiles, ratings: Floats, result: Recommendation, rivals: NDArray[np.intp]
) -> tuple[Turn, ...]:
    """For each skill the nearest other level at which another role comes first."""
    levels = np.arange(MAX_LEVEL + 1)
    skills = np.arange(ratings.size)
    changed = np.tile(ratings, (skills.size * levels.size, 1))
    changed[np.arange(len(changed)), np.repeat(skills, levels.size)] = np.tile(levels, skills.size)
    firsts = _firsts(profiles, changed, result, rivals).reshape(skills.size, levels.size)
    found = []
    for skill in skills:
        said = None if np.isnan(ratings[skill]) else int(ratings[skill])
        turning = [
            Turn(profiles.skill_slugs[skill], said, int(level), int(rivals[firsts[skill, level]]))
            for level in np.flatnonzero(firsts[skill])
            if level != said
        ]
        if turning:
            found.append(min(turning, key=lambda turn: (turn.distance, turn.level)))
    return tuple(sorted(found, key=lambda turn: (turn.rating is None, turn.distance)))
