"""The page that compares two to four roles, with the person's own ratings in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import get_text_list

from assessments.models import Assessment
from assessments.pages.lines import RankedRole, ranked, role_picker
from assessments.result import AssessmentResult
from assessments.results.profile_chart import SkillProfile, profile_chart
from careerpath.charts.lanes import LaneChart
from careerpath.charts.marks import LETTERS, SHAPES
from roles.document.types import Role
from roles.public.picking import RolePicker

FEWEST, MOST = 2, 4  # roles to compare; with more the picture cannot be read
LABELS = ("First role", "Second role", "Third role, if you like", "Fourth role, if you like")
TITLE = "Your ratings against what the roles ask"
DESC = (
    "For each skill, by category: the band is your rating from 0 to 4; each role has its line with "
    "a mark of its own shape and letter at the level it asks for; a dotted line is what is "
    "missing. The table has the same figures."
)


@dataclass(frozen=True)
class Compared:
    """One of the roles: its letter and shape in the picture, and its figures."""

    letter: str
    shape: str
    line: RankedRole


@dataclass(frozen=True)
class RequiredLevel:
    """What one role asks of a skill, "" for nothing; ``gap`` in levels, "" for none or unknown."""

    required: str
    gap: str


@dataclass(frozen=True)
class CompareLine:
    """A skill: the rating, "" when there is none, and what each role asks."""

    skill: str
    rating: str
    cells: list[RequiredLevel]


@dataclass(frozen=True)
class ComparedRolesPage:
    """The comparison; without roles to compare there is only the form, and ``error`` says why."""

    assessment: Assessment
    error: str
    title: str
    roles: list[Compared]
    chart: LaneChart | None
    groups: list[tuple[str, list[CompareLine]]]
    unrated: int
    pickers: list[RolePicker]


def fault_of(slugs: Sequence[str]) -> str:
    """What is wrong with a choice of roles by slug, in a sentence; "" when nothing is."""
    if len(set(slugs)) < len(slugs):
        return "You chose a role twice: choose two to four different roles."
    if len(slugs) < FEWEST:
        return "Choose at least two roles: one alone has nothing to be compared with."
    if len(slugs) > MOST:
        return "Choose at most four roles: with more the picture cannot be read."
    return ""


def compare_page(scored: AssessmentResult, roles: Sequence[Role], error: str) -> ComparedRolesPage:
    """The page for ``roles`` as chosen; where ``error`` is not "", it has only the form."""
    shown = () if error else roles
    skills = _profile(scored, shown)
    lines = [(item.category, _line(item)) for item in skills]
    groups = groupby(lines, key=lambda line: line[0])
    return ComparedRolesPage(
        assessment=scored.assessment,
        error=error,
        title=get_text_list([role.title for role in shown], "and"),
        roles=[
            Compared(
                LETTERS[lane],
                SHAPES[lane],
                ranked(scored, scored.profiles.role_index(role.slug)),
            )
            for lane, role in enumerate(shown)
        ],
        chart=profile_chart(skills, title=TITLE, desc=DESC) if skills else None,
        groups=[(name, [line for _, line in found]) for name, found in groups],
        unrated=sum(item.rating is None for item in skills),
        pickers=[
            role_picker(
                scored,
                roles[place].slug if place < len(roles) else "",
                id=f"role-{place + 1}",
                label=label,
                blank="None" if place >= FEWEST else "Choose one",
            )
            for place, label in enumerate(LABELS)
        ],
    )


def _profile(scored: AssessmentResult, roles: Sequence[Role]) -> list[SkillProfile]:
    """Every skill that one of the roles asks for, by category and then in the catalogue's order."""
    levels = [
        {row.skill: float(row.level) for row in role.requirements if row.level > 0}
        for role in roles
    ]
    order = {name: place for place, name in enumerate(scored.edition.catalogue.categories)}
    found = [
        SkillProfile(
            category=skill.category,
            skill=skill.name,
            rating=scored.given.ratings.get(slug),
            required=tuple(asked.get(slug) for asked in levels),
            note="",
        )
        for slug, skill in scored.edition.skills.items()
        if any(slug in asked for asked in levels)
    ]
    return sorted(found, key=lambda item: order.get(item.category, len(order)))


def _line(item: SkillProfile) -> CompareLine:
    return CompareLine(
        skill=item.skill,
        rating="" if item.rating is None else str(item.rating),
        cells=[_cell(item.rating, required) for required in item.required],
    )


def _cell(rating: int | None, required: float | None) -> RequiredLevel:
    if required is None:
        return RequiredLevel("", "")
    gap = 0.0 if rating is None else max(0.0, required - rating)
    return RequiredLevel(f"{required:g}", f"{gap:g}" if gap else "")
