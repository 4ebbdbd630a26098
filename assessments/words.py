"""Scores and reasons in words."""

from __future__ import annotations

from assessments.engine.reasons import Reason
from roles.catalogue.document import LEVEL_NAMES
from roles.catalogue.levels import level_words

HARDLY = 0.75
LEVEL_LEAD = 1.0
CLEAR_LEAD = 5.0
FEW_RATINGS = 8


def rating_name(rating: int | None) -> str:
    """A rating in words."""
    return "not sure" if rating is None else LEVEL_NAMES[rating]


def asks(level: float) -> str:
    """What a role asks of a skill, as the end of "this role ...": "asks for working"."""
    if level == 0:
        return "does not ask for it"
    if level <= HARDLY:
        return "hardly asks for it"
    return f"asks for {level_words(level)}"


ENJOYMENT = ("not at all", "a little", "somewhat", "quite a lot", "very much")


def reason_sentence(reason: Reason, name: str, role_a: str, role_b: str) -> str:
    """Why one thing speaks for one of two roles; ``name`` is the skill's or activity's."""
    if reason.rating is None:
        return (
            f"Overall you rate {_style(reason.of_a)} what {role_a} asks, and "
            f"{_style(reason.of_b)} what {role_b} asks."
        )
    if reason.activity:
        return (
            f"You would enjoy this {ENJOYMENT[reason.rating]}: {name}. "
            f"It makes up {_share(reason.of_a)} of {role_a} and {_share(reason.of_b)} of {role_b}."
        )
    return (
        f"You rated {name} at {LEVEL_NAMES[reason.rating]}. {role_a} {asks(reason.of_a)}; "
        f"{role_b} {asks(reason.of_b)}."
    )


def _share(share: float) -> str:
    return f"{100 * share:.0f} %" if share else "none"


def _style(style: float) -> str:
    """A rating style in words: "0.4 levels below"."""
    if abs(style) < 0.05:
        return "about at"
    return f"about {abs(style):.1f} levels {'above' if style > 0 else 'below'}"


def percent(low: float, high: float) -> str:
    """A readiness as shown: one figure, or a range where ratings are missing."""
    if round(low, 1) == round(high, 1):
        return f"{low:.1f} %"
    return f"{low:.1f}–{high:.1f} %"  # noqa: RUF001  # an en dash is right for a range


def lead_sentence(first: str, second: str, lead: float) -> str:
    """How far the first role is ahead, in points of fit."""
    if lead < LEVEL_LEAD:
        return f"It is a close call: {first} and {second} fit you equally well."
    if lead < CLEAR_LEAD:
        return f"It is close: {first} leads {second} by {lead:.1f} points of fit."
    return f"{first} leads {second} clearly, by {lead:.1f} points of fit."


def caution_sentence(answered: int, asked: int, *, all_same: bool) -> str:
    """What makes a result less sure than its lead says; "" when nothing does."""
    if answered < FEW_RATINGS:
        return f"Only {answered} of {asked} skills are rated, so take this as a first hint."
    if all_same:
        return "You rated every skill the same, which leaves little to tell the roles apart by."
    missing = asked - answered
    return f"{missing} of {asked} skills are not rated." if missing else ""
