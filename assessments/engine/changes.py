"""What moved between two assessments: how much came from the content, how much from the answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.readiness import readiness
from assessments.engine.rounding import round_parts


@dataclass(frozen=True)
class Move:
    """One figure as shown three times: before, with the new content alone, and after.

    ``before`` is None where the role was not in the earlier content.
    ``content`` + ``answers`` = ``total`` = ``after`` - ``before``, exactly as shown.
    """

    before: float | None
    between: float | None
    after: float

    @property
    def content(self) -> float | None:
        """What the new content did; None where there was nothing to compare with."""
        return _difference(self.before, self.between)

    @property
    def answers(self) -> float | None:
        """What the new answers did; None where there was nothing to compare with."""
        return _difference(self.between, self.after)

    @property
    def total(self) -> float | None:
        """What content and answers did together; None where there was nothing to compare with."""
        return _difference(self.before, self.after)


def move(before: float | None, between: float | None, after: float, *, decimals: int = 1) -> Move:
    """The figures rounded as shown."""
    return Move(
        None if before is None else round(before, decimals),
        None if between is None else round(between, decimals),
        round(after, decimals),
    )


def _difference(before: float | None, after: float | None) -> float | None:
    if before is None or after is None:
        return None
    return round(after - before, 1)


@dataclass(frozen=True)
class RatingMove:
    """A skill rated differently; ``points`` of readiness it moved, as shown, for one role."""

    skill: str
    before: int | None
    after: int | None
    points: float


def rating_moves(
    profiles: RoleProfiles, role: int, before: Floats, after: Floats
) -> list[RatingMove]:
    """The skills whose rating changed, (S,) to (S,), NaN for unknown; most points first.

    The points add up exactly to the difference of the role's readiness (low end) as shown; a
    skill that cannot have moved it has 0.
    """
    changed = np.flatnonzero(~((before == after) | (np.isnan(before) & np.isnan(after))))
    levels, weights = profiles.levels[role], profiles.weights[role]
    whole = (levels * weights).sum()
    share = 100.0 / whole if whole else 0.0
    gained = share * weights * (_counted(after, levels) - _counted(before, levels))
    points = np.zeros(len(profiles.skill_slugs))
    moving = changed[gained[changed] != 0]
    shown = [round(float(readiness(profiles, given).low[role]), 1) for given in (before, after)]
    points[moving] = round_parts(gained[moving], total=shown[1] - shown[0])
    moves = [
        RatingMove(
            skill=profiles.skill_slugs[column],
            before=_rating(before[column]),
            after=_rating(after[column]),
            points=float(points[column]) + 0.0,  # never "-0.0"
        )
        for column in changed
    ]
    return sorted(moves, key=lambda item: -abs(item.points))


def _counted(ratings: Floats, levels: Floats) -> Floats:
    counted: Floats = np.minimum(np.nan_to_num(ratings), levels)
    return counted


def _rating(value: float) -> int | None:
    return None if np.isnan(value) else int(value)
