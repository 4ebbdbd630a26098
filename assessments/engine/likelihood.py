"""How likely ratings are for a role, skill by skill: the one model that every score of fit uses.

Ordered-normal model: a rating h of a skill whose required level is n comes about when
``n + b + error`` falls into h's interval, the end levels taking the tails:
``P(h = k) = Phi((k + 0.5 - n - b) / s) - Phi((k - 0.5 - n - b) / s)``. The form is the ordered
probit one (McKelvey and Zavoina 1975, "A statistical model for the analysis of ordinal level
dependent variables").

Two things about the person are unknown and shared by all skills. b is their rating style:
everyone rates somewhat high or low. And where the catalogue knows that some skills are rated with
less spread than others, they may rate as steadily as that says, or all skills alike: their
steadiness. A "manner" below is one style and one steadiness together.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles

STYLE_SCALE = 0.4  # in levels: prior of b is Laplace's, most people near 0 and a few far away
STYLE_LIMIT = 2.0  # levels, either way
STYLE_STEP = 0.1
FLOOR = 1e-6  # one absurd answer must not decide alone
GRID = 100  # table steps per level: requirements and styles have two decimals
LEVELS = MAX_LEVEL + 1
BLOCK = 20_000_000  # numbers held at a time, which bounds memory for large catalogues
_HALF = round(STYLE_LIMIT / STYLE_STEP)
STYLES: Floats = np.round(np.arange(-_HALF, _HALF + 1) * STYLE_STEP, 2)  # the b considered, (B,)
Picks = NDArray[np.intp]


@lru_cache(maxsize=16)
def steadiness(profiles: RoleProfiles) -> Floats:
    """Spreads s per skill under each steadiness considered, shape (G, S), in levels.

    The skills' own spreads, and their root mean square for all alike; one row where these agree.
    All have two decimals, which bounds the number of tables that are kept.
    """
    own = np.round(profiles.spreads, 2)
    alike = np.full_like(own, np.round(np.sqrt(np.mean(own**2)), 2) if own.size else 1.0)
    return own[None] if np.allclose(own, alike) else np.stack([own, alike])


def manners(profiles: RoleProfiles, every: int = 1) -> tuple[Floats, Floats]:
    """Style, in levels, and log prior of each manner of rating, each of shape (M,) = (G * B,).

    ``every`` n-th style only, here and below: coarser and faster.
    """
    style = np.tile(STYLES[::every], len(steadiness(profiles)))
    return style, -np.abs(style) / STYLE_SCALE


@cache
def _log_table(spread: float) -> Floats:
    """log P(k | m) for k = 0..4 and m = n + b on a grid, shape (5, X)."""
    low, high = -STYLE_LIMIT, MAX_LEVEL + STYLE_LIMIT
    centres = np.linspace(low, high, round((high - low) * GRID) + 1)
    at_most = ndtr((np.arange(MAX_LEVEL)[:, None] + 0.5 - centres) / spread)
    steps = np.diff(at_most, axis=0, prepend=0.0, append=1.0)
    table: Floats = np.log(np.maximum(steps, FLOOR))
    table.flags.writeable = False
    return table


def _places(levels: Floats, every: int = 1) -> Picks:
    """Where ``levels`` (...) and the styles meet in the table, shape (..., B)."""
    return np.rint((levels[..., None] + STYLES[::every] + STYLE_LIMIT) * GRID).astype(np.intp)


def log_likelihoods(
    profiles: RoleProfiles, skills: Picks, roles: Picks | slice = slice(None), every: int = 1
) -> Floats:
    """log P(k) of some skills for every level, role and manner of rating, shape (K, 5, R, M)."""
    places = _places(profiles.levels[roles][:, skills].T, every)
    found = np.empty((skills.size, LEVELS, places.shape[1], 0))
    for spreads in steadiness(profiles)[:, skills]:
        tables = np.empty((skills.size, LEVELS, *places.shape[1:]))
        for spread in np.unique(spreads):
            rows = spreads == spread
            tables[rows] = np.moveaxis(_log_table(float(spread))[:, places[rows]], 0, 1)
        found = np.concatenate([found, tables], axis=3)
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
    styles = STYLES[::every]
    kind, style = np.divmod(manner, styles.size)
    centres = profiles.levels[:, skills][roles] + styles[style][:, None]
    spreads = steadiness(profiles)[:, skills][kind]
    drawn: Floats = np.rint(centres + spreads * rng.standard_normal(centres.shape))
    return np.clip(drawn, 0, MAX_LEVEL)


def log_likelihood(profiles: RoleProfiles, skill: int, rating: int, every: int = 1) -> Floats:
    """log P(rating) of one skill for every role and manner of rating, shape (R, M)."""
    places = _places(profiles.levels[:, skill], every)
    return np.concatenate(
        [_log_table(float(spread))[rating][places] for spread in steadiness(profiles)[:, skill]],
        axis=1,
    )


def totals(profiles: RoleProfiles, ratings: Floats, every: int = 1) -> Floats:
    """Log likelihood of one person's known ratings plus the prior, shape (R, M).

    ``ratings`` (S,) whole levels 0-4, NaN for unknown.
    """
    prior = manners(profiles, every)[1]
    found = np.tile(prior, (len(profiles.levels), 1))
    for skill in np.flatnonzero(~np.isnan(ratings)):
        found += log_likelihood(profiles, int(skill), int(ratings[skill]), every)
    return found


def best_totals(profiles: RoleProfiles, people: Floats, roles: Picks | None = None) -> Floats:
    """For many people at once: each role's log likelihood in its best manner, shape (N, R).

    ``people`` (N, S) as in ``totals``; ``roles`` (R,) picks rows of the profiles, all by default.
    """
    chosen = np.arange(len(profiles.role_slugs)) if roles is None else roles
    prior = manners(profiles)[1]
    skills = np.flatnonzero(~np.isnan(people).all(axis=0))
    picks = _one_hot(people[:, skills])
    found = np.empty((len(people), chosen.size))
    at_once = max(1, BLOCK // (max(1, picks.shape[1]) * prior.size))
    for start in range(0, chosen.size, at_once):
        rows = chosen[start : start + at_once]
        tables = np.moveaxis(log_likelihoods(profiles, skills, rows), 2, 0)
        for row, table in enumerate(tables, start):
            sums = picks @ table.reshape(picks.shape[1], prior.size)
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
    return np.concatenate([_ceiling(float(spread))[rating] for spread in spreads])


def ceilings(profiles: RoleProfiles, ratings: Floats) -> Floats:
    """The best total that any requirements could reach for ``ratings`` (S,), shape (M,)."""
    total = np.array(manners(profiles)[1])
    for skill in np.flatnonzero(~np.isnan(ratings)):
        total += log_ceiling(profiles, int(skill), int(ratings[skill]))
    return total


def best_ceilings(profiles: RoleProfiles, people: Floats) -> Floats:
    """The best total that any requirements could reach for each of ``people`` (N, S), (N,)."""
    prior = manners(profiles)[1]
    spreads = steadiness(profiles)
    tables = [
        np.concatenate([_ceiling(float(spread)) for spread in spreads[:, skill]], axis=1)
        for skill in range(people.shape[1])
    ]
    best: Floats = (_one_hot(people) @ np.concatenate(tables) + prior).max(axis=1)
    return best


@cache
def _ceiling(spread: float) -> Floats:
    """The best log P(k | n + b) over n from 0 to 4, for k = 0..4 and every style, shape (5, B)."""
    table, span = _log_table(spread), MAX_LEVEL * GRID + 1
    starts = _places(np.zeros(1))[0]
    found: Floats = np.stack([table[:, at : at + span].max(axis=1) for at in starts], axis=1)
    found.flags.writeable = False
    return found
