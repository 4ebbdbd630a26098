"""Why one role comes before another, and what keeps a role's fit from 100: lists that add up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.interest import interest_parts
from assessments.engine.ladder import Rung, rung
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.recommend import Recommendation, filled_interest
from assessments.engine.rounding import round_parts


@dataclass(frozen=True)
class Reason:
    """How much one thing speaks for role A over role B, in points (negative: for B).

    About a ``skill``: ``rating`` 0-4, ``of_a`` and ``of_b`` the levels the roles ask. About an
    ``activity``: ``rating`` the enjoyment 0-4, ``of_a`` and ``of_b`` its shares of the roles,
    0-1; points are counted from "somewhat", so that what somebody would hardly enjoy speaks against
    the role it is more of. About neither: how the person rates in general, ``of_a`` and ``of_b``
    the rating styles that fit the roles best, in levels, for somebody who has the parts ``reaches``
    of their levels, 0-1; with ``about_reach`` how early they are on the way, ``of_a`` and ``of_b``
    these parts; with ``rung`` what the roles give up to come after lower ones, in points, 0 or
    less, and what keeps the one back that gives up more; or, ``filled`` "a" or "b", that nothing is
    known of how they would enjoy that role: ``of_a`` and ``of_b`` are the interests counted.
    """

    skill: str | None
    activity: str | None
    rating: int | None
    of_a: float
    of_b: float
    points: float
    filled: str = ""
    about_reach: bool = False
    reaches: tuple[float, float] = (1.0, 1.0)
    rung: Rung | None = None


SOMEWHAT = 2.0  # enjoyment that speaks neither for a role nor against it


def reasons(
    profiles: RoleProfiles,
    ratings: Floats,
    interests: Floats,
    result: Recommendation,
    role_a: int,
    role_b: int,
) -> list[Reason]:
    """Why A before B: parts that add up exactly to A's lead in score as shown, largest first.

    The unit is a point of the score (one decimal); ``result`` is ``recommend`` of the same
    answers. Each skill's part of the difference in log-likelihood is scaled by one factor to
    points of fit. A skill that both roles ask for alike can only differ through the manner of
    rating, so it counts there: under reach, what another reach alone would change, and the rest
    under style. Where interest counts, each activity adds its part; the ladder is one of its own.
    """
    if result.fit.answered == 0:
        return []
    pair = [role_a, role_b]
    skills, general, reach = _skill_reasons(profiles, ratings, result, role_a, role_b)
    activities = _activity_reasons(profiles, interests, result, role_a, role_b)
    style_a, style_b = (float(style) for style in result.fit.style[pair])
    reach_a, reach_b = (float(part) for part in result.fit.reach[pair])
    last = [Reason(None, None, None, style_a, style_b, general, reaches=(reach_a, reach_b))]
    if reach:
        last.append(Reason(None, None, None, reach_a, reach_b, reach, about_reach=True))
    ladder_a, ladder_b = (float(points) for points in result.ladder[pair])
    if ladder_a != ladder_b:
        back = rung(profiles, ratings, role_a if ladder_a < ladder_b else role_b)
        last.append(Reason(None, None, None, ladder_a, ladder_b, ladder_a - ladder_b, rung=back))
    found = [*skills, *activities, *last]
    lead = float(np.round(result.score[role_a], 1) - np.round(result.score[role_b], 1))
    rounded = _rounded(np.array([item.points for item in found]), lead)
    shown = [
        replace(item, points=float(points))
        for item, points in zip(found, rounded, strict=True)
        if points
    ]
    return sorted(shown, key=lambda item: -abs(item.points))


def _skill_reasons(
    profiles: RoleProfiles, ratings: Floats, result: Recommendation, role_a: int, role_b: int
) -> tuple[list[Reason], float, float]:
    """A reason a skill, not yet rounded, and what style and reach make of the rest."""
    known, parts = parts_of(profiles, ratings, result, role_a, role_b)
    difference = parts[0] - parts[1]
    manner_a, manner_b = (int(manner) for manner in result.fit.manner[[role_a, role_b]])
    prior = likelihood.manners(profiles).log_prior
    total = float(difference.sum() + prior[manner_a] - prior[manner_b])
    lead = float(result.fit.shown[role_a] - result.fit.shown[role_b]) * _share_of_fit(result)
    scale = lead / total if abs(total) > 1e-12 else 0.0
    levels = profiles.levels[[role_a, role_b]][:, known]
    apart = levels[0] != levels[1]
    found = [
        Reason(
            profiles.skill_slugs[skill],
            None,
            int(ratings[skill]),
            float(levels[0, place]),
            float(levels[1, place]),
            float(difference[place] * scale),
        )
        for place, skill in enumerate(known)
        if apart[place]
    ]
    rest = float(difference[~apart].sum() + prior[manner_a] - prior[manner_b])
    if result.fit.reach[role_a] == result.fit.reach[role_b]:
        return found, rest * scale, 0.0
    # Before style changes or after it: the mean of both, so that B before A is the reverse.
    early_a = likelihood.with_reach_of(profiles, manner_a, manner_b)
    early_b = likelihood.with_reach_of(profiles, manner_b, manner_a)
    changed = np.array([early_a, early_b])
    moved = _parts(profiles, ratings, known, np.array([role_a, role_b]), changed)
    gained = (parts - moved)[:, ~apart].sum(axis=1) + prior[[manner_a, manner_b]] - prior[changed]
    reach = float(gained[0] - gained[1]) / 2
    return found, (rest - reach) * scale, reach * scale


def parts_of(
    profiles: RoleProfiles, ratings: Floats, result: Recommendation, *roles: int
) -> tuple[NDArray[np.intp], Floats]:
    """The known skills (K,), and their log likelihoods in each role's best manner (..., K)."""
    known = np.flatnonzero(~np.isnan(ratings))
    rows = np.array(roles, dtype=np.intp)
    return known, _parts(profiles, ratings, known, rows, result.fit.manner[rows])


def _parts(
    profiles: RoleProfiles,
    ratings: Floats,
    known: NDArray[np.intp],
    rows: NDArray[np.intp],
    manner: NDArray[np.intp],
) -> Floats:
    """Log likelihoods of the ``known`` skills for each of ``rows`` in its ``manner``, (R, K)."""
    tables = likelihood.log_likelihoods(profiles, known, rows)
    said = ratings[known].astype(np.intp)
    places = np.arange(rows.size)
    parts: Floats = tables[np.arange(known.size)[:, None], said[:, None], places, manner]
    return parts.T


def _share_of_fit(result: Recommendation) -> float:
    """How much of the score is fit: all of it where no interest is known."""
    return 1.0 if np.isnan(result.interest).all() else 1.0 - result.weight


def _activity_reasons(
    profiles: RoleProfiles, interests: Floats, result: Recommendation, role_a: int, role_b: int
) -> list[Reason]:
    """A reason an activity, not yet rounded, and one for an interest that is not known."""
    weight = 1.0 - _share_of_fit(result)
    if not weight:
        return []
    pair = [role_a, role_b]
    neutral = np.where(np.isnan(interests), np.nan, SOMEWHAT)
    centred = interest_parts(profiles, interests) - interest_parts(profiles, neutral)
    parts = weight * np.nan_to_num(centred[pair])
    weights = profiles.activity_weights[pair]
    shares = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    found = [
        Reason(
            None,
            profiles.activity_slugs[column],
            int(interests[column]),
            float(shares[0, column]),
            float(shares[1, column]),
            float(parts[0, column] - parts[1, column]),
        )
        for column in np.flatnonzero(~np.isnan(interests) & (weights.sum(axis=0) > 0))
    ]
    filled = filled_interest(result.interest)[pair]
    rest = weight * float(filled[0] - filled[1]) - float(parts[0].sum() - parts[1].sum())
    unknown = np.isnan(result.interest[pair])
    if unknown.any():
        which = "a" if unknown[0] else "b"  # both unknown count alike and make no difference
        found.append(Reason(None, None, None, float(filled[0]), float(filled[1]), rest, which))
    return found


def _rounded(parts: Floats, total: float) -> Floats:
    """Parts rounded to the total as shown. What is nothing stays nothing."""
    points = np.zeros(parts.size)
    some = np.abs(parts) > 1e-12
    if some.any():
        points[some] = round_parts(parts[some], total=total)
    return points


@dataclass(frozen=True)
class Shortfall:
    """How many points of fit one skill costs a role.

    ``skill`` None: how the person rates throughout, ``required`` then the rating style that fits
    the role best, in levels, for somebody who has the part ``reach`` of its levels, 0-1; with
    ``about_reach`` how early they are on the way to the role, ``required`` then this part.
    """

    skill: str | None
    rating: int | None
    required: float
    points: float
    about_reach: bool = False
    reach: float = 1.0

    @property
    def beyond(self) -> float:
        """How many levels the rating lies above what is asked, 0 where it is about no skill."""
        return 0.0 if self.rating is None else self.rating - self.required


def shortfalls(
    profiles: RoleProfiles, ratings: Floats, result: Recommendation, role: int
) -> list[Shortfall]:
    """What keeps a role's fit from 100, largest first; the points add up to 100 - fit as shown.

    Each skill's shortfall is how much less likely the rating is for this role than for the
    requirement that would suit it best, scaled to points by one factor.
    """
    if result.fit.answered == 0:
        return []
    known, parts = parts_of(profiles, ratings, result, role)
    manner = int(result.fit.manner[role])
    best = np.array(
        [
            likelihood.log_ceiling(profiles, int(skill), int(ratings[skill]))[manner]
            for skill in known
        ]
    )
    missing = np.maximum(best - parts[0], 0.0)
    ceilings = likelihood.ceilings(profiles, ratings)
    ceiling, reach = float(ceilings.max()), float(result.fit.reach[role])
    general = max(0.0, ceiling - float(result.fit.log_likelihood[role]) - float(missing.sum()))
    every = np.append(missing, general)
    if reach < 1:
        full = likelihood.with_reach_of(profiles, manner, _full_reach(profiles))
        early = min(general, float(ceilings[full] - ceilings[manner]))
        every = np.append(missing, [general - early, early])
    lost = 100.0 - float(result.fit.shown[role])
    scale = lost / every.sum() if every.sum() > 1e-12 else 0.0
    points = _rounded(every * scale, 100.0 - round(float(result.fit.shown[role]), 1))
    found = [
        Shortfall(
            profiles.skill_slugs[skill],
            int(ratings[skill]),
            float(profiles.levels[role, skill]),
            float(points[place]),
        )
        for place, skill in enumerate(known)
    ]
    style = float(result.fit.style[role])
    found.append(Shortfall(None, None, style, float(points[known.size]), reach=reach))
    if reach < 1:
        found.append(Shortfall(None, None, reach, float(points[-1]), about_reach=True))
    return sorted((item for item in found if item.points), key=lambda item: -item.points)


def _full_reach(profiles: RoleProfiles) -> int:
    """A manner of rating with reach 1."""
    return int(np.argmax(likelihood.manners(profiles).reach == 1))
