"""The quick check: which question tells most about the first role, and when more would not.

Stochastic curtailment (Finkelman, He, Kim and Lai 2011, "Stochastic curtailment of questionnaires
for three-level classification"): the answers still missing are sampled many times from what those
given suggest; asking stops when the share of samples in which the full questionnaire names the
same first role reaches SETTLED. The next question is the one whose answer, in these samples, has
the most information in common with that first role.

What the answers suggest is as in assessments.engine.likely_answers, and the first role as in the
result: by the same order, ladders included.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assessments.engine import likelihood
from assessments.engine.likelihood import LEVELS
from assessments.engine.likely_answers import likely_people
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.recommend import scores

SETTLED = 0.9
FEWEST = 5  # answers before it may stop: fewer would convince nobody
SAMPLES = 600
SEED = 1
CANDIDATES = 60  # roles that are told apart by sampling; with more in play a cheaper measure serves
NEGLIGIBLE = 1e-3  # posterior mass that all roles which do not matter for this choice may have
HOPELESS = 1e-6  # posterior mass of a single role below which it will not come first any more
ORDINARY = 5  # likeliest ordinary roles, one of which comes first where a higher one may not
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
    candidates = _with_lower_ones(profiles, hopeful, likely)
    answers, firsts, now = _sampled(profiles, ratings, skills, candidates)
    settled = float(np.mean(firsts == now))
    best = int(skills[int(np.argmax(_shared_information(answers, firsts)))])
    answered = int((~np.isnan(ratings)).sum())
    return Standing(settled, best, settled >= SETTLED and answered >= FEWEST)


def _posterior(totals: Floats) -> Floats:
    """Totals as probabilities over all cells."""
    weights = np.exp(totals - totals.max())
    found: Floats = weights / weights.sum()
    return found


def _with_lower_ones(profiles: RoleProfiles, hopeful: Picks, likely: Picks) -> Picks:
    """The ``hopeful`` roles and those that ladders may put first instead, likeliest first."""
    wanted = {int(role) for role in hopeful}
    wanted |= {lower for role, lower in profiles.ladders if role in wanted}
    if wanted & set(profiles.above):
        ordinary = [int(role) for role in likely if role in profiles.ordinary]
        wanted |= set(ordinary[:ORDINARY])
    return np.array([role for role in likely if int(role) in wanted], dtype=np.intp)


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
) -> tuple[Picks, Picks, int]:
    """Sampled answers (N, K), the first role each person has then (N,), and the first now."""
    known = np.flatnonzero(~np.isnan(ratings))
    few = profiles.part(candidates, np.concatenate([known, skills]))
    given = np.append(ratings[known], np.full(skills.size, np.nan))
    people = likely_people(few, given, len(profiles.role_slugs), COARSE)
    complete = people.answers(SAMPLES, np.random.default_rng(SEED), again=False)
    base = likelihood.totals(few, given, COARSE)
    open_ = np.arange(known.size, given.size)
    answers = complete[:, open_].astype(np.intp)
    # Roles last: the best manner is then found along an axis that need not be contiguous.
    tables = likelihood.log_likelihoods(few, open_, every=COARSE).swapaxes(2, 3)
    picks = (answers[:, :, None] == np.arange(LEVELS)).reshape(SAMPLES, -1)
    # Single precision: twice as fast, and a sample more or less is not seen.
    totals = picks.astype(np.float32) @ tables.reshape(picks.shape[1], -1).astype(np.float32)
    totals += base.T.ravel().astype(np.float32)
    totals = totals.reshape(SAMPLES, *base.T.shape).max(axis=1)
    first_now = int(_order(few, base.max(axis=1)[None], given[None])[0]) if known.size else 0
    return answers, _order(few, totals, complete), first_now


def _order(few: RoleProfiles, totals: Floats, people: Floats) -> Picks:
    """Each person's first role, (N,), as in their result where enjoyment counts nothing."""
    points = scores(few, totals, people, np.full(len(few.role_slugs), np.nan), 0.0)
    return np.asarray(points.argmax(axis=1), dtype=np.intp)


def _shared_information(answers: Picks, firsts: Picks) -> Floats:
    """Mutual information of each skill's sampled answer with the first role, shape (K,)."""
    roles, first = np.unique(firsts, return_inverse=True)
    cells = answers * roles.size + first[:, None]
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
