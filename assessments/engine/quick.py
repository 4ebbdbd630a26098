"""The quick check: which question tells most about the first role, and when more would not.

Stochastic curtailment (Finkelman, He, Kim and Lai 2011, "Stochastic curtailment of questionnaires
for three-level classification"): the answers still missing are sampled many times from what those
given suggest; asking stops when the share of samples in which the full questionnaire names the
same first role reaches SETTLED. The next question is the one whose answer, in these samples, has
the most information in common with that first role.

What the answers suggest is a mixture: the person is like one role or half-way between two, in any
manner of rating. Without the half-ways it is far too sure of itself for people between two roles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.likelihood import LEVELS
from assessments.engine.profiles import Floats, RoleProfiles

SETTLED = 0.9
FEWEST = 5  # answers before it may stop: fewer would convince nobody
SAMPLES = 1200
SEED = 1
HALF_WAY = 0.5  # prior share of people who are half-way between two roles
CANDIDATES = 60  # roles that are told apart by sampling; with more in play a cheaper measure serves
PAIRED = 24  # of these, the likeliest also in pairs
NEGLIGIBLE = 1e-3  # posterior mass that all roles which do not matter for this choice may have
HOPELESS = 1e-6  # posterior mass of a single role below which it will not come first any more
COARSE = 2  # every second style is enough here
Picks = NDArray[np.intp]


@dataclass(frozen=True)
class Standing:
    """Where a quick check stands.

    ``settled`` 0-1: estimated share of full questionnaires with the same first role; ``next`` the
    column of the skill to ask next, None when there is none left; ``enough``: it may stop.
    """

    settled: float
    next: int | None
    enough: bool


def standing(profiles: RoleProfiles, ratings: Floats, askable: NDArray[np.bool_]) -> Standing:
    """Where a quick check with ``ratings`` (S,) 0-4, NaN for unknown, stands.

    ``askable`` (S,): the skills that may still be asked about. The same input gives the same
    answer.
    """
    skills = np.flatnonzero(askable)
    if skills.size == 0:
        return Standing(1.0, None, True)
    if len(profiles.role_slugs) < 2:
        return Standing(1.0, int(skills[0]), True)
    role_mass = _posterior(likelihood.totals(profiles, ratings)).sum(axis=1)
    likely = np.argsort(-role_mass, kind="stable")
    needed = int(np.searchsorted(np.cumsum(role_mass[likely]), 1 - NEGLIGIBLE)) + 1
    if needed > CANDIDATES:
        return Standing(0.0, int(skills[_tells_roles_apart(profiles, role_mass, skills)]), False)
    hopeful = likely[: max(2, int((role_mass > HOPELESS).sum()))][:CANDIDATES]
    answers, firsts, now = _sampled(profiles, ratings, skills, hopeful)
    settled = float(np.mean(firsts == now))
    best = int(skills[int(np.argmax(_shared_information(answers, firsts)))])
    answered = int((~np.isnan(ratings)).sum())
    return Standing(settled, best, settled >= SETTLED and answered >= FEWEST)


def _posterior(totals: Floats) -> Floats:
    """Totals as probabilities over all cells."""
    weights = np.exp(totals - totals.max())
    found: Floats = weights / weights.sum()
    return found


@lru_cache(maxsize=4)
def _expected(profiles: RoleProfiles) -> Floats:
    """P(k) of every skill and role over all manners of rating, shape (S, 5, R)."""
    prior = _posterior(likelihood.manners(profiles).log_prior)
    skills = np.arange(len(profiles.skill_slugs))
    return np.concatenate(
        [np.exp(likelihood.log_likelihoods(profiles, skills[at : at + 1])) @ prior for at in skills]
    )


def _tells_roles_apart(profiles: RoleProfiles, role_mass: Floats, skills: Picks) -> int:
    """Place of the skill whose answer shares most information with the role itself."""
    joint = _expected(profiles)[skills] * role_mass
    return int(np.argmax(_mutual_information(joint)))


def _sampled(
    profiles: RoleProfiles, ratings: Floats, skills: Picks, candidates: Picks
) -> tuple[NDArray[np.int8], Picks, int]:
    """Sampled answers (N, K), the first role each person has then (N,), and the first now."""
    known = np.flatnonzero(~np.isnan(ratings))
    few = _some(profiles, candidates, np.concatenate([known, skills]))
    given = np.append(ratings[known], np.full(skills.size, np.nan))
    rng = np.random.default_rng(SEED)
    answers = _completions(few, given, len(profiles.role_slugs), rng)
    base = likelihood.totals(few, given, COARSE)
    open_ = np.arange(known.size, given.size)
    # Roles last: the best manner is then found along an axis that need not be contiguous.
    tables = likelihood.log_likelihoods(few, open_, every=COARSE).swapaxes(2, 3)
    picks = (answers[:, :, None] == np.arange(LEVELS)).reshape(SAMPLES, -1)
    # Single precision: twice as fast, and a sample more or less is not seen.
    totals = picks.astype(np.float32) @ tables.reshape(picks.shape[1], -1).astype(np.float32)
    totals += base.T.ravel().astype(np.float32)
    totals = totals.reshape(SAMPLES, *base.T.shape).max(axis=1)
    return answers, totals.argmax(axis=1), int(base.max(axis=1).argmax())


def _completions(
    roles: RoleProfiles, given: Floats, total: int, rng: np.random.Generator
) -> NDArray[np.int8]:
    """Answers to the skills not given, sampled from what the others suggest, shape (N, K)."""
    people, prior = _mixture(roles, total)
    posterior = _posterior(likelihood.totals(people, given, COARSE) + prior[:, None])
    steps = np.cumsum(posterior.ravel())
    cells = np.searchsorted(steps, rng.random(SAMPLES) * steps[-1], side="right")
    kind, manner = np.divmod(np.minimum(cells, posterior.size - 1), posterior.shape[1])
    open_ = np.flatnonzero(np.isnan(given))
    return likelihood.sample(people, open_, kind, manner, rng, COARSE).astype(np.int8)


def _some(profiles: RoleProfiles, roles: Picks, skills: Picks) -> RoleProfiles:
    """The profiles of a few roles and skills, in this order."""
    return replace(
        profiles,
        role_slugs=tuple(profiles.role_slugs[role] for role in roles),
        skill_slugs=tuple(profiles.skill_slugs[skill] for skill in skills),
        levels=profiles.levels[np.ix_(roles, skills)],
        weights=profiles.weights[np.ix_(roles, skills)],
        activity_weights=profiles.activity_weights[roles],
        spreads=profiles.spreads[skills],
    )


def _mixture(roles: RoleProfiles, total: int) -> tuple[RoleProfiles, Floats]:
    """What people may be like, and the log prior of each kind.

    Each role, then the half-ways between the likeliest, which come first among ``roles``. The
    prior is that of all ``total`` roles: leaving hopeless ones out must not favour half-ways.
    """
    count = len(roles.role_slugs)
    pairs = np.array(list(combinations(range(min(PAIRED, count)), 2)))
    single = (1 - HALF_WAY) / total
    paired = HALF_WAY / comb(min(PAIRED, total), 2)
    half = (roles.levels[pairs[:, 0]] + roles.levels[pairs[:, 1]]) / 2
    levels = np.round(np.concatenate([roles.levels, half]), 2)
    prior = np.repeat([single, paired], [count, len(pairs)])
    # Only levels and spreads are read of it.
    return replace(roles, levels=levels), np.log(prior)


def _shared_information(answers: NDArray[np.int8], firsts: Picks) -> Floats:
    """Mutual information of each skill's sampled answer with the first role, shape (K,)."""
    roles, first = np.unique(firsts, return_inverse=True)
    cells = answers.astype(np.intp) * roles.size + first[:, None]
    joint = np.stack(
        [np.bincount(column, minlength=LEVELS * roles.size) for column in cells.T]
    ).reshape(-1, LEVELS, roles.size)
    return _mutual_information(joint / len(answers))


def _mutual_information(joint: Floats) -> Floats:
    """Mutual information, in nats, of the last two axes of ``joint`` (K, 5, R), shape (K,)."""
    total = joint.sum(axis=(1, 2), keepdims=True)
    joint = joint / total
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = joint * np.log(joint / apart)
    found: Floats = np.nansum(terms, axis=(1, 2))
    return found
