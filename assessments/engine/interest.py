"""Interest: how much a person would enjoy what a role consists of."""

from __future__ import annotations

import numpy as np

from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles


def interest_parts(profiles: RoleProfiles, interests: Floats) -> Floats:
    """Each activity's part of each role's interest, in percentage points, shape (R, A).

    A row adds up to the role's interest; NaN throughout for a role none of whose activities was
    answered. ``interests`` (A,) 0-4, NaN for unknown.
    """
    weights = profiles.activity_weights * ~np.isnan(interests)
    total = weights.sum(axis=1, keepdims=True)
    shares = weights / np.where(total > 0, total, np.nan)
    parts: Floats = 100.0 * shares * np.nan_to_num(interests) / MAX_LEVEL
    return parts


def interest(profiles: RoleProfiles, interests: Floats) -> Floats:
    """Importance-weighted mean enjoyment of each role's activities, 0-100 %, shape (R,).

    ``interests`` (A,) 0-4, NaN for unknown. Unanswered activities are left out; NaN for a role
    none of whose activities was answered.
    """
    total: Floats = interest_parts(profiles, interests).sum(axis=1)
    if not profiles.activity_slugs:
        return np.full(len(profiles.role_slugs), np.nan)
    return total
