"""How likely ratings are for a role, skill by skill: the one model that every score of fit uses.

Ordered-normal model: a rating h of a skill whose required level is n comes about when
``n + b + error`` falls into h's interval, the end levels taking the tails:
``P(h = k) = Phi((k + 0.5 - n - b) / s) - Phi((k - 0.5 - n - b) / s)``. The form is the ordered
probit one (McKelvey and Zavoina 1975, "A statistical model for the analysis of ordinal level
dependent variables").

Some things about the person are unknown and shared by all skills. b is their rating style:
everyone rates somewhat high or low. Their reach k is the part of a role's levels that they have,
all of it by method 1: who is earlier on the same road has the same skills in about the same
proportions, and n is then k times the level required. And their steadiness says how s follows the
catalogue: where it knows that some skills are rated with less spread than others, they may rate as
steadily as that says, or all skills alike, and the more or the less so by a factor. A "manner"
below is one style, one reach and one steadiness together. Which are considered, and how likely each
is beforehand, is the method's (assessments.engine.method).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from assessments.engine.method import Method
from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles

GRID = 100  # table steps per level: requirements and styles have two decimals
LEVELS = MAX_LEVEL + 1
BLOCK = 20_000_000  # numbers held at a time, which bounds memory for large catalogues
Picks = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Manners:
    """M manners of rating: ``style`` (M,) in levels, ``reach`` (M,) 0-1, ``log_prior`` (M,)."""

    style: Floats
    reach: Floats
    log_prior: Floats


@cache
def _shifts(method: Method, every: int = 1) -> tuple[Floats, Floats]:
    """Style, in levels, and reach of each pair of these, styles within reaches, (K * B,) each."""
    half = round(method.style_limit / method.style_step)
    styles = np.round(np.arange(-half, half + 1) * method.style_step, 2)[::every]
    reaches = np.array(method.reaches)
    return np.tile(styles, reaches.size), np.repeat(reaches, styles.size)


@lru_cache(maxsize=16)
def steadiness(profiles: RoleProfiles) -> Floats:
    """Spreads s per skill under each steadiness considered, shape (G, S), in levels.

    The skills' own spreads, and their root mean square for all alike; one of these where they
    agree; each times every factor of the method. All have two decimals, which bounds the number of
    tables that are kept.
    """
    own = np.round(profiles.spreads, 2)
    alike = np.full_like(own, np.round(np.sqrt(np.mean(own**2)), 2) if own.size else 1.0)
    kinds = own[None] if np.allclose(own, alike) else np.stack([own, alike])
    return np.concatenate([np.round(kinds * factor, 2) for factor in profiles.method.unsteadiness])


def manners(profiles: RoleProfiles, every: int = 1) -> Manners:
    """The manners of rating considered, M = G * K * B: styles within reaches within steadiness.

    ``every`` n-th style only, here and below: coarser and faster.
    """
    method, kinds = profiles.method, len(steadiness(profiles))
    styles, reaches = _shifts(method, every)
    style, reach = np.tile(styles, kinds), np.tile(reaches, kinds)
    factor = np.repeat(np.array(method.unsteadiness), style.size // len(method.unsteadiness))
    log_prior = (
        -np.abs(style) / method.style_scale
        - np.abs(np.log(reach)) / method.reach_scale
        - np.abs(np.log(factor)) / method.unsteadiness_scale
    )
    return Manners(style, reach, log_prior)


def with_reach_of(profiles: RoleProfiles, manner: int, other: int) -> int:
    """The manner that is like ``manner`` but for the reach, which is that of ``other``."""
    shifts = _shifts(profiles.method)[0].size
    styles = shifts // len(profiles.method.reaches)
    kind, style, reach = manner // shifts, manner % styles, other % shifts // styles
    return kind * shifts + reach * styles + style


@cache
def _log_table(spread: float, method: Method) -> Floats:
    """log P(k | m) for k = 0..4 and m = n + b on a grid, shape (5, X)."""
    low, high = -method.style_limit, MAX_LEVEL + method.style_limit
    centres = np.linspace(low, high, round((high - low) * GRID) + 1)
    at_most = ndtr((np.arange(MAX_LEVEL)[:, None] + 0.5 - centres) / spread)
    steps = np.diff(at_most, axis=0, prepend=0.0, append=1.0)
    table: Floats = np.log(np.maximum(steps, method.floor))
    table.flags.writeable = False
    return table


def _places(levels: Floats, method: Method, every: int = 1) -> Picks:
    """Where ``levels`` (...) meet reaches and styles in the table, shape (..., K * B)."""
    style, reach = _shifts(method, every)
    centres = levels[..., None] * reach + style
    places: Picks = np.rint((centres + method.style_limit) * GRID).astype(np.intp)
    return places


def log_likelihoods(
    profiles: RoleProfiles, skills: Picks, roles: Picks | slice = slice(None), every: int = 1
) -> Floats:
    """log P(k) of some skills for every level, role and manner of rating, shape (K, 5, R, M)."""
    method = profiles.method
    places = _places(profiles.levels[roles][:, skills].T, method, every)
    kinds = steadiness(profiles)[:, skills]
    width = places.shape[2]
    found = np.empty((skills.size, LEVELS, places.shape[1], len(kinds) * width))
    for kind, spreads in enumerate(kinds):
        columns = slice(kind * width, (kind + 1) * width)
        for spread in np.unique(spreads):
            rows = spreads == spread
            table = _log_table(float(spread), method)[:, places[rows]]
            found[rows, :, :, columns] = np.moveaxis(table, 0, 1)
    return found


def sample(
    profiles: RoleProfiles,
    skills: Picks,
    roles: Picks,
    manner: Picks,
    rng: np.random.Generator,
    every: int = 1,
) -> Floats:
    """Ratings drawn from the model: N people of a role and manner each, K skills, shape (N, K)."""
    considered = manners(profiles, every)
    reach, style = considered.reach[manner][:, None], considered.style[manner][:, None]
    centres = reach * profiles.levels[:, skills][roles] + style
    spreads = spreads_of(profiles, manner, every)[:, skills]
    drawn: Floats = np.rint(centres + spreads * rng.standard_normal(centres.shape))
    return np.clip(drawn, 0, MAX_LEVEL)


def spreads_of(profiles: RoleProfiles, manner: Picks, every: int = 1) -> Floats:
    """Spread of each skill for people of these manners of rating (N,), shape (N, S), in levels."""
    kinds = steadiness(profiles)
    found: Floats = kinds[manner // (manners(profiles, every).style.size // len(kinds))]
    return found


def log_likelihood(profiles: RoleProfiles, skill: int, rating: int, every: int = 1) -> Floats:
    """log P(rating) of one skill for every role and manner of rating, shape (R, M)."""
    method = profiles.method
    places = _places(profiles.levels[:, skill], method, every)
    spreads = steadiness(profiles)[:, skill]
    return np.concatenate(
        [_log_table(float(spread), method)[rating][places] for spread in spreads], axis=1
    )


def totals(profiles: RoleProfiles, ratings: Floats, every: int = 1) -> Floats:
    """Log likelihood of one person's known ratings plus the prior, shape (R, M).

    ``ratings`` (S,) whole levels 0-4, NaN for unknown.
    """
    prior = manners(profiles, every).log_prior
    found = np.tile(prior, (len(profiles.levels), 1))
    for skill in np.flatnonzero(~np.isnan(ratings)):
        found += log_likelihood(profiles, int(skill), int(ratings[skill]), every)
    return found


def best_totals(
    profiles: RoleProfiles,
    people: Floats,
    roles: Picks | None = None,
    every: int = 1,
    precision: type[np.floating[Any]] = np.float64,
) -> Floats:
    """For many people at once: each role's log likelihood in its best manner, shape (N, R).

    ``people`` (N, S) as in ``totals``; ``roles`` (R,) picks rows of the profiles, all by default.
    Single ``precision`` takes half the time, and is enough for samples.
    """
    chosen = np.arange(len(profiles.role_slugs)) if roles is None else roles
    prior = manners(profiles, every).log_prior
    skills = np.flatnonzero(~np.isnan(people).all(axis=0))
    picks = _one_hot(people[:, skills]).astype(precision)
    prior = prior.astype(precision)
    found = np.empty((len(people), chosen.size))
    at_once = max(1, BLOCK // (max(1, picks.shape[1]) * prior.size))
    for start in range(0, chosen.size, at_once):
        rows = chosen[start : start + at_once]
        tables = np.moveaxis(log_likelihoods(profiles, skills, rows, every), 2, 0)
        for row, table in enumerate(tables, start):
            sums = picks @ table.reshape(picks.shape[1], prior.size).astype(precision)
            found[:, row] = (sums + prior).max(axis=1)
    return found


def _one_hot(people: Floats) -> Floats:
    """1 for each known rating, shape (N, S * 5), skills outside, levels inside."""
    said = people[:, :, None] == np.arange(LEVELS)
    picks: Floats = said.reshape(len(people), -1).astype(np.float64)
    return picks


def log_ceiling(profiles: RoleProfiles, skill: int, rating: int) -> Floats:
    """The best log P(rating) that any requirement of a skill could reach, by manner, shape (M,)."""
    spreads = steadiness(profiles)[:, skill]
    return np.concatenate([_ceiling(float(spread), profiles.method)[rating] for spread in spreads])


def ceilings(profiles: RoleProfiles, ratings: Floats) -> Floats:
    """The best total that any requirements could reach for ``ratings`` (S,), shape (M,)."""
    total = np.array(manners(profiles).log_prior)
    for skill in np.flatnonzero(~np.isnan(ratings)):
        total += log_ceiling(profiles, int(skill), int(ratings[skill]))
    return total


def best_ceilings(profiles: RoleProfiles, people: Floats) -> Floats:
    """The best total that any requirements could reach for each of ``people`` (N, S), (N,)."""
    prior = manners(profiles).log_prior
    spreads = steadiness(profiles)
    method = profiles.method
    tables = [
        np.concatenate([_ceiling(float(spread), method) for spread in spreads[:, skill]], axis=1)
        for skill in range(people.shape[1])
    ]
    best: Floats = (_one_hot(people) @ np.concatenate(tables) + prior).max(axis=1)
    return best


@cache
def _ceiling(spread: float, method: Method) -> Floats:
    """The best log P(k | m) over levels required of 0 to 4, for k = 0..4, shape (5, K * B)."""
    table = _log_table(spread, method)
    starts = _places(np.zeros(1), method)[0]
    ends = _places(np.full(1, float(MAX_LEVEL)), method)[0]
    spans = zip(starts, ends, strict=True)
    found: Floats = np.stack([table[:, at : to + 1].max(axis=1) for at, to in spans], axis=1)
    found.flags.writeable = False
    return found
