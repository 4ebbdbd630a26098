"""Fit: how well a whole profile, shape and level, matches each role. Fit orders the roles.

Ordered-normal model: a rating h of a skill whose required level is n comes about when
``n + b + error`` falls into h's interval, the end levels taking the tails:
``P(h = k) = Phi((k + 0.5 - n - b) / s) - Phi((k - 0.5 - n - b) / s)``. b is the person's rating
style (everyone rates somewhat high or low), shared by all skills, with a normal prior; each role
takes the b that fits it best, so that the log-likelihood is an exact sum over skills. The form
is the graded-response / ordered-probit one (McKelvey and Zavoina
1975, "A statistical model for the analysis of ordinal level dependent variables").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles
from assessments.engine.rounding import round_parts

SPREAD = 0.8  # s: how far a person's rating strays from the level, in levels
STYLE_SD = 0.5  # how far people's rating styles differ, in levels
STYLE_LIMIT = 2.0
STYLE_STEP = 0.05
FLOOR = 1e-6  # one absurd answer must not decide alone
GRID = 100  # table steps per level: requirements and styles have two decimals
BLOCK = 2_000_000  # table look-ups at a time, which bounds memory for large catalogues


@dataclass(frozen=True, eq=False)
class Fit:
    """Fit of every role to one person.

    ``log_likelihood`` (R,): higher fits better; ``style`` (R,): the best b, in levels; ``shown``
    (R,): 0-100, the geometric mean likelihood of an answer against the best any role could
    reach. All roles get 0 when nothing is answered. ``shown`` orders roles as the likelihood does.
    """

    log_likelihood: Floats
    style: Floats
    shown: Floats
    answered: int


@cache
def _log_table() -> Floats:
    """log P(k | m) for k = 0..4 and m = n + b on a grid, shape (5, M)."""
    low, high = -STYLE_LIMIT, MAX_LEVEL + STYLE_LIMIT
    centres = np.linspace(low, high, round((high - low) * GRID) + 1)
    cumulative = np.zeros((MAX_LEVEL + 2, centres.size))
    cumulative[-1] = 1.0
    for k in range(MAX_LEVEL):
        edges = (k + 0.5 - centres) / (SPREAD * math.sqrt(2.0))
        cumulative[k + 1] = [0.5 * math.erfc(-edge) for edge in edges]
    table: Floats = np.log(np.maximum(np.diff(cumulative, axis=0), FLOOR))
    table.flags.writeable = False
    return table


def _styles() -> Floats:
    half = round(STYLE_LIMIT / STYLE_STEP)
    return np.round(np.arange(-half, half + 1) * STYLE_STEP, 2)


def _grid_places(levels: Floats, styles: Floats) -> NDArray[np.intp]:
    return np.rint((levels + styles + STYLE_LIMIT) * GRID).astype(np.intp)


def _prior(styles: Floats) -> Floats:
    log_prior: Floats = -0.5 * (styles / STYLE_SD) ** 2
    return log_prior


@cache
def _ceilings() -> Floats:
    """The best log P(k | n + b) over n from 0 to 4, for k = 0..4 and every style, shape (5, B)."""
    table, span = _log_table(), MAX_LEVEL * GRID + 1
    starts = _grid_places(np.zeros(1), _styles())
    ceilings: Floats = np.stack([table[:, at : at + span].max(axis=1) for at in starts], axis=1)
    ceilings.flags.writeable = False
    return ceilings


def fit(profiles: RoleProfiles, ratings: Floats) -> Fit:
    """Fit of every role. ``ratings`` (S,) whole levels 0-4, NaN for unknown.

    A skill that a role does not ask for counts as one it asks for at level 0.
    """
    known = np.flatnonzero(~np.isnan(ratings))
    count = len(profiles.role_slugs)
    if known.size == 0:
        return Fit(np.zeros(count), np.zeros(count), np.zeros(count), 0)
    chosen = ratings[known].astype(np.intp)
    styles = _styles()
    best = np.full(count, -np.inf)
    style = np.zeros(count)
    rows_at_once = max(1, BLOCK // (known.size * styles.size))
    for start in range(0, count, rows_at_once):
        rows = slice(start, start + rows_at_once)
        places = _grid_places(profiles.levels[rows][:, known, None], styles)
        totals = _log_table()[chosen[:, None], places].sum(axis=1) + _prior(styles)
        at: NDArray[np.intp] = np.argmax(totals, axis=1)
        best[rows] = np.take_along_axis(totals, at[:, None], axis=1)[:, 0]
        style[rows] = styles[at]
    ceiling = (_ceilings()[chosen].sum(axis=0) + _prior(styles)).max()
    shown = 100.0 * np.exp((best - ceiling) / known.size)
    return Fit(best, style, shown, int(known.size))


@dataclass(frozen=True)
class Reason:
    """How much one skill speaks for role A over role B, in points (negative: for B).

    ``level_a`` and ``level_b`` are what the roles ask. ``skill`` is None for how the person rates
    in general; the levels are then the rating styles that fit A and B best.
    """

    skill: str | None
    rating: int | None
    level_a: float
    level_b: float
    points: float


def reasons(
    profiles: RoleProfiles, ratings: Floats, result: Fit, role_a: int, role_b: int
) -> list[Reason]:
    """Why A before B: contributions that add up exactly to A's lead as shown, largest first.

    The unit is a point of shown fit (one decimal); ``result`` is ``fit(profiles, ratings)``.
    Each skill's part of the difference in log-likelihood is scaled by one factor. A skill that
    both roles ask for alike can only differ through the rating style, so it counts there.
    """
    known = np.flatnonzero(~np.isnan(ratings))
    if known.size == 0:
        return []
    pair = [role_a, role_b]
    levels = profiles.levels[pair][:, known]
    places = _grid_places(levels, result.style[pair][:, None])
    parts = _log_table()[ratings[known].astype(np.intp), places]
    prior = _prior(result.style[pair])
    apart = levels[0] != levels[1]
    by_skill = np.where(apart, parts[0] - parts[1], 0.0)
    general = (parts[0] - parts[1])[~apart].sum() + prior[0] - prior[1]
    points = _scaled(np.append(by_skill, general), result.shown[role_a], result.shown[role_b])
    found = [
        Reason(
            skill=profiles.skill_slugs[column],
            rating=int(ratings[column]),
            level_a=float(levels[0, place]),
            level_b=float(levels[1, place]),
            points=float(points[place]),
        )
        for place, column in enumerate(known)
        if apart[place]
    ]
    style_a, style_b = (float(style) for style in result.style[pair])
    found.append(Reason(None, None, style_a, style_b, float(points[-1])))
    return sorted((item for item in found if item.points), key=lambda item: -abs(item.points))


def _scaled(difference: Floats, shown_a: float, shown_b: float) -> Floats:
    """Parts of a log-likelihood difference as points that add up to the lead as shown.

    Parts that are nothing stay nothing: rounding moves the others only.
    """
    lead = float(np.round(shown_a, 1) - np.round(shown_b, 1))
    total = float(difference.sum())
    points = np.zeros(difference.size)
    if abs(total) < 1e-12:
        return points
    some = difference != 0
    points[some] = round_parts(difference[some] * (shown_a - shown_b) / total, total=lead)
    return points
