"""Whether the plan fits the day to be ready by, and what to do where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.engine.plan import Plan, PlanStep
from assessments.engine.schedule import MOST_HOURS, fewest_hours_a_week
from assessments.engine.step_marks import Marks
from assessments.models import PlanKind
from assessments.pages.days import day_words
from assessments.pages.words import hours_words
from assessments.result import AssessmentResult


@dataclass(frozen=True)
class Deadline:
    """Whether the plan ends by the day to be ready by, and a ``sentence`` that says so.

    Where it does not, ``first`` are the steps that add most until then, and ``reaches`` says how
    far they take one; both are empty where none does.
    """

    fits: bool
    sentence: str
    reaches: str = ""
    first: tuple[PlanStep, ...] = ()


def deadline(
    scored: AssessmentResult, role: str, marks: Marks, plan: Plan, today: date
) -> Deadline | None:
    """How a plan with days fits; None where no such day is set or nothing is left to do."""
    day = scored.assessment.ready_by
    if day is None or not plan.hours_left:
        return None
    by = day_words(day, today)
    if plan.ends and plan.ends <= day:
        ends = day_words(plan.ends, today)
        return Deadline(True, f"This fits: the plan ends on {ends}, you want to be ready by {by}.")
    until = day_words(plan.ends, today) if plan.ends else "more than a hundred years from now"
    if day < today:
        return Deadline(False, f"{by} has passed. What is left takes until {until}.")
    return _too_long(scored, role, marks, plan, day, today, until)


def _too_long(
    scored: AssessmentResult,
    role: str,
    marks: Marks,
    plan: Plan,
    day: date,
    today: date,
    until: str,
) -> Deadline:
    weeks, by = scored.weeks_until(day, today), day_words(day, today)
    needed = fewest_hours_a_week(plan.hours_left, weeks)
    if weeks == 0:
        sentence = f"This does not fit: no whole week of study is left until {by}."
        return Deadline(False, f"{sentence} It needs until {until}.")
    if needed is None:
        sentence = (
            f"This does not fit by {by}, not even at {MOST_HOURS} hours a week. "
            f"At your hours it needs until {until}."
        )
    else:
        sentence = f"This does not fit by {by}: it needs {needed} hours a week, or until {until}."
    hours = weeks * scored.assessment.hours_per_week
    found = scored.most_within(role, marks, hours)
    if found is None or not found.keys:
        return Deadline(False, sentence)
    # A short plan takes each step at its quickest, the full one as it stands there.
    short = scored.assessment.plan_kind != PlanKind.EVERYTHING
    steps = scored.plan(role, marks, found.keys if short else None).steps
    return Deadline(
        False,
        sentence,
        f"Or these steps first, {hours_words(found.hours)} in all: of the steps as planned, no "
        "others take you further by then. They take you from "
        f"{found.start:.1f} % to {found.readiness:.1f} %.",
        tuple(step for step in steps if step.key in found.keys),
    )
