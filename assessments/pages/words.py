"""Ratings and scores in words, alike on every page."""

from __future__ import annotations

from roles.document.types import LEVEL_NAMES


def rating_name(rating: int | None, *, asked: bool = True) -> str:
    """A rating in words; ``asked`` is False for a skill the person was not asked about."""
    if rating is None:
        return "not sure" if asked else "not asked yet"
    return LEVEL_NAMES[rating]


def percent(low: float, high: float) -> str:
    """A readiness as shown: one figure, or a range where ratings are missing."""
    if round(low, 1) == round(high, 1):
        return f"{low:.1f} %"
    return f"{low:.1f}–{high:.1f} %"  # noqa: RUF001  # an en dash is right for a range
