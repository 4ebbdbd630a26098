"""Which roles the questionnaire can hardly tell apart, from people drawn for each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine import likelihood
from assessments.engine.impact import SAMPLE_PER_ROLE, SEED, simulated
from assessments.engine.profiles import RoleProfiles

MOST_TAKEN = 0.25  # share of one role's people that another role may come first for


@dataclass(frozen=True)
class Confusion:
    """Two roles by slug, and the mean share 0-1 of either's people who fit the other better."""

    first: str
    second: str
    share: float


def hard_to_tell_apart(
    profiles: RoleProfiles, per_role: int = SAMPLE_PER_ROLE, seed: int = SEED
) -> list[Confusion]:
    """Pairs of roles whose people fit the other one at least as well too often, worst first."""
    count = len(profiles.role_slugs)
    people = simulated(profiles, per_role, seed).ratings
    totals = likelihood.best_totals(profiles, people).reshape(count, per_role, count)
    own = totals[np.arange(count), :, np.arange(count)]
    taken = np.mean(totals >= own[:, :, None], axis=1)
    both = (taken + taken.T) / 2
    pairs = np.argwhere(np.triu(both >= MOST_TAKEN, k=1))
    found = [
        Confusion(profiles.role_slugs[a], profiles.role_slugs[b], float(both[a, b]))
        for a, b in pairs
    ]
    return sorted(found, key=lambda item: -item.share)
