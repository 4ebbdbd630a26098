"""What somebody might as well have answered: the skills not rated, and all of them once more.

The answers given say what kind of person it is likely to be, in any manner of rating
(assessments.engine.likelihood): like one role, or half-way between two of the likeliest; and with
any level at all in none of the skills, in a part of them, or in all, which is like no role. Kinds
and manners are drawn by how likely they are, and answers from each. Without the odd ones, careless
or unusual answers would pass for proof of whichever role is nearest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import numpy as np

from assessments.engine import likelihood
from assessments.engine.likelihood import LEVELS, Picks
from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles

HALF_WAY = 0.1  # share of people half-way between two roles, before anything is known of them
PAIRED = 10  # of the likeliest roles, in pairs
ODD = np.array([0.0, 0.33, 1.0])  # the share of somebody's skills that may be at any level,
ODD_PRIOR = np.array([0.86, 0.1, 0.04])  # and the share of people with each of these
ANY = 1 / LEVELS  # how likely a level is where it may be any


@dataclass(frozen=True, eq=False)
class LikelyPeople:
    """K kinds of people in M manners, and how likely each is after the answers ``given`` (S,).

    ``kinds`` has their levels (K, S). ``cells`` is cumulated over kinds, odd shares and manners, in
    this order. ``known`` are the skills answered, ``parts`` (len(known), K, M) how likely these
    answers are for a kind whose levels are not odd.
    """

    kinds: RoleProfiles
    given: Floats
    known: Picks
    parts: Floats
    cells: Floats
    every: int

    @property
    def odd(self) -> float:
        """The share of the skills, 0-1, that is likely to be at any level."""
        likely = np.diff(self.cells, prepend=0.0).reshape(len(self.kinds.levels), ODD.size, -1)
        return float(likely.sum(axis=(0, 2)) @ ODD / self.cells[-1])

    def answers(self, count: int, rng: np.random.Generator, *, again: bool) -> Floats:
        """Answers of ``count`` such people to all skills, shape (count, S): whole levels 0-4.

        With ``again`` every skill is answered anew, else the answers given stay.
        """
        kind, odd, manner = self._draw(count, rng)
        skills = np.arange(self.given.size)
        found = likelihood.sample(self.kinds, skills, kind, manner, rng, self.every)
        share = np.repeat(ODD[odd][:, None], skills.size, axis=1)
        usual = (1 - ODD[odd][:, None]) * self.parts[:, kind, manner].T
        share[:, self.known] *= ANY / (usual + share[:, self.known] * ANY + 1e-300)
        anything = np.where(
            np.isnan(self.given),
            rng.integers(0, LEVELS, found.shape),
            self._once_more(kind, manner, rng),
        )
        found = np.where(rng.random(found.shape) < share, anything, found)
        return found if again else np.where(np.isnan(self.given), found, self.given)

    def _draw(self, count: int, rng: np.random.Generator) -> tuple[Picks, Picks, Picks]:
        cells = np.searchsorted(self.cells, rng.random(count) * self.cells[-1], side="right")
        cells = np.minimum(cells, self.cells.size - 1)
        rest, manner = np.divmod(cells, self.parts.shape[2])
        kind, odd = np.divmod(rest, ODD.size)
        return kind, odd, manner

    def _once_more(self, kind: Picks, manner: Picks, rng: np.random.Generator) -> Floats:
        """A second answer about levels that are nobody's but their own, shape (N, S)."""
        considered = likelihood.manners(self.kinds, self.every)
        style = considered.style[manner][:, None]
        spread = likelihood.spreads_of(self.kinds, manner, self.every)
        level = self.given - style - spread * rng.standard_normal(spread.shape)
        again = np.clip(level, 0, MAX_LEVEL) + style + spread * rng.standard_normal(spread.shape)
        found: Floats = np.clip(np.rint(again), 0, MAX_LEVEL)
        return found


def likely_people(roles: RoleProfiles, given: Floats, total: int, every: int = 1) -> LikelyPeople:
    """What the answers ``given`` (S,) 0-4, NaN for unknown, say of who gave them.

    ``roles`` are the likeliest of ``total`` roles, the likeliest first; ``every`` n-th style only.
    """
    kinds, prior = _kinds(roles, total)
    manners = likelihood.manners(kinds, every)
    known = np.flatnonzero(~np.isnan(given))
    said = given[known].astype(np.intp)
    parts = np.empty((known.size, len(prior), manners.style.size))
    for place, (skill, level) in enumerate(zip(known, said, strict=True)):
        parts[place] = np.exp(likelihood.log_likelihood(kinds, int(skill), int(level), every))
    totals = np.stack(
        [np.log((1 - share) * parts + share * ANY).sum(axis=0) for share in ODD], axis=1
    )
    totals += np.log(prior)[:, None, None] + np.log(ODD_PRIOR)[:, None] + manners.log_prior
    weights = np.exp(totals - totals.max())
    return LikelyPeople(kinds, given, known, parts, np.cumsum(weights.ravel()), every)


def _kinds(roles: RoleProfiles, total: int) -> tuple[RoleProfiles, Floats]:
    """Each role, then the half-ways between the likeliest, and the share of each kind.

    The shares are those among all ``total`` roles: leaving hopeless ones out must not favour
    half-ways.
    """
    count = len(roles.role_slugs)
    pairs = np.array(list(combinations(range(min(PAIRED, count)), 2)), dtype=np.intp)
    pairs = pairs.reshape(-1, 2)
    half = (roles.levels[pairs[:, 0]] + roles.levels[pairs[:, 1]]) / 2
    levels = np.round(np.concatenate([roles.levels, half]), 2)
    shares = (1 - HALF_WAY) / total, HALF_WAY / max(1, comb(min(PAIRED, total), 2))
    # Only levels and spreads are read of it.
    return replace(roles, levels=levels), np.repeat(shares, [count, len(pairs)])
