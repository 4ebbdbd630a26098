"""The page of a share, for somebody else: nothing of what the person wrote in notes is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.exports.record import ExportedStep, record_of
from assessments.models import Share
from assessments.pages.lines import GapLine, RankedRole
from assessments.pages.order import Order
from assessments.result import AssessmentResult
from assessments.results.page import PART
from assessments.results.sure import ShareLine, Sureness, sureness
from careerpath.charts.bars import BarChart


@dataclass(frozen=True)
class SharedStep:
    """A step as others see it: no note, no evidence, no intention."""

    phase: str
    title: str
    skill: str
    level: int
    hours: int
    points: float
    status: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class SharedPage:
    """A result, and the plan for ``role`` where ``steps`` is not None.

    ``roles`` are the first ones, with ``more_roles`` after them. ``readiness`` is as rated,
    ``projected`` with the steps done counted, both per cent for ``role``.
    """

    edition: int
    ends_on: date
    completed_on: date
    headline: str
    first: RankedRole
    order: Order
    answered: int
    sure: str
    how: str
    shares: list[ShareLine]
    chart: BarChart
    roles: list[RankedRole]
    more_roles: int
    role: str
    gaps: list[GapLine]
    steps: list[SharedStep] | None
    readiness: float
    projected: float


def shared_page(scored: AssessmentResult, share: Share, today: date) -> SharedPage:
    """What ``share`` shows of its assessment; days are laid out from ``today``."""
    record = record_of(scored, today)
    sure = sureness(scored)
    return SharedPage(
        edition=record.edition,
        ends_on=share.ends_on,
        completed_on=record.completed_on,
        headline=_headline(record.roles[0].line.title, sure, weighed=scored.weighed),
        first=record.roles[0].line,
        order=record.order,
        answered=scored.recommendation.fit.answered,
        sure=sure.for_others,
        how=sure.how,
        shares=sure.shares,
        chart=sure.chart,
        roles=[role.line for role in record.roles[:PART]],
        more_roles=max(0, len(record.roles) - PART),
        role=record.role.title,
        gaps=record.gaps,
        steps=[_step(step) for step in record.steps] if share.shows_plan else None,
        readiness=record.plan.readiness,
        projected=record.plan.projected,
    )


def _headline(first: str, sure: Sureness, *, weighed: bool) -> str:
    if sure.odd:
        return "No role here is much like these answers"
    if sure.close:
        return f"Close between {first} and {sure.rival}"
    if sure.several:
        return f"Several roles are near: {first} comes first"
    return f"As they weigh it, {first} comes first" if weighed else f"Closest to {first}"


def _step(step: ExportedStep) -> SharedStep:
    return SharedStep(
        phase=step.phase,
        title=step.title,
        skill=step.skill,
        level=step.level,
        hours=step.hours,
        points=step.points,
        status=step.status.label,
        first_day=step.first_day,
        last_day=step.last_day,
    )
