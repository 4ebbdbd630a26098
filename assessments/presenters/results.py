"""The page of results: what you are closest to, how sure, why, what is between, what first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments import words
from assessments.charts import BarChart, rank_chart
from assessments.engine.plan import PlanStep
from assessments.engine.reasons import Reason, reasons
from assessments.models import Assessment
from assessments.presenters.lines import (
    Choice,
    GapLine,
    RankedRole,
    gap_lines,
    ranked,
    role_choices,
)
from assessments.queries import Scored

SHOWN_ROLES = 10
SHOWN_REASONS = 6
SHOWN_GAPS = 6
FIRST_STEPS = 3


@dataclass(frozen=True)
class ReasonLine:
    """One contribution in words; ``points`` are signed."""

    text: str
    points: float

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for the first role."""
        return self.points > 0


@dataclass(frozen=True)
class ResultsPage:
    """The results: what you are closest to, how sure, why, what is between, what first."""

    assessment: Assessment
    edition: int
    answered: int
    asked: int
    first: RankedRole
    second: RankedRole | None
    sureness: str
    reasons_for: list[ReasonLine]
    reasons_against: list[ReasonLine]
    other_points: float
    all_reasons: list[ReasonLine]
    lead: float
    gaps: list[GapLine]
    gap_count: int
    first_steps: list[PlanStep]
    roles: list[RankedRole]
    total_roles: int
    chart: BarChart
    choices: list[Choice]


def results_page(scored: Scored, done: list[str], *, show_all: bool) -> ResultsPage:
    """Everything on the results page. Needs at least one rating."""
    order = [int(role) for role in scored.recommendation.order]
    lines = [ranked(scored, role) for role in (order if show_all else order[:SHOWN_ROLES])]
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    found = _reasons(scored, order)
    shown = found[:SHOWN_REASONS]
    lead = round(first.fit - second.fit, 1) if second else 0.0
    gaps = gap_lines(scored, first.slug)
    missing = sorted((gap for gap in gaps if gap.cost > 0), key=lambda gap: -gap.cost)
    answered = scored.recommendation.fit.answered
    asked = _asked(scored)
    plan = scored.plan(first.slug, done)
    return ResultsPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        answered=answered,
        asked=asked,
        first=first,
        second=second,
        sureness=_sureness(scored, first, second, lead),
        reasons_for=[line for line in shown if line.speaks_for],
        reasons_against=[line for line in shown if not line.speaks_for],
        other_points=round(lead - sum(line.points for line in shown), 1),
        all_reasons=found,
        lead=lead,
        gaps=missing[:SHOWN_GAPS],
        gap_count=len(missing),
        first_steps=[step for step in plan.steps if not step.done][:FIRST_STEPS],
        roles=lines,
        total_roles=len(order),
        chart=rank_chart([(line.title, line.fit, line.readiness_low) for line in lines[:10]]),
        choices=role_choices(scored, scored.assessment.target_role or first.slug),
    )


def _asked(scored: Scored) -> int:
    """How many skills the person's questionnaire asks about."""
    questionnaire = scored.edition.questionnaires[scored.assessment.questionnaire]
    return sum(len(section.skills) for section in questionnaire.sections)


def _sureness(scored: Scored, first: RankedRole, second: RankedRole | None, lead: float) -> str:
    ahead = (
        words.lead_sentence(first.title, second.title, lead)
        if second
        else "It is the only role in this catalogue."
    )
    known = scored.ratings[~np.isnan(scored.ratings)]
    caution = words.caution_sentence(
        known.size, _asked(scored), all_same=known.size > 1 and np.ptp(known) == 0
    )
    return f"{ahead} {caution}".strip()


def _reasons(scored: Scored, order: list[int]) -> list[ReasonLine]:
    if len(order) < 2:
        return []
    found: list[Reason] = reasons(
        scored.profiles,
        scored.ratings,
        scored.interests,
        scored.recommendation,
        order[0],
        order[1],
    )
    titles = [scored.edition.catalogue.roles[role].title for role in order[:2]]
    return [
        ReasonLine(words.reason_sentence(item, _name(scored, item), *titles), item.points)
        for item in found
    ]


def _name(scored: Scored, reason: Reason) -> str:
    if reason.activity:
        return scored.edition.activities[reason.activity].name
    return scored.edition.skills[reason.skill].name if reason.skill else ""
