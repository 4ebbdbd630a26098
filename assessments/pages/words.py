"""Scores in words, alike on every page."""

from __future__ import annotations


def percent(low: float, high: float) -> str:
    """A readiness as shown: one figure, or a range where ratings are missing."""
    if round(low, 1) == round(high, 1):
        return f"{low:.1f} %"
    return f"{low:.1f}–{high:.1f} %"  # noqa: RUF001  # an en dash is right for a range
