"""Lines that several pages show: a role in its place, a role to choose, a skill beside a rating."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.readiness import SkillPart
from assessments.pages import words
from assessments.result import AssessmentResult
from roles.document.answers import Unrated, answer_words
from roles.document.levels import level_words
from roles.document.types import Role
from roles.public.picking import MOST_SUGGESTED, RolePicker, picker, titles_of


@dataclass(frozen=True)
class RankedRole:
    """A role in its place: ``rank`` from 1, ``fit`` 0-100 and ``score`` up to 100 as shown.

    ``readiness`` and ``interest`` are in words; ``readiness_low`` is the low end in per cent.
    """

    rank: int
    slug: str
    title: str
    family: str
    fit: float
    score: float
    readiness: str
    readiness_low: float
    interest: str


@dataclass(frozen=True)
class GapLine:
    """One skill of a role beside the person's rating, None for unknown.

    ``gap`` is in levels; ``has`` and ``cost`` are percentage points of readiness.
    """

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


def ranked(scored: AssessmentResult, role: int) -> RankedRole:
    """The role in row ``role`` of the profiles, with its figures rounded as shown."""
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
        score=round(float(result.score[role]), 1),
        readiness=words.percent(low, high),
        readiness_low=round(low, 1),
        interest=_interest(scored, document) if np.isnan(enjoyed) else f"{enjoyed:.0f} %",
    )


def _interest(scored: AssessmentResult, role: Role) -> str:
    """What to say where a role's interest has no figure: "not sure" or not answered."""
    answered = any(item.activity in scored.given.interests for item in role.activities)
    return Unrated.NOT_SURE if answered else Unrated.NOT_ANSWERED


def closest_other(scored: AssessmentResult, role: str) -> str:
    """The slug of the first role in order that is not ``role``; "" where there is no other."""
    return next((other.slug for other in scored.roles_in_order if other.slug != role), "")


def role_picker(
    scored: AssessmentResult,
    selected: str,
    *,
    name: str = "role",
    id: str,
    label: str,
    blank: str = "",
) -> RolePicker:
    """A field to choose any role; where one types its title, the closest roles are proposed.

    ``selected`` is a slug or ""; ``blank`` the words for no choice, "" where one must choose.
    """
    near = [role.slug for role in scored.roles_in_order[:MOST_SUGGESTED]]
    titles = titles_of(scored.edition)
    return picker(titles, selected, name=name, id=id, label=label, blank=blank, suggested=near)


def target_picker(scored: AssessmentResult, selected: str) -> RolePicker:
    """The one field of a page that chooses a target role, or a role to look at."""
    return role_picker(scored, selected, id="target-role", label="Choose any role")


def gap_lines(scored: AssessmentResult, role: str) -> list[GapLine]:
    """Every skill a role asks for, grouped by category in the catalogue's order."""
    lines = [_gap_line(scored, part) for part in scored.parts(role)]
    order = {name: place for place, name in enumerate(scored.edition.catalogue.categories)}
    return sorted(lines, key=lambda line: order.get(line.category, len(order)))


def _gap_line(scored: AssessmentResult, part: SkillPart) -> GapLine:
    skill = scored.edition.skills[part.skill]
    return GapLine(
        slug=part.skill,
        skill=skill.name,
        category=skill.category,
        rating=part.rating,
        rating_name=answer_words(scored.given.ratings, part.skill),
        required=part.required,
        required_name=level_words(part.required),
        gap=round(part.gap, 2),
        has=part.has,
        cost=part.cost,
    )
