"""The page of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.engine.plan import PHASES, Plan, PlanStep
from assessments.models import Assessment
from assessments.presenters.lines import Choice, role_choices
from assessments.queries import Scored
from roles.catalogue.document import Phase, Role


@dataclass(frozen=True)
class PlanPhase:
    """A phase of the plan with its steps."""

    phase: Phase
    steps: list[PlanStep]


@dataclass(frozen=True)
class PlanPage:
    """The plan for one target role."""

    assessment: Assessment
    edition: int
    role: Role
    plan: Plan
    phases: list[PlanPhase]
    total: int
    choices: list[Choice]
    hours_form: Any


def plan_page(scored: Scored, role: Role, plan: Plan, hours_form: Any) -> PlanPage:
    """The plan page; ``hours_form`` may carry errors."""
    return PlanPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        plan=plan,
        phases=[
            PlanPhase(phase, [step for step in plan.steps if step.phase == phase])
            for phase in PHASES
        ],
        total=len(plan.steps),
        choices=role_choices(scored, role.slug),
        hours_form=hours_form,
    )
