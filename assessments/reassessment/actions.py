"""Score a result by today's method."""

from __future__ import annotations

from django.db import transaction

from assessments.engine.method import TODAY
from assessments.locking import lock_assessment
from assessments.models import Assessment


@transaction.atomic
def score_by_todays_method(*, assessment: Assessment) -> None:
    """Let today's method score an assessment from now on; raises GoneError."""
    row = lock_assessment(assessment)
    row.method = TODAY.number
    row.save(update_fields=["method", "saved_at"])
