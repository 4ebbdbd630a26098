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
from assessments.actions.plan import choose_target, lay_out, tick_step, weigh_interest

__all__ = [
    "AlreadyCompletedError",
    "Background",
    "GoneError",
    "PageAnswers",
    "UnknownError",
    "add_answers",
    "carry_over",
    "choose_target",
    "complete",
    "delete",
    "lay_out",
    "save_page",
    "start",
    "tick_step",
    "weigh_interest",
]
