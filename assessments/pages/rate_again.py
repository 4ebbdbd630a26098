"""When a page suggests to rate oneself again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.store import SKILL_STEP


@dataclass(frozen=True)
class RateAgainHint:
    """What may be done with a result some time on.

    ``sentence`` says what the steps done suggest, "" when none is; ``newest`` is the number of
    the newest edition, 0 when the result is of that one.
    """

    assessment: Assessment
    sentence: str
    newest: int
    repeats: bool


def rate_again_hint(assessment: Assessment, done: Collection[str], newest: int) -> RateAgainHint:
    """``done`` are keys of the steps ticked; ``newest`` is the newest edition's number."""
    number = assessment.edition.number
    return RateAgainHint(
        assessment=assessment,
        sentence=_suggestion(sum(step.startswith(f"{SKILL_STEP}/") for step in done)),
        newest=newest if newest > number else 0,
        repeats=assessment.earlier_id is not None,
    )


def _suggestion(count: int) -> str:
    if not count:
        return ""
    return f"You have done {count} learning step{'' if count == 1 else 's'}: rate yourself again."
