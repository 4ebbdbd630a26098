"""The only writers of assessments: keyword-only and atomic."""

from assessments.actions.answers import (
    Background,
    PageAnswers,
    add_answers,
    complete,
    delete,
    save_page,
    start,
)
from assessments.actions.base import AlreadyCompletedError, GoneError, UnknownError
from assessments.actions.owning import claim
from assessments.actions.plan import choose_target, lay_out, tick_step, weigh_interest
from assessments.actions.revoke import revoke_feed, revoke_share

__all__ = [
    "AlreadyCompletedError",
    "Background",
    "GoneError",
    "PageAnswers",
    "UnknownError",
    "add_answers",
    "choose_target",
    "claim",
    "complete",
    "delete",
    "lay_out",
    "revoke_feed",
    "revoke_share",
    "save_page",
    "start",
    "tick_step",
    "weigh_interest",
]
