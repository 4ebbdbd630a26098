"""The first open steps of a plan, for the mail that reminds of it."""

from __future__ import annotations

from dataclasses import dataclass

from assessments import result, store
from assessments.models import Assessment

SHOWN = 3


@dataclass(frozen=True)
class NextSteps:
    """Title of the role planned for, the first steps still to do, and how many more there are."""

    role: str
    titles: tuple[str, ...]
    more: int


def next_steps(assessment: Assessment) -> NextSteps:
    """The first steps still to do in the plan that the owner of a completed assessment chose.

    Scores the assessment: three queries besides its edition, and the solver for a short plan.
    """
    scored = result.compute_result(assessment)
    role = scored.target
    plan = scored.chosen_plan(role.slug, store.fetch_marks(assessment)).plan
    titles = tuple(step.title for step in plan.upcoming)
    return NextSteps(role.title, titles[:SHOWN], len(titles[SHOWN:]))
