"""The suggestion to rate oneself again, for results and plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import ngettext

from assessments.engine.method import TODAY
from assessments.engine.step_key import StepKey
from assessments.models import Assessment


@dataclass(frozen=True)
class RateAgainHint:
    """What may be done with a result some time on.

    ``sentence`` says what the steps done suggest, "" when none is; ``newest`` is the number of
    the newest edition, 0 when the result is of that one; ``repeats``: it repeats another;
    ``older_method``: today's method did not score it.
    """

    assessment: Assessment
    sentence: str
    newest: int
    repeats: bool
    older_method: bool


def rate_again_hint(assessment: Assessment, done: Collection[str], newest: int) -> RateAgainHint:
    """The hint for an assessment whose steps ``done``, by key, are ticked.

    ``newest`` is the number of its catalogue's newest edition.
    """
    number = assessment.edition.number
    # Only learning steps change a rating.
    learnt = [key for key in map(StepKey.parse, done) if key and key.skill]
    return RateAgainHint(
        assessment=assessment,
        sentence=_suggestion(len(learnt)),
        newest=newest if newest > number else 0,
        repeats=assessment.earlier_id is not None,
        older_method=assessment.method != TODAY.number,
    )


def _suggestion(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "You have done %(count)d learning step: rate yourself again.",
        "You have done %(count)d learning steps: rate yourself again.",
        count,
    ) % {"count": count}
