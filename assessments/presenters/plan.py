"""The page of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.engine.plan import PHASES, Plan, PlanStep
from assessments.engine.shortest import Shortest
from assessments.models import Assessment, PlanKind
from assessments.presenters.lines import Choice, role_choices
from assessments.queries import ChosenPlan, Scored
from roles.catalogue.document import Phase, Role

EVERYTHING = (
    "The steps that close your gaps, in an order that works: what a step builds on comes first."
)


@dataclass(frozen=True)
class PlanPhase:
    """A phase of the plan with its steps."""

    phase: Phase
    steps: list[PlanStep]


@dataclass(frozen=True)
class PlanPage:
    """The plan for one target role.

    ``lede`` says what the plan is; ``compared`` sets a short plan beside everything the role
    asks for, and is "" where there is nothing to compare.
    """

    assessment: Assessment
    edition: int
    role: Role
    plan: Plan
    phases: list[PlanPhase]
    total: int
    short: bool
    lede: str
    compared: str
    choices: list[Choice]
    form: Any


def plan_page(scored: Scored, role: Role, chosen: ChosenPlan, form: Any) -> PlanPage:
    """The plan page; ``form`` may carry errors."""
    return PlanPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        plan=chosen.plan,
        phases=_phases(chosen),
        total=len(chosen.plan.steps),
        short=chosen.shortest is not None,
        lede=_lede(scored.assessment, chosen.shortest),
        compared=_compared(chosen),
        choices=role_choices(scored, role.slug),
        form=form,
    )


def _phases(chosen: ChosenPlan) -> list[PlanPhase]:
    """Every phase of the full plan, but only those of a short plan that have steps."""
    phases = [
        PlanPhase(phase, [step for step in chosen.plan.steps if step.phase == phase])
        for phase in PHASES
    ]
    return [phase for phase in phases if phase.steps or not chosen.shortest]


def _lede(assessment: Assessment, found: Shortest | None) -> str:
    if found is None:
        return EVERYTHING
    if assessment.plan_kind == PlanKind.FEWEST_HOURS:
        return _to_target(found, assessment.plan_target)
    return _in_budget(found, assessment.plan_budget)


def _to_target(found: Shortest, target: int) -> str:
    if not found.keys:
        return (
            f"You are there already: at {found.start:.1f} % you need no step to reach {target} %."
        )
    if not found.reachable:
        return f"{_way(found)}, which is as far as all steps together go."
    return f"{_way(found)}. No other set of steps gets there in fewer hours."


def _in_budget(found: Shortest, budget: int) -> str:
    if found.keys:
        return f"{_way(found)}. No other set of steps gains more in {_hours(budget)}."
    if found.start >= 100:
        return "You are there already: no step is left that adds to your readiness."
    return f"No step that adds to your readiness fits into {_hours(budget)}. Try a few more."


def _way(found: Shortest) -> str:
    take = "takes" if found.hours == 1 else "take"
    return f"{_hours(found.hours)} {take} you from {found.start:.1f} % to {found.readiness:.1f} %"


def _compared(chosen: ChosenPlan) -> str:
    left = chosen.everything.hours_left
    if chosen.shortest is None or left == 0:
        return ""
    return f"Everything the role asks for would take {_hours(left)}."


def _hours(hours: int) -> str:
    return f"{hours} hour{'' if hours == 1 else 's'}"
