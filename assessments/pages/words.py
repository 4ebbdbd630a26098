"""Readiness, hours and minutes in words, alike on every page."""

from __future__ import annotations

from django.utils.translation import ngettext


def closest(*, weighed: bool) -> str:
    """What the first role is called; ``weighed``: enjoyment counts beside fit in the order."""
    return "first as you weigh it" if weighed else "the closest"


def closest_label(*, weighed: bool) -> str:
    """The heading above the first role's title, where ``closest`` stands in sentences."""
    return "First as you weigh it" if weighed else "Closest role"


def percent(low: float, high: float) -> str:
    """A readiness as shown: one figure, or a range where ratings are missing."""
    if round(low, 1) == round(high, 1):
        return f"{low:.1f} %"
    return f"{low:.1f}–{high:.1f} %"  # noqa: RUF001  # an en dash is right for a range


def hours_words(hours: int) -> str:
    """A number of hours: "1 hour", "40 hours"."""
    return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}


def minutes_words(minutes: int) -> str:
    """A number of minutes: "1 minute", "12 minutes"."""
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}
