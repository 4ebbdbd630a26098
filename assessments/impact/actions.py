"""Write the rows of runs that work out a draft's impact: begin one, say how far, end it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from assessments.models import ImpactRun, RunState


@transaction.atomic
def begin_run(
    *, edition_number: int, digest: str, document: str, total: int, simulated: bool, author: str
) -> ImpactRun:
    """Store a run of a draft (``digest``, ``document``) against an edition.

    ``total`` people are to be looked at. Deletes runs that have ended or died, and any other run of
    the same draft against the same edition.
    """
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
    """Store that ``done`` people have been looked at; False when the run was removed meanwhile."""
    return ImpactRun.report(run, done=done)


@transaction.atomic
def end_run(*, run: int, result: dict[str, Any] | None) -> None:
    """End a run with its ``result``, None for failed; does nothing if it was removed meanwhile."""
    state = RunState.FAILED if result is None else RunState.DONE
    ImpactRun.report(run, state=state, result=result or {})
