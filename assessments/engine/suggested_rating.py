"""Coming back: which rating the steps done since suggest."""

from __future__ import annotations

from collections.abc import Collection

from assessments.engine.profiles import MAX_LEVEL


def suggested_rating(rating: int | None, done: Collection[int]) -> int | None:
    """The level of the highest step done that is reached without a hole; never below ``rating``.

    ``done`` are the levels of the skill's steps done. An unknown rating counts as 0 to begin
    from, and stays unknown where no step leads up from there.
    """
    reached = rating or 0
    while reached < MAX_LEVEL and reached + 1 in done:
        reached += 1
    return rating if reached == (rating or 0) else reached
