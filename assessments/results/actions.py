"""Choose a target role, weigh enjoyment."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from assessments.locking import UnknownError
from assessments.models import Assessment
from roles.editions import LoadedEdition


@transaction.atomic
def choose_target(*, assessment: Assessment, edition: LoadedEdition, role: str) -> None:
    """Choose the target role; raises UnknownError for a role the edition does not have."""
    if role not in edition.roles:
        raise UnknownError("That role is not in the catalogue.")
    Assessment.objects.filter(pk=assessment.pk).update(target_role=role, saved_at=timezone.now())


@transaction.atomic
def weigh_interest(*, assessment: Assessment, percent: int) -> None:
    """Choose how much enjoyment counts beside fit in the order of roles, 0-100 %."""
    Assessment.objects.filter(pk=assessment.pk).update(
        interest_weight=percent, saved_at=timezone.now()
    )
