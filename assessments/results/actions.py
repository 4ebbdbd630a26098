"""Store the target role, and how much enjoyment counts."""

from __future__ import annotations

from django.db import transaction

from assessments.locking import UnknownError, lock_assessment
from assessments.models import Assessment
from roles.editions import LoadedEdition


@transaction.atomic
def choose_target(*, assessment: Assessment, edition: LoadedEdition, role: str) -> None:
    """Store ``role``, a slug, as the target role.

    Raises UnknownError for a role the edition does not have, GoneError when there is nothing to
    choose it for.
    """
    if role not in edition.roles:
        raise UnknownError("That role is not in the catalogue.")
    row = lock_assessment(assessment)
    row.target_role = role
    row.save(update_fields=["target_role", "saved_at"])


@transaction.atomic
def weigh_interest(*, assessment: Assessment, percent: int) -> None:
    """Store how much enjoyment counts beside fit in the order of roles, 0-100 %.

    Raises GoneError. The database refuses other numbers.
    """
    row = lock_assessment(assessment)
    row.interest_weight = percent
    row.save(update_fields=["interest_weight", "saved_at"])
