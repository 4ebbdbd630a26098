"""The row that an action writes to, locked, and the errors that actions of all rooms raise."""

from __future__ import annotations

from collections.abc import Iterable

from assessments.models import Assessment


class UnknownError(ValueError):
    """A role or step that the assessment's edition does not have."""


class GoneError(LookupError):
    """The assessment was deleted meanwhile, in another tab perhaps."""


class AlreadyCompletedError(ValueError):
    """Somebody tried to change a completed assessment."""


def lock_assessment(assessment: Assessment) -> Assessment:
    """The row as it is now, locked until the transaction ends; raises GoneError.

    Write to this one and copy from it: ``assessment`` was read before, and may be out of date.
    """
    found = lock_rows([assessment.pk])
    if not found:
        raise GoneError("This assessment has been deleted.")
    return found[0]


def lock_rows(numbers: Iterable[int]) -> list[Assessment]:
    """The assessments with these primary keys that still exist, locked until the transaction ends.

    Nothing can be added to a locked assessment, so it can be deleted with all that hangs on it.
    """
    # Ordered: of two that lock the same rows, neither then waits for what the other holds. SQLite
    # locks no rows; there a transaction holds the one write lock from its beginning.
    return list(Assessment.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
