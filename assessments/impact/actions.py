"""Runs that work out a draft's impact: begin, say how far, end."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from assessments.models import ImpactRun, RunState


@transaction.atomic
def begin_run(
    *, edition_number: int, digest: str, document: str, total: int, simulated: bool, author: str
) -> ImpactRun:
    """Make a run of a draft against an edition. Ended and dead runs go, and any other of this."""
    of_this = Q(digest=digest, edition_number=edition_number)
    ImpactRun.objects.filter(of_this | ~ImpactRun.at_work()).delete()
    return ImpactRun.objects.create(
        edition_number=edition_number,
        digest=digest,
        document=document,
        total=total,
        simulated=simulated,
        author=author,
    )


@transaction.atomic
def report_progress(*, run: int, done: int) -> bool:
    """Say how far a run is; False when it was removed meanwhile."""
    return ImpactRun.report(run, done=done)


@transaction.atomic
def end_run(*, run: int, result: dict[str, Any] | None) -> None:
    """Store what a run found; None when it failed. Nothing when it was removed meanwhile."""
    state = RunState.FAILED if result is None else RunState.DONE
    ImpactRun.report(run, state=state, result=result or {})
