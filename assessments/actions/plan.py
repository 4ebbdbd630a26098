"""Choose a target role, lay the plan out, weigh enjoyment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from assessments.actions.base import UnknownError
from assessments.engine.schedule import monday_of
from assessments.models import Assessment
from roles.editions import LoadedEdition


@transaction.atomic
def choose_target(*, assessment: Assessment, edition: LoadedEdition, role: str) -> None:
    """Choose the target role; raises UnknownError for a role the edition does not have."""
    if role not in edition.roles:
        raise UnknownError("That role is not in the catalogue.")
    Assessment.objects.filter(pk=assessment.pk).update(target_role=role, saved_at=timezone.now())


@transaction.atomic
def lay_out(
    *,
    assessment: Assessment,
    hours_per_week: int,
    plan_kind: str,
    plan_target: int,
    plan_budget: int,
    plan_start: date | None = None,
    ready_by: date | None = None,
    weeks_off: Sequence[date] = (),
) -> None:
    """Choose how the plan is laid out: 1-80 hours a week, and which steps it is made of.

    ``plan_kind`` is a PlanKind, ``plan_target`` a readiness of 1-100 %, ``plan_budget`` 1-5000
    hours; both are kept whichever the kind needs. ``plan_start`` None: the day of completion.
    ``ready_by`` None: no day. ``weeks_off`` are any days of weeks without study.
    """
    mondays = sorted({monday_of(day) for day in weeks_off})
    Assessment.objects.filter(pk=assessment.pk).update(
        hours_per_week=hours_per_week,
        plan_kind=plan_kind,
        plan_target=plan_target,
        plan_budget=plan_budget,
        plan_start=plan_start,
        ready_by=ready_by,
        weeks_off=[day.isoformat() for day in mondays],
        saved_at=timezone.now(),
    )


@transaction.atomic
def weigh_interest(*, assessment: Assessment, percent: int) -> None:
    """Choose how much enjoyment counts beside fit in the order of roles, 0-100 %."""
    Assessment.objects.filter(pk=assessment.pk).update(
        interest_weight=percent, saved_at=timezone.now()
    )
