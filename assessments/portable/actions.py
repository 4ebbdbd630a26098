"""Make an assessment from a file that was taken along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assessments.engine.step_key import StepKey
from assessments.models import Answer, Assessment, Kind, OwnStep, StepProgress
from assessments.portable.fitting import LeftOut, fitting
from assessments.portable.read import check_clock
from assessments.portable.schema import PlanPart, Transfer
from roles.editions import LoadedEdition
from roles.models import Edition


@dataclass(frozen=True)
class ImportedAssessment:
    """A new assessment, and how much of the file its edition knows nothing about."""

    assessment: Assessment
    left: LeftOut


@transaction.atomic
def import_assessment(
    *, document: Transfer, edition: LoadedEdition, now: datetime
) -> ImportedAssessment:
    """Store a new, completed assessment on ``edition`` that says what ``document`` says.

    Raises TransferError for an unknown questionnaire, where no rating is left to score, and for
    what is said to have happened after ``now``.
    """
    check_clock(document, now)
    row = Edition.objects.get(pk=edition.pk)
    fit, left = fitting(document, edition, same=row.digest == document.edition.digest)
    plan = fit.plan
    assessment = Assessment.objects.create(
        edition=row,
        questionnaire=fit.questionnaire,
        way=fit.way,
        method=fit.method,
        families=list(fit.families),
        education=fit.background.education,
        tools=list(fit.background.tools),
        hours_per_week=plan.hours_per_week,
        target_role=plan.target_role,
        interest_weight=plan.interest_weight,
        plan_kind=plan.kind,
        plan_target=plan.target,
        plan_budget=plan.budget,
        plan_start=plan.start,
        ready_by=plan.ready_by,
        weeks_off=[day.isoformat() for day in plan.weeks_off],
        started_at=fit.started_at,
        completed_at=fit.completed_at,
    )
    Answer.objects.bulk_create(
        Answer(assessment=assessment, kind=kind, slug=slug, value=value)
        for kind, values in (
            (Kind.SKILL, fit.answers.ratings),
            (Kind.ACTIVITY, fit.answers.interests),
        )
        for slug, value in values.items()
    )
    _store_steps(assessment, plan)
    return ImportedAssessment(assessment, left)


def _store_steps(assessment: Assessment, plan: PlanPart) -> None:
    own = OwnStep.objects.bulk_create(
        OwnStep(
            assessment=assessment,
            role=step.role,
            title=step.title,
            what=step.what,
            hours=step.hours,
            phase=step.phase.value,
        )
        for step in plan.own_steps
    )
    # auto_now_add puts in the time of the import, whatever a new row says.
    for row, step in zip(own, plan.own_steps, strict=True):
        row.added_at = step.added_at
    OwnStep.objects.bulk_update(own, ["added_at"])
    # The file numbers own steps by their place in it, the database by their rows.
    names = {str(StepKey.of_own(place)): row.key for place, row in enumerate(own, 1)}
    StepProgress.objects.bulk_create(
        StepProgress(
            assessment=assessment,
            **line.model_dump(exclude={"step", "title"}),
            step=names.get(line.step, line.step),
        )
        for line in plan.progress
    )
