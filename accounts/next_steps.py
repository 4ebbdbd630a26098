"""What comes next in a plan."""

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
    """What comes next in the plan of a completed assessment."""
    scored = result.compute_result(assessment)
    role = scored.target
    plan = scored.chosen_plan(role.slug, store.fetch_marks(assessment)).plan
    titles = tuple(step.title for step in plan.upcoming)
    return NextSteps(role.title, titles[:SHOWN], len(titles[SHOWN:]))
