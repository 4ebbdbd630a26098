"""An assessment's rows -> the document of its file.

A query for each kind of row, and none for what a query set has fetched along with the assessments.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models

from assessments import store
from assessments.engine.getting_started import title_at
from assessments.engine.step_key import StepKey
from assessments.models import AnswerMode, Assessment, OwnStep, PlanKind, Status, StepProgress
from assessments.portable.schema import (
    AnswersPart,
    BackgroundPart,
    EditionRef,
    OwnStepPart,
    PlanPart,
    ProgressPart,
    Transfer,
)
from roles import editions
from roles.document.types import Phase

AnyRow = TypeVar("AnyRow", bound=models.Model)


def document_of(assessment: Assessment) -> Transfer:
    """A completed assessment with its plan as the document of its file; ValueError for another."""
    if assessment.completed_at is None:
        raise ValueError("only a completed assessment has a result to take along")
    given = store.given_of(_by_pk(assessment.answers))
    return Transfer(
        schema="careerpath-assessment",
        version=1,
        edition=EditionRef(
            number=assessment.edition.number,
            digest=assessment.edition.digest,
            catalogue=assessment.edition.catalogue_slug,
        ),
        questionnaire=assessment.questionnaire,
        way=AnswerMode(assessment.way),
        method=assessment.method,
        families=tuple(assessment.families),
        started_at=assessment.started_at,
        completed_at=assessment.completed_at,
        answers=AnswersPart(ratings=given.ratings, interests=given.interests),
        background=BackgroundPart(education=assessment.education, tools=tuple(assessment.tools)),
        plan=_plan(assessment, store.fetch_own_steps(assessment)),
    )


def _plan(assessment: Assessment, own: list[OwnStep]) -> PlanPart:
    names = {step.key: str(StepKey.of_own(place)) for place, step in enumerate(own, 1)}
    rows = [(row, StepKey.parse(row.step)) for row in _by_pk(assessment.progress)]
    return PlanPart(
        target_role=assessment.target_role,
        interest_weight=assessment.interest_weight,
        hours_per_week=assessment.hours_per_week,
        kind=PlanKind(assessment.plan_kind),
        target=assessment.plan_target,
        budget=assessment.plan_budget,
        start=assessment.plan_start,
        ready_by=assessment.ready_by,
        weeks_off=tuple(date.fromisoformat(day) for day in assessment.weeks_off),
        progress=tuple(
            _progress(row, names.get(row.step, row.step), _title(assessment, key))
            for row, key in rows
            # Of an own step that was removed, nothing is left to say.
            if row.step in names or not (key and key.is_own)
        ),
        own_steps=tuple(_own_step(step) for step in own),
    )


def _by_pk(rows: models.Manager[AnyRow]) -> list[AnyRow]:
    """Rows in the order of their making.

    Sorted here and not by the database, which would be asked again for rows fetched already.
    """
    return sorted(rows.all(), key=lambda row: row.pk)


def _title(assessment: Assessment, key: StepKey | None) -> str:
    """What a role's getting-started step is called; "" for any other step."""
    if key is None or not key.role:
        return ""
    role = editions.loaded(assessment.edition).roles.get(key.role)
    return title_at(role.getting_started, key.number) if role else ""


def _progress(row: StepProgress, step: str, title: str) -> ProgressPart:
    return ProgressPart(
        step=step,
        title=title,
        status=Status(row.status),
        note=row.note,
        evidence=row.evidence,
        intention=row.intention,
        way=row.way,
        resource=row.resource,
        done_at=row.done_at,
    )


def _own_step(row: OwnStep) -> OwnStepPart:
    return OwnStepPart(
        role=row.role,
        title=row.title,
        what=row.what,
        hours=row.hours,
        phase=Phase(row.phase),
        added_at=row.added_at,
    )
