"""How sure the first role is: what plausible re-ratings would say, and which answers would turn it.

Nobody rates themselves twice exactly alike. A plausible re-rating is drawn from the kinds of people
who would answer so (assessments.engine.likely_answers); by method 1 it moves all answers together
by a small change of style, each by an error of its own, and none by more than one level. The sample
is seeded, so that the same answers always get the same figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.likely_answers import likely_people
from assessments.engine.method import METHOD_1, Method
from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles
from assessments.engine.recommend import Recommendation, filled_interest, scores

SAMPLES = 300
SEED = 1
COARSE = 2  # every second style is enough to draw people from
CLEAR_SHARE = 0.9  # of re-ratings that keep the first role: from here on it leads clearly
MUCH_ODD = 0.3  # of the skills: from here on the answers are like no role
RIVALS = 40  # of the best roles are tried: one further down hardly ever comes first


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

    ``turns`` are the single answers that would turn it, the smallest changes first. ``odd`` is the
    share of the skills, 0-1, whose answers no role here accounts for; 0 by method 1, which does not
    ask.
    """

    share: float
    others: tuple[tuple[int, float], ...]
    turns: tuple[Turn, ...]
    odd: float = 0.0


def robustness(profiles: RoleProfiles, ratings: Floats, result: Recommendation) -> Robustness:
    """How sure the first role of ``result`` (``recommend`` of ``ratings``) is.

    Nothing answered, or one role only: every re-rating keeps it.
    """
    if result.fit.answered == 0 or result.order.size < 2:
        return Robustness(1.0, (), ())
    rivals = result.order[:RIVALS]
    few = profiles.part(rivals)
    people, odd = _once_more(profiles, ratings, result)
    firsts = _firsts(few, people, _totals(few, people), result)
    places, counts = np.unique(firsts, return_counts=True)
    shares = {int(rivals[at]): count / SAMPLES for at, count in zip(places, counts, strict=True)}
    share = float(shares.pop(int(rivals[0]), 0.0))
    others = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    turns = _turns(few, ratings, result, rivals)
    return Robustness(share, tuple((role, float(part)) for role, part in others), turns, odd)


def _once_more(
    profiles: RoleProfiles, ratings: Floats, result: Recommendation
) -> tuple[Floats, float]:
    """The person's answers given once more, shape (SAMPLES, S), and how many of them are odd."""
    if not profiles.method.likely_people:
        return plausible(ratings, profiles.method), 0.0
    # Not the first in order: enjoyment and ladders say nothing of how somebody answers.
    likely = np.argsort(-result.fit.log_likelihood, kind="stable")[:RIVALS]
    people = likely_people(profiles.part(likely), ratings, len(profiles.role_slugs), COARSE)
    return people.answers(SAMPLES, np.random.default_rng(SEED), again=True), people.odd


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


def _totals(few: RoleProfiles, people: Floats) -> Floats:
    """Log likelihood of each role for each of the people drawn, shape (N, R)."""
    if not few.method.likely_people:
        return likelihood.best_totals(few, people)
    return likelihood.best_totals(few, people, every=COARSE, precision=np.float32)


def _firsts(
    few: RoleProfiles, people: Floats, totals: Floats, result: Recommendation
) -> NDArray[np.intp]:
    """Row in ``few`` of each person's first role, shape (N,), from their ``totals`` (N, R).

    ``few`` are the first roles of the result, in its order: so equal scores go as there.
    """
    rivals, points = result.order[: len(few.role_slugs)], totals
    if few.method.ladders or (result.weight and not np.isnan(result.interest).all()):
        known = not np.isnan(result.interest).all()
        enjoyed = (filled_interest(result.interest) if known else result.interest)[rivals]
        points = scores(few, points, people, enjoyed, result.weight)
    return np.asarray(np.argmax(points, axis=1), dtype=np.intp)


def _turns(
    few: RoleProfiles, ratings: Floats, result: Recommendation, rivals: NDArray[np.intp]
) -> tuple[Turn, ...]:
    """For each skill the nearest other level at which another role comes first."""
    levels = np.arange(MAX_LEVEL + 1)
    skills = np.arange(ratings.size)
    changed = np.tile(ratings, (skills.size * levels.size, 1))
    changed[np.arange(len(changed)), np.repeat(skills, levels.size)] = np.tile(levels, skills.size)
    if few.method.likely_people:
        totals = _with_one_changed(few, ratings).reshape(len(changed), -1)
    else:  # equals go as they always went by method 1
        totals = likelihood.best_totals(few, changed)
    firsts = _firsts(few, changed, totals, result).reshape(skills.size, levels.size)
    found = []
    for skill in skills:
        said = None if np.isnan(ratings[skill]) else int(ratings[skill])
        turning = [
            Turn(few.skill_slugs[skill], said, int(level), int(rivals[firsts[skill, level]]))
            for level in np.flatnonzero(firsts[skill])
            if level != said
        ]
        if turning:
            found.append(min(turning, key=lambda turn: (turn.distance, turn.level)))
    return tuple(sorted(found, key=lambda turn: (turn.rating is None, turn.distance)))


def _with_one_changed(few: RoleProfiles, ratings: Floats) -> Floats:
    """Log likelihoods with one skill at another level, for every skill and level, (S, 5, R)."""
    base = likelihood.totals(few, ratings)
    found = np.empty((ratings.size, MAX_LEVEL + 1, len(few.role_slugs)))
    for skill in range(ratings.size):
        table = likelihood.log_likelihoods(few, np.array([skill]))[0]
        rest = base if np.isnan(ratings[skill]) else base - table[int(ratings[skill])]
        found[skill] = (rest + table).max(axis=2)
    # What is taken off and put on again leaves a trace that would decide between equals.
    return found.round(9)
