"""Choose a target role, lay the plan out, say how far one is with a step."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from assessments.actions.base import UnknownError, locked
from assessments.models import Assessment, Status, StepProgress
from roles.editions import LoadedEdition


@transaction.atomic
def choose_target(*, assessment: Assessment, edition: LoadedEdition, role: str) -> None:
    """Choose the target role; raises UnknownError for a role the edition does not have."""
    if role not in edition.roles:
        raise UnknownError("That role is not in the catalogue.")
    Assessment.objects.filter(pk=assessment.pk).update(target_role=role)


@transaction.atomic
def lay_out(
    *,
    assessment: Assessment,
    hours_per_week: int,
    plan_kind: str,
    plan_target: int,
    plan_budget: int,
) -> None:
    """Choose how the plan is laid out: 1-80 hours a week, and which steps it is made of.

    ``plan_kind`` is a PlanKind, ``plan_target`` a readiness of 1-100 %, ``plan_budget`` 1-5000
    hours; both are kept whichever the kind needs.
    """
    Assessment.objects.filter(pk=assessment.pk).update(
        hours_per_week=hours_per_week,
        plan_kind=plan_kind,
        plan_target=plan_target,
        plan_budget=plan_budget,
    )


@transaction.atomic
def weigh_interest(*, assessment: Assessment, percent: int) -> None:
    """Choose how much enjoyment counts beside fit in the order of roles, 0-100 %."""
    Assessment.objects.filter(pk=assessment.pk).update(interest_weight=percent)


@transaction.atomic
def tick_step(*, assessment: Assessment, known: set[str], step: str, done: bool) -> None:
    """Tick or untick a step of the plan.

    Raises UnknownError unless ``step`` is in ``known``, GoneError when the assessment is gone.
    """
    if step not in known:
        raise UnknownError("That step is not in this plan.")
    locked(assessment)
    StepProgress.objects.update_or_create(
        assessment=assessment,
        step=step,
        defaults={
            "status": Status.DONE if done else Status.TODO,
            "done_at": timezone.now() if done else None,
        },
    )
