"""What goes wrong when writing, and the row to write to."""

from __future__ import annotations

from assessments.models import Assessment


class UnknownError(ValueError):
    """A role or step that the assessment's edition does not have."""


class GoneError(LookupError):
    """The assessment was deleted meanwhile, in another tab perhaps."""


class AlreadyCompletedError(ValueError):
    """Somebody tried to change a completed assessment."""


def locked(assessment: Assessment) -> Assessment:
    """The row as it is now, locked until the transaction ends; raises GoneError."""
    found = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if found is None:
        raise GoneError("This assessment has been deleted.")
    return found
