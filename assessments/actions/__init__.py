"""The only writers of assessments: keyword-only and atomic."""

from assessments.actions.again import carry_over
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
from assessments.actions.plan import choose_target, lay_out, weigh_interest
from assessments.actions.sharing import (
    MOST_SHARES,
    TooManySharesError,
    make_feed,
    revoke_feed,
    revoke_share,
    share,
)
from assessments.actions.steps import (
    Notes,
    OwnWords,
    TooManyError,
    add_own_step,
    change_own_step,
    note_step,
    remove_own_step,
    tick_step,
)

__all__ = [
    "MOST_SHARES",
    "AlreadyCompletedError",
    "Background",
    "GoneError",
    "Notes",
    "OwnWords",
    "PageAnswers",
    "TooManyError",
    "TooManySharesError",
    "UnknownError",
    "add_answers",
    "add_own_step",
    "carry_over",
    "change_own_step",
    "choose_target",
    "claim",
    "complete",
    "delete",
    "lay_out",
    "make_feed",
    "note_step",
    "remove_own_step",
    "revoke_feed",
    "revoke_share",
    "save_page",
    "share",
    "start",
    "tick_step",
    "weigh_interest",
]
