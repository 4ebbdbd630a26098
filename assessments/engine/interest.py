"""Interest: how much a person would enjoy what a role consists of."""

from __future__ import annotations

import numpy as np

from assessments.engine.profiles import MAX_LEVEL, Floats, RoleProfiles


def interest(profiles: RoleProfiles, interests: Floats) -> Floats:
    """Importance-weighted mean enjoyment of each role's activities, 0-100 %, shape (R,).

    ``interests`` (A,) 0-4, NaN for unknown. Unanswered activities are left out; NaN for a role
    none of whose activities was answered.
    """
    known = ~np.isnan(interests)
    weights = profiles.activity_weights * known
    total = weights.sum(axis=1)
    enjoyed = (weights * np.nan_to_num(interests)).sum(axis=1)
    scaled = 100.0 * enjoyed / (MAX_LEVEL * np.where(total > 0, total, 1.0))
    result: Floats = np.where(total > 0, scaled, np.nan)
    return result
