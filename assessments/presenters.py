"""One frozen dataclass per page: everything a template shows, already in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from assessments import words
from assessments.charts import BarChart, gap_chart, rank_chart
from assessments.engine.fit import Reason, reasons
from assessments.engine.plan import PHASES, Plan, PlanStep
from assessments.engine.readiness import SkillPart
from assessments.models import Assessment, Kind
from assessments.queries import Given, Scored
from assessments.questionnaire import Page, Question
from roles.catalogue.document import Phase, Role
from roles.catalogue.levels import level_words

SHOWN_ROLES = 10
SHOWN_REASONS = 6
SHOWN_GAPS = 6
FIRST_STEPS = 3


@dataclass(frozen=True)
class Choice:
    """A role in a list to choose from."""

    slug: str
    title: str
    selected: bool


@dataclass(frozen=True)
class RankedRole:
    """One line of the results."""

    rank: int
    slug: str
    title: str
    family: str
    fit: float
    readiness: str
    readiness_low: float
    interest: str


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
class GapLine:
    """One skill of a role beside the person's rating."""

    slug: str
    skill: str
    category: str
    rating: int | None
    rating_name: str
    required: float
    required_name: str
    gap: float
    has: float
    cost: float


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


def ranked(scored: Scored, role: int) -> RankedRole:
    """The line of one role."""
    result = scored.recommendation
    document = scored.edition.catalogue.roles[role]
    enjoyed = result.interest[role]
    low, high = float(result.readiness.low[role]), float(result.readiness.high[role])
    return RankedRole(
        rank=result.rank(role),
        slug=document.slug,
        title=document.title,
        family=document.family,
        fit=round(float(result.fit.shown[role]), 1),
        readiness=words.percent(low, high),
        readiness_low=round(low, 1),
        interest="not asked" if np.isnan(enjoyed) else f"{enjoyed:.0f} %",
    )


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
        scored.profiles, scored.ratings, scored.recommendation.fit, order[0], order[1]
    )
    titles = [scored.edition.catalogue.roles[role].title for role in order[:2]]
    return [
        ReasonLine(
            words.reason_sentence(item, _skill_name(scored, item.skill), *titles), item.points
        )
        for item in found
    ]


def _skill_name(scored: Scored, slug: str | None) -> str:
    return scored.edition.skills[slug].name if slug else ""


def role_choices(scored: Scored, selected: str) -> list[Choice]:
    """Every role, by title."""
    roles = sorted(scored.edition.catalogue.roles, key=lambda role: role.title)
    return [Choice(role.slug, role.title, role.slug == selected) for role in roles]


def gap_lines(scored: Scored, role: str) -> list[GapLine]:
    """Every skill a role asks for, grouped by category in the catalogue's order."""
    lines = [_gap_line(scored, part) for part in scored.parts(role)]
    order = {name: place for place, name in enumerate(scored.edition.catalogue.categories)}
    return sorted(lines, key=lambda line: order.get(line.category, len(order)))


def _gap_line(scored: Scored, part: SkillPart) -> GapLine:
    skill = scored.edition.skills[part.skill]
    return GapLine(
        slug=part.skill,
        skill=skill.name,
        category=skill.category,
        rating=part.rating,
        rating_name=words.rating_name(part.rating),
        required=part.required,
        required_name=level_words(part.required),
        gap=round(part.gap, 2),
        has=part.has,
        cost=part.cost,
    )


@dataclass(frozen=True)
class GapsPage:
    """One role beside the person: every skill, as a picture and as a table."""

    assessment: Assessment
    edition: int
    role: Role
    line: RankedRole
    groups: list[tuple[str, list[GapLine]]]
    chart: BarChart
    has: float
    cost: float
    unrated: int
    tools_known: list[str]
    tools_new: list[str]
    education: str
    choices: list[Choice]


def gaps_page(scored: Scored, role: Role) -> GapsPage:
    """The gaps between a person and ``role``."""
    lines = gap_lines(scored, role.slug)
    used = set(scored.assessment.tools)
    asked = [slug for group in role.tools for slug in group.items]
    names = {slug: scored.edition.tools[slug].name for slug in asked}
    return GapsPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        line=ranked(scored, scored.profiles.role_index(role.slug)),
        groups=[(name, list(group)) for name, group in groupby(lines, key=lambda x: x.category)],
        chart=gap_chart([(line.skill, line.rating, line.required) for line in lines]),
        has=round(sum(line.has for line in lines), 1),
        cost=round(sum(line.cost for line in lines), 1),
        unrated=sum(line.rating is None for line in lines),
        tools_known=[names[slug] for slug in asked if slug in used],
        tools_new=[names[slug] for slug in asked if slug not in used],
        education=scored.assessment.education,
        choices=role_choices(scored, role.slug),
    )


@dataclass(frozen=True)
class PlanPhase:
    """A phase of the plan with its steps."""

    phase: Phase
    steps: list[PlanStep]


@dataclass(frozen=True)
class PlanPage:
    """The plan for one target role."""

    assessment: Assessment
    edition: int
    role: Role
    plan: Plan
    phases: list[PlanPhase]
    total: int
    choices: list[Choice]
    hours_form: Any


def plan_page(scored: Scored, role: Role, plan: Plan, hours_form: Any) -> PlanPage:
    """The plan page; ``hours_form`` may carry errors."""
    return PlanPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        plan=plan,
        phases=[
            PlanPhase(phase, [step for step in plan.steps if step.phase == phase])
            for phase in PHASES
        ],
        total=len(plan.steps),
        choices=role_choices(scored, role.slug),
        hours_form=hours_form,
    )


@dataclass(frozen=True)
class CheckRow:
    """One question and its answer, for checking."""

    question: str
    answer: str
    answered: bool


@dataclass(frozen=True)
class CheckSection:
    """One page's answers."""

    page: Page
    rows: list[CheckRow]


def check_sections(
    pages: list[Page], assessment: Assessment, given: Given, tools: dict[str, str]
) -> list[CheckSection]:
    """All answers, page by page."""
    return [
        CheckSection(
            page,
            _background_rows(assessment, tools)
            if page.background
            else [_check_row(question, given) for question in page.questions],
        )
        for page in pages
    ]


def _check_row(question: Question, given: Given) -> CheckRow:
    answers = given.ratings if question.kind == Kind.SKILL else given.interests
    if question.slug not in answers:
        return CheckRow(question.title, "Not answered", False)
    value = answers[question.slug]
    if value is None:
        return CheckRow(question.title, "Not sure", True)
    return CheckRow(question.title, question.options[value].name, True)


def _background_rows(assessment: Assessment, tools: dict[str, str]) -> list[CheckRow]:
    used = ", ".join(tools[slug] for slug in assessment.tools if slug in tools)
    return [
        CheckRow(
            "Education and training",
            assessment.education or "Not answered",
            bool(assessment.education),
        ),
        CheckRow("Hours a week", str(assessment.hours_per_week), True),
        CheckRow("Tools you have used", used or "Not answered", bool(used)),
    ]
