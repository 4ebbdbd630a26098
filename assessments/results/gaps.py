"""The page of what separates a person from one role."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from assessments.models import Assessment
from assessments.pages.lines import (
    GapLine,
    RankedRole,
    closest_other,
    gap_lines,
    ranked,
    target_picker,
)
from assessments.questions.unanswered import UnansweredCounts, count_unanswered
from assessments.result import AssessmentResult
from assessments.results.profile_chart import SkillProfile, profile_chart
from careerpath.charts.lanes import LaneChart
from roles.document.types import Role
from roles.public.picking import RolePicker

TITLE = "Your ratings against what the role asks"
DESC = (
    "For each skill, by category: the band is your rating from 0 to 4, the dot the level asked "
    "for, a dotted line what is missing. A question mark means not rated. The table below has the "
    "same figures."
)


@dataclass(frozen=True)
class GapsPage:
    """One role beside the person: every skill, as a picture and as a table.

    ``groups`` are (category, its lines); ``has`` and ``cost`` are sums of percentage points,
    ``unrated`` counts skills; ``beside`` is the slug of the closest other role to compare with.
    """

    assessment: Assessment
    edition: int
    role: Role
    line: RankedRole
    groups: list[tuple[str, list[GapLine]]]
    chart: LaneChart
    has: float
    cost: float
    unrated: int
    tools_known: list[str]
    tools_new: list[str]
    education: str
    unanswered: UnansweredCounts
    picker: RolePicker
    beside: str


def gaps_page(scored: AssessmentResult, role: Role) -> GapsPage:
    """The page of the gaps between a person and ``role``."""
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
        chart=profile_chart([_profile(line) for line in lines], title=TITLE, desc=DESC),
        has=round(sum(line.has for line in lines), 1),
        cost=round(sum(line.cost for line in lines), 1),
        unrated=sum(line.rating is None for line in lines),
        tools_known=[names[slug] for slug in asked if slug in used],
        tools_new=[names[slug] for slug in asked if slug not in used],
        unanswered=count_unanswered(scored, role.slug),
        education=scored.assessment.education,
        picker=target_picker(scored, role.slug),
        beside=closest_other(scored, role.slug),
    )


def _profile(line: GapLine) -> SkillProfile:
    rating = "?" if line.rating is None else line.rating
    note = f"{rating} of {line.required:g}"
    return SkillProfile(line.category, line.skill, line.rating, (line.required,), note)
