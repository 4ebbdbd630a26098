"""What another catalogue would change for people who have answered: first roles and readiness.

People are scored in batches against the catalogue before and after. Only roles whose levels
changed are scored twice. A batch gives a tally; tallies add up. Nobody is named in one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.fit import shown
from assessments.engine.interest import interest
from assessments.engine.ladder import known_readiness, ladder_points
from assessments.engine.profiles import Floats, RoleProfiles

KEPT = 200  # people kept of each kind of move, to find out why
SAMPLE_PER_ROLE = 50
SEED = 1
Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class People:
    """N people: ``ratings`` (N, S) and ``interests`` (N, A) 0-4, NaN for unknown.

    In the order of the slugs of the catalogue before; ``weights`` (N,) 0-1 is how much interest
    counts; ``targets`` the slug of each one's target role, "" for none.
    """

    ratings: Floats
    interests: Floats
    weights: Floats
    targets: tuple[str, ...]


@dataclass
class Moved:
    """Readiness of a target role: how many people, and sums and counts of how it moves."""

    people: int = 0
    before: float = 0.0
    after: float = 0.0
    up: int = 0
    down: int = 0


@dataclass
class Tally:
    """What was found so far; ``kept`` are ratings of some who move, by (from, to)."""

    people: int = 0
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    targets: dict[str, Moved] = field(default_factory=dict)
    kept: dict[tuple[str, str], list[Floats]] = field(default_factory=dict)

    @property
    def moved(self) -> int:
        """How many would see another first role."""
        return sum(self.moves.values())


@dataclass(frozen=True)
class Cause:
    """A changed requirement, and the share 0-1 of those who move that would not without it."""

    role: str
    skill: str
    before: float
    after: float
    share: float


class Impact:
    """Two catalogues, compiled, and the tally of the people scored against both."""

    def __init__(self, before: RoleProfiles, after: RoleProfiles) -> None:
        self.before, self.after = before, after
        self.tally = Tally()
        self._skills = _columns(before.skill_slugs, after.skill_slugs)
        self._activities = _columns(before.activity_slugs, after.activity_slugs)
        self._same = _same_roles(before, after)

    def add(self, people: People) -> None:
        """Score a batch. Those who answered no skill are left out: nothing orders their roles."""
        some = ~np.isnan(people.ratings).all(axis=1)
        chosen = np.flatnonzero(some)
        ratings, interests = people.ratings[chosen], people.interests[chosen]
        weights = people.weights[chosen]
        later = _moved_to(ratings, self._skills)
        old = likelihood.best_totals(self.before, ratings)
        first = _first(self.before, old, ratings, interests, weights)
        new = self._new_totals(old, later)
        enjoyed = _moved_to(interests, self._activities)
        then = _first(self.after, new, later, enjoyed, weights)
        self._count_moves(first, then, ratings)
        targets = [people.targets[row] for row in chosen]
        self._count_targets(targets, ratings, later)
        self.tally.people += chosen.size

    def _new_totals(self, old: Floats, later: Floats) -> Floats:
        new = np.empty((len(later), len(self.after.role_slugs)))
        kept = np.array(sorted(self._same), dtype=np.intp)
        new[:, kept] = old[:, [self._same[row] for row in kept]]
        others = np.setdiff1d(np.arange(new.shape[1]), kept)
        if others.size:
            new[:, others] = likelihood.best_totals(self.after, later, others)
        return new

    def _count_moves(self, first: Rows, then: Rows, ratings: Floats) -> None:
        old = np.array(self.before.role_slugs)[first]
        new = np.array(self.after.role_slugs)[then]
        for row in np.flatnonzero(old != new):
            move = (str(old[row]), str(new[row]))
            self.tally.moves[move] += 1
            kept = self.tally.kept.setdefault(move, [])
            if len(kept) < KEPT:
                kept.append(ratings[row])

    def _count_targets(self, targets: list[str], ratings: Floats, later: Floats) -> None:
        wanted = np.array(targets)
        for slug in set(targets).intersection(self.before.role_slugs, self.after.role_slugs):
            rows = np.flatnonzero(wanted == slug)
            was = _readiness(self.before, slug, ratings[rows])
            now = _readiness(self.after, slug, later[rows])
            moved = self.tally.targets.setdefault(slug, Moved())
            moved.people += rows.size
            moved.before += float(was.sum())
            moved.after += float(now.sum())
            # Less than half a tenth is not seen in readiness as shown.
            moved.up += int((now - was > 0.05).sum())
            moved.down += int((was - now > 0.05).sum())

    def causes(self, move: tuple[str, str], most: int = 3) -> list[Cause]:
        """Why people move from one role to another: changes without which they would not.

        Each changed requirement of either role is taken back alone; by fit, for up to ``KEPT``.
        """
        if not all(slug in self.before.role_slugs for slug in move) or not all(
            slug in self.after.role_slugs for slug in move
        ):
            return []
        people = _moved_to(np.array(self.tally.kept[move]), self._skills)
        found = [self._cause(role, skill, move, people) for role, skill in self._changed(move)]
        telling = sorted((cause for cause in found if cause.share), key=lambda c: -c.share)
        return telling[:most]

    def _changed(self, move: tuple[str, str]) -> list[tuple[str, str]]:
        return [
            (role, skill)
            for role in move
            for column, skill in enumerate(self.after.skill_slugs)
            if self._level_before(role, skill)
            != self.after.levels[self.after.role_index(role), column]
        ]

    def _level_before(self, role: str, skill: str) -> float:
        if skill not in self.before.skill_slugs:
            return 0.0
        column = self.before.skill_slugs.index(skill)
        return float(self.before.levels[self.before.role_index(role), column])

    def _cause(self, role: str, skill: str, move: tuple[str, str], people: Floats) -> Cause:
        row, column = self.after.role_index(role), self.after.skill_slugs.index(skill)
        levels = self.after.levels.copy()
        was, now = self._level_before(role, skill), float(levels[row, column])
        levels[row, column] = was
        pair = np.array([self.after.role_index(slug) for slug in move])
        totals = likelihood.best_totals(replace(self.after, levels=levels), people, pair)
        return Cause(role, skill, was, now, float(np.mean(totals[:, 0] >= totals[:, 1])))


def _columns(before: tuple[str, ...], after: tuple[str, ...]) -> Rows:
    """Where each column after comes from; -1 for nowhere."""
    places = {slug: place for place, slug in enumerate(before)}
    return np.array([places.get(slug, -1) for slug in after], dtype=np.intp)


def _moved_to(values: Floats, columns: Rows) -> Floats:
    if not columns.size:
        return np.empty((len(values), 0))
    padded = np.column_stack([values, np.full(len(values), np.nan)])
    moved: Floats = padded[:, columns]
    return moved


def _same_roles(before: RoleProfiles, after: RoleProfiles) -> dict[int, int]:
    """Rows after that score exactly as a row before does, and which."""
    if before.skill_slugs != after.skill_slugs or not np.array_equal(before.spreads, after.spreads):
        return {}
    places = {slug: row for row, slug in enumerate(before.role_slugs)}
    return {
        row: places[slug]
        for row, slug in enumerate(after.role_slugs)
        if slug in places and np.array_equal(after.levels[row], before.levels[places[slug]])
    }


def _first(
    profiles: RoleProfiles, totals: Floats, ratings: Floats, interests: Floats, weights: Floats
) -> Rows:
    """Each one's first role, as assessments.engine.recommend orders them."""
    score = totals
    enjoyed: Floats = np.full(totals.shape, -1.0)
    asked = ~np.isnan(interests).all(axis=1)
    # Interest decides between equals, so it is needed for few; weights make it count for all.
    best = totals == totals.max(axis=1, keepdims=True)
    needed = np.flatnonzero(asked & ((weights > 0) | (best.sum(axis=1) > 1)))
    for row in needed:
        enjoyed[row] = np.nan_to_num(interest(profiles, interests[row]), nan=-1.0)
    weighed = (weights > 0) & (enjoyed.max(axis=1, initial=-1.0) >= 0)
    if profiles.method.ladders:
        weighed[:] = True
    if weighed.any():
        score = totals.copy()
        score[weighed] = _scores(
            profiles, totals[weighed], ratings[weighed], enjoyed[weighed], weights[weighed]
        )
    first = score == score.max(axis=1, keepdims=True)
    likely = np.where(first, totals, -np.inf)
    first &= likely == likely.max(axis=1, keepdims=True)
    found: Rows = np.where(first, enjoyed, -np.inf).argmax(axis=1)
    return found


def _scores(
    profiles: RoleProfiles, totals: Floats, ratings: Floats, enjoyed: Floats, weights: Floats
) -> Floats:
    """Fit and interest as weighed and the ladder, as in assessments.engine.recommend, for many."""
    ceilings = likelihood.best_ceilings(profiles, ratings)[:, None]
    answered = (~np.isnan(ratings)).sum(axis=1)[:, None]
    known = enjoyed >= 0
    mean = (enjoyed * known).sum(axis=1) / np.maximum(1, known.sum(axis=1))
    filled = np.where(known, enjoyed, mean[:, None])
    weight = np.where(known.any(axis=1), weights, 0.0)[:, None]
    score = (1 - weight) * shown(totals, ceilings, answered) + weight * filled
    found: Floats = score + ladder_points(profiles, score, known_readiness(profiles, ratings))
    return found


def _readiness(profiles: RoleProfiles, slug: str, ratings: Floats) -> Floats:
    """Readiness of one role for many, unknown ratings counted as 0, as in the engine's low end."""
    row = profiles.role_index(slug)
    needed, weights = profiles.levels[row], profiles.weights[row]
    total = float((needed * weights).sum())
    if not total:
        return np.full(len(ratings), 100.0)
    has: Floats = np.minimum(np.nan_to_num(ratings), needed) @ weights
    return 100.0 * has / total


def simulated(profiles: RoleProfiles, per_role: int = SAMPLE_PER_ROLE, seed: int = SEED) -> People:
    """People of every role, drawn from the engine's own model, each wanting their role."""
    rng = np.random.default_rng(seed)
    own = np.repeat(np.arange(len(profiles.role_slugs)), per_role)
    prior = np.exp(likelihood.manners(profiles).log_prior)
    manner = rng.choice(prior.size, own.size, p=prior / prior.sum())
    skills = np.arange(len(profiles.skill_slugs))
    ratings = likelihood.sample(profiles, skills, own, manner, rng)
    return People(
        ratings=ratings,
        interests=np.full((own.size, len(profiles.activity_slugs)), np.nan),
        weights=np.zeros(own.size),
        targets=tuple(profiles.role_slugs[row] for row in own),
    )
