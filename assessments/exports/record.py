"""What all formats are written from: an assessment, its result and its plan as plain data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import prefetch_related_objects
from django.utils import timezone

from assessments import store
from assessments.engine.plan import PHASES, Plan, PlanStep
from assessments.engine.schedule import monday_of
from assessments.models import Assessment, OwnStep, Status, StepProgress
from assessments.pages.lines import GapLine, RankedRole, gap_lines, ranked
from assessments.pages.order import Order, order_of
from assessments.portable.schema import Transfer
from assessments.portable.write import document_of
from assessments.questions.questionnaire import INTEREST_NAMES
from assessments.result import AssessmentResult
from roles.document.answers import answer_words
from roles.document.types import Role

MOST_ROLES = 50  # in documents to read; tables of figures hold all


@dataclass(frozen=True)
class AnswerLine:
    """One answer; ``value`` is None for "not sure"."""

    about: str
    name: str
    answer: str
    value: int | None


@dataclass(frozen=True)
class RoleLine:
    """A role in its place; ``low`` and ``high`` of readiness, and ``interest``, are per cent.

    ``interest`` is None where none of the role's activities has an answer.
    """

    line: RankedRole
    low: float
    high: float
    interest: float | None


@dataclass(frozen=True)
class ExportedStep:
    """A step of the plan with what the person makes of it.

    ``first_day`` and ``last_day`` are None where the plan gives it no weeks. ``done_on`` is set
    exactly for done steps. ``own``: the person's own.
    """

    key: str
    phase: str
    title: str
    what: str
    done_when: str
    skill: str
    level: int
    hours: int
    points: float
    status: Status
    done_on: date | None
    first_day: date | None
    last_day: date | None
    alternative: str
    resource: str
    intention: str
    note: str
    evidence: str
    own: bool


@dataclass(frozen=True, eq=False)
class Record:
    """An assessment with its result and the plan for ``role``, the target or else the first role.

    ``order`` is what orders the roles. ``changed_at``: when something of it was last saved.
    """

    document: Transfer
    edition: int
    attribution: str
    role: Role
    order: Order
    answers: list[AnswerLine]
    education: str
    tools: list[str]
    roles: list[RoleLine]
    gaps: list[GapLine]
    plan: Plan
    steps: list[ExportedStep]
    changed_at: datetime

    @property
    def completed_on(self) -> date:
        """The day of completion."""
        return self.document.completed_at.date()

    @property
    def read_roles(self) -> list[RoleLine]:
        """The first MOST_ROLES roles, for documents that people read from end to end."""
        return self.roles[:MOST_ROLES]


def record_of(scored: AssessmentResult, today: date) -> Record:
    """The record of a completed assessment, planned from ``today`` on.

    A fixed number of queries. Raises ValueError for an assessment that is not completed.
    """
    assessment = scored.assessment
    prefetch_related_objects([assessment], "progress", "own_steps")  # read once for both below
    document = document_of(assessment)
    role = scored.target
    rows, own = store.fetch_progress(assessment), store.fetch_own_steps(assessment)
    marks = store.marks_of(rows, own)
    plan = scored.dated(scored.chosen_plan(role.slug, marks).plan, today)
    gaps = [line for line in gap_lines(scored, role.slug) if line.cost > 0]
    return Record(
        document=document,
        edition=scored.edition.number,
        attribution=scored.edition.catalogue.attribution,
        role=role,
        order=_order(scored),
        answers=_answers(scored),
        education=assessment.education,
        tools=[scored.edition.tools[slug].name for slug in assessment.tools],
        roles=[_role(scored, int(row)) for row in scored.recommendation.order],
        gaps=sorted(gaps, key=lambda line: -line.cost),
        plan=plan,
        steps=_steps(plan, rows, {row.key: row for row in own}),
        changed_at=_changed_at(assessment, rows.values(), today),
    )


def _order(scored: AssessmentResult) -> Order:
    """What orders the roles. A weight that meets no known interest keeps its column: files of an
    assessment stay as they were."""
    return replace(order_of(scored), weighed=scored.recommendation.weight > 0)


def _answers(scored: AssessmentResult) -> list[AnswerLine]:
    edition, given = scored.edition, scored.given
    ratings = [
        AnswerLine("Skill", edition.skills[slug].name, answer_words(given.ratings, slug), value)
        for slug, value in given.ratings.items()
    ]
    interests = [
        AnswerLine(
            "Activity",
            edition.activities[slug].name,
            answer_words(given.interests, slug, INTEREST_NAMES),
            value,
        )
        for slug, value in given.interests.items()
    ]
    return ratings + interests


def _role(scored: AssessmentResult, row: int) -> RoleLine:
    result = scored.recommendation
    enjoyed = float(result.interest[row])
    return RoleLine(
        line=ranked(scored, row),
        low=round(float(result.readiness.low[row]), 1),
        high=round(float(result.readiness.high[row]), 1),
        interest=None if math.isnan(enjoyed) else round(enjoyed, 1),
    )


def _changed_at(assessment: Assessment, rows: Iterable[StepProgress], today: date) -> datetime:
    """When something of it last changed: each Monday at the latest, when what is left moves on."""
    week = timezone.make_aware(datetime.combine(monday_of(today), time()))
    completed = assessment.completed_at or assessment.started_at
    return max(assessment.saved_at, completed, week, *(row.saved_at for row in rows))


def _steps(
    plan: Plan, rows: Mapping[str, StepProgress], own: Mapping[str, OwnStep]
) -> list[ExportedStep]:
    """The plan's steps in order of phases, skipped ones at the end of theirs."""
    lines = [_step(step, rows.get(step.key), own.get(step.key)) for step in plan.every_step]
    order = {phase.title: place for place, phase in enumerate(PHASES)}
    return sorted(lines, key=lambda line: order[line.phase])


def _step(step: PlanStep, row: StepProgress | None, own: OwnStep | None) -> ExportedStep:
    row = row or StepProgress(step=step.key)
    return ExportedStep(
        # No StepKey: its own number would not be the same in another installation.
        key=f"own/{own.added_at.isoformat()}" if own else step.key,
        phase=step.phase.title,
        title=step.title,
        what=step.what,
        done_when=step.done_when,
        skill=step.skill_name,
        level=step.level,
        hours=step.hours,
        points=step.points,
        status=Status(row.status),
        done_on=timezone.localdate(row.done_at) if row.done_at else None,
        first_day=step.begins,
        last_day=step.ends,
        alternative=next((s.title for s in step.alternatives if s.slug == row.way), ""),
        resource=row.resource,
        intention=row.intention,
        note=row.note,
        evidence=row.evidence,
        own=own is not None,
    )
