"""The page of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from assessments import store
from assessments.engine.plan import PHASES, Plan
from assessments.engine.schedule import monday_of
from assessments.engine.shortest import Shortest
from assessments.models import Assessment, OwnStep, PlanKind, StepProgress
from assessments.pages.days import day_words
from assessments.pages.lines import target_picker
from assessments.pages.words import hours_words
from assessments.plan.deadline import Deadline, deadline
from assessments.plan.steps import StepLine, StepLines
from assessments.plan.trail import Trail, progress_trail
from assessments.result import AssessmentResult, ChosenPlan
from roles.document.types import Phase, Role
from roles.public.picking import RolePicker

MOST_NEXT = 4  # steps shown as those to do now
EVERYTHING = (
    "The steps that close your gaps, in an order that works: what a step builds on comes first."
)
UNSOLVED = (
    "The short plan you asked for could not be worked out. "
    "Here is everything that the role asks for."
)


@dataclass(frozen=True)
class PlanForms:
    """The forms of the page; ``step`` is the one that was refused, or None."""

    layout: Any
    step: Any
    own: Any
    filters: Any


@dataclass(frozen=True)
class PlanPhase:
    """A phase of the plan with its steps, those done apart."""

    phase: Phase
    open: list[StepLine]
    done: list[StepLine]


@dataclass(frozen=True)
class PlanPage:
    """The plan for one target role.

    ``lede`` says what the plan is; ``compared`` sets a short plan beside everything the role
    asks for, and is "" where there is nothing to compare. ``next`` are the steps to do now,
    ``when`` says which week that is. ``query`` keeps the filters in addresses.
    """

    assessment: Assessment
    edition: int
    role: Role
    plan: Plan
    ends: str
    when: str
    next: list[StepLine]
    phases: list[PlanPhase]
    skipped: list[StepLine]
    total: int
    progress: str
    short: bool
    lede: str
    compared: str
    deadline: Deadline | None
    trail: Trail | None
    picker: RolePicker
    forms: PlanForms
    query: str


def plan_page(
    scored: AssessmentResult,
    role: Role,
    rows: Mapping[str, StepProgress],
    own: Sequence[OwnStep],
    forms: PlanForms,
    today: date,
) -> PlanPage:
    """The plan page. ``rows`` are the person's progress by key, ``own`` their own steps.

    Asks for no rows. Works the plan out, with the solver where it is a short one.
    """
    marks = store.marks_of(rows, own)
    chosen = scored.chosen_plan(role.slug, marks)
    plan = scored.dated(chosen.plan, today)
    filters = forms.filters.chosen()
    lines = StepLines(plan, scored.edition.skills, rows, filters, forms.step, today)
    steps = [lines.line(step) for step in plan.steps]
    total = len(plan.steps)
    return PlanPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        plan=plan,
        ends=day_words(plan.ends, today) if plan.ends else "",
        when=_week_words(plan, today),
        next=_next(plan, lines),
        phases=_phases(steps, short=chosen.shortest is not None),
        skipped=[lines.line(step) for step in plan.skipped],
        total=total,
        progress=f"{plan.done_count} of {total} steps done",
        short=chosen.shortest is not None,
        lede=_plan_sentence(scored.assessment, chosen),
        compared=_everything_sentence(chosen),
        deadline=deadline(scored, role.slug, marks, plan, today),
        trail=progress_trail(scored.assessment, plan, rows, today),
        picker=target_picker(scored, role.slug),
        forms=forms,
        query=f"?{urlencode(filters)}" if filters else "",
    )


def _week_words(plan: Plan, today: date) -> str:
    """Which week the next steps are for."""
    begins = next((step.begins for step in plan.steps if step.begins), today)
    if begins <= monday_of(today) + timedelta(days=6):
        return "This week"
    return f"From {day_words(begins, today)}"


def _next(plan: Plan, lines: StepLines) -> list[StepLine]:
    """Steps under way, then those that the first week begins with."""
    now = [step for step in plan.upcoming if step.doing or step.first_week == 1]
    return [lines.line(step) for step in now[:MOST_NEXT]]


def _phases(steps: list[StepLine], *, short: bool) -> list[PlanPhase]:
    """Every phase of the full plan, but only those of a short plan that have steps."""
    phases = [
        PlanPhase(
            phase,
            [line for line in steps if line.step.phase == phase and line.step.open],
            [line for line in steps if line.step.phase == phase and line.step.done],
        )
        for phase in PHASES
    ]
    return [phase for phase in phases if phase.open or phase.done or not short]


def _plan_sentence(assessment: Assessment, chosen: ChosenPlan) -> str:
    found = chosen.shortest
    if chosen.unsolved:
        return UNSOLVED
    if found is None:
        return EVERYTHING
    if assessment.plan_kind == PlanKind.FEWEST_HOURS:
        return _target_sentence(found, assessment.plan_target, chosen.everything)
    return _budget_sentence(found, assessment.plan_budget, chosen.everything)


def _target_sentence(found: Shortest, target: int, everything: Plan) -> str:
    if not found.reachable and not found.keys:
        return _nothing_left_sentence(found, everything)
    if not found.reachable:
        but = " but those you set aside" if _set_aside(everything) else ""
        return f"{_gain_sentence(found)}, which is as far as all steps{but} together go."
    if not found.keys:
        return (
            f"You are there already: at {found.start:.1f} % you need no step to reach {target} %."
        )
    return f"{_gain_sentence(found)}. No other set of steps gets there in fewer hours."


def _budget_sentence(found: Shortest, budget: int, everything: Plan) -> str:
    if found.keys:
        return (
            f"{_gain_sentence(found)}. No other set of steps gains more in {hours_words(budget)}."
        )
    if found.start >= 100:
        return "You are there already: no step is left that adds to your readiness."
    if not any(step.open and step.points for step in everything.steps):
        return _nothing_left_sentence(found, everything)
    return f"No step that adds to your readiness fits into {hours_words(budget)}. Try a few more."


def _nothing_left_sentence(found: Shortest, everything: Plan) -> str:
    """Says that no step is left that adds to a readiness below 100 %."""
    if _set_aside(everything):
        return (
            f"You are at {found.start:.1f} %. Nothing is left that adds to it but what you set "
            "aside: to go further, take one of those steps back."
        )
    return f"You are at {found.start:.1f} %. No step is left that adds to it."


def _set_aside(everything: Plan) -> bool:
    """Whether a step that adds to readiness was skipped."""
    return any(step.points for step in everything.skipped)


def _gain_sentence(found: Shortest) -> str:
    take = "takes" if found.hours == 1 else "take"
    return (
        f"{hours_words(found.hours)} {take} you from {found.start:.1f} % to {found.readiness:.1f} %"
    )


def _everything_sentence(chosen: ChosenPlan) -> str:
    left = chosen.everything.hours_left
    if chosen.shortest is None or left == 0:
        return ""
    return f"Everything the role asks for would take {hours_words(left)}."
