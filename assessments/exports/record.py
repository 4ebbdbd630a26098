"""Everything that is taken along, as plain data in words and numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assessments import words
from assessments.engine.plan import PHASES, Plan, PlanStep
from assessments.engine.schedule import WEEK, monday_of, study_weeks
from assessments.models import Assessment, Status
from assessments.presenters.lines import GapLine, RankedRole, gap_lines, ranked
from assessments.queries import Scored
from assessments.questionnaire import INTEREST_NAMES
from assessments.transfer import OwnStepPart, ProgressPart, Transfer
from assessments.transfer_rows import document_and_own
from roles.catalogue.document import Role

Days = dict[str, tuple[date, date]]


@dataclass(frozen=True)
class AnswerLine:
    """One answer; ``value`` is None for "not sure"."""

    about: str
    name: str
    answer: str
    value: int | None


@dataclass(frozen=True)
class RoleLine:
    """A role in its place, also in numbers; ``interest`` is None where nothing was asked."""

    line: RankedRole
    low: float
    high: float
    interest: float | None


@dataclass(frozen=True)
class StepLine:
    """A step of the plan with what the person makes of it.

    ``first_week`` counts from 1 and is 0 where the plan gives it no weeks; ``first_day`` and
    ``last_day`` go with it. ``done_on`` is set exactly for done steps. ``own``: the person's own.
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
    first_week: int
    last_week: int
    first_day: date | None
    last_day: date | None
    way: str
    resource: str
    intention: str
    note: str
    evidence: str
    own: bool


@dataclass(frozen=True, eq=False)
class Record:
    """An assessment with its result and the plan for ``role``, the target or the first.

    ``weighed``: enjoyment counts in the order of roles. ``changed_at``: when something of it was
    last saved.
    """

    document: Transfer
    edition: int
    attribution: str
    role: Role
    weighed: bool
    answers: list[AnswerLine]
    education: str
    tools: list[str]
    roles: list[RoleLine]
    gaps: list[GapLine]
    plan: Plan
    steps: list[StepLine]
    changed_at: datetime

    @property
    def completed_on(self) -> date:
        """The day of completion."""
        return self.document.completed_at.date()


def record_of(scored: Scored) -> Record:
    """Everything that is taken along of a completed assessment."""
    document, rows = document_and_own(scored.assessment)
    role = target_role(scored)
    tools = scored.edition.tools
    # The plan names own steps by their rows, the file by their places in it.
    keys = {f"own/{place}": row.key for place, row in enumerate(rows, 1)}
    progress = {keys.get(line.step, line.step): line for line in document.plan.progress}
    own = {row.key: step for row, step in zip(rows, document.plan.own_steps, strict=True)}
    done = [step for step, line in progress.items() if line.status == Status.DONE]
    plan = scored.chosen_plan(role.slug, done).plan
    gaps = [line for line in gap_lines(scored, role.slug) if line.cost > 0]
    return Record(
        document=document,
        edition=scored.edition.number,
        attribution=scored.edition.catalogue.attribution,
        role=role,
        weighed=scored.recommendation.weight > 0,
        answers=_answers(scored),
        education=scored.assessment.education,
        tools=[tools[slug].name for slug in scored.assessment.tools if slug in tools],
        roles=[_role(scored, int(row)) for row in scored.recommendation.order],
        gaps=sorted(gaps, key=lambda line: -line.cost),
        plan=plan,
        steps=_steps(scored, role, plan, progress, own),
        changed_at=_changed_at(scored.assessment, document),
    )


def target_role(scored: Scored) -> Role:
    """The chosen role, or the closest when none was chosen."""
    chosen = scored.assessment.target_role
    if chosen in scored.edition.roles:
        return scored.edition.roles[chosen]
    return scored.edition.catalogue.roles[int(scored.recommendation.order[0])]


def step_days(assessment: Assessment, steps: Sequence[PlanStep]) -> Days:
    """First and last day of every step that has weeks, by its key."""
    begin = assessment.plan_start or (assessment.completed_at or assessment.started_at).date()
    off = [date.fromisoformat(day) for day in assessment.weeks_off]
    try:
        weeks = study_weeks(begin, off, max((step.last_week for step in steps), default=0))
    except OverflowError:  # beyond the last year there is
        return {}
    return {
        step.key: (
            weeks[step.first_week - 1],
            monday_of(weeks[step.last_week - 1]) + WEEK - timedelta(days=1),
        )
        for step in steps
        if step.first_week
    }


def _answers(scored: Scored) -> list[AnswerLine]:
    edition, given = scored.edition, scored.given
    ratings = [
        AnswerLine("Skill", edition.skills[slug].name, words.rating_name(value), value)
        for slug, value in given.ratings.items()
    ]
    interests = [
        AnswerLine("Activity", edition.activities[slug].name, _interest_name(value), value)
        for slug, value in given.interests.items()
    ]
    return ratings + interests


def _interest_name(value: int | None) -> str:
    return "not sure" if value is None else INTEREST_NAMES[value].lower()


def _role(scored: Scored, row: int) -> RoleLine:
    result = scored.recommendation
    enjoyed = float(result.interest[row])
    return RoleLine(
        line=ranked(scored, row),
        low=round(float(result.readiness.low[row]), 1),
        high=round(float(result.readiness.high[row]), 1),
        interest=None if math.isnan(enjoyed) else round(enjoyed, 1),
    )


def _changed_at(assessment: Assessment, document: Transfer) -> datetime:
    done = (line.done_at for line in document.plan.progress if line.done_at)
    return max(assessment.saved_at, document.completed_at, *done)


def _steps(
    scored: Scored,
    role: Role,
    plan: Plan,
    progress: dict[str, ProgressPart],
    own: dict[str, OwnStepPart],
) -> list[StepLine]:
    """The plan's steps in order, own steps that it does not lay out after the rest of their phase.

    An own step is named by when it was added, which stays when it is imported elsewhere.
    """
    days = step_days(scored.assessment, plan.steps)
    lines = [
        replace(line, key=_own_key(own[line.key]), own=True) if line.key in own else line
        for line in (_step(scored, step, progress.get(step.key), days) for step in plan.steps)
    ]
    planned = {step.key for step in plan.steps}
    lines += [
        _own_step(step, progress.get(key))
        for key, step in own.items()
        if step.role == role.slug and key not in planned
    ]
    order = {phase.title: place for place, phase in enumerate(PHASES)}
    return sorted(lines, key=lambda line: order[line.phase])


def _step(scored: Scored, step: PlanStep, line: ProgressPart | None, days: Days) -> StepLine:
    line = line or ProgressPart(step=step.key, status=Status.TODO)
    first_day, last_day = days.get(step.key, (None, None))
    return StepLine(
        key=step.key,
        phase=step.phase.title,
        title=step.title,
        what=step.what,
        done_when=step.done_when,
        skill=step.skill_name,
        level=step.level,
        hours=step.hours,
        points=step.points,
        status=line.status,
        done_on=line.done_at.date() if line.done_at else None,
        first_week=step.first_week,
        last_week=step.last_week,
        first_day=first_day,
        last_day=last_day,
        way=_way(scored, step.skill, line.way),
        resource=line.resource,
        intention=line.intention,
        note=line.note,
        evidence=line.evidence,
        own=False,
    )


def _way(scored: Scored, skill: str, slug: str) -> str:
    """Title of the chosen way to a level; "" where none was chosen."""
    if not slug or skill not in scored.edition.skills:
        return ""
    ways = {step.slug: step.title for step in scored.edition.skills[skill].steps}
    return ways.get(slug, slug)


def _own_key(step: OwnStepPart) -> str:
    return f"own/{step.added_at.isoformat()}"


def _own_step(step: OwnStepPart, line: ProgressPart | None) -> StepLine:
    key = _own_key(step)
    line = line or ProgressPart(step=key, status=Status.TODO)
    return StepLine(
        key=key,
        phase=step.phase.title,
        title=step.title,
        what=step.what,
        done_when="",
        skill="",
        level=0,
        hours=step.hours,
        points=0.0,
        status=line.status,
        done_on=line.done_at.date() if line.done_at else None,
        first_week=0,
        last_week=0,
        first_day=None,
        last_day=None,
        way="",
        resource=line.resource,
        intention=line.intention,
        note=line.note,
        evidence=line.evidence,
        own=True,
    )
