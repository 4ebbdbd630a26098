"""The page of what other ratings would make of a role, before and after."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assessments.engine.step_marks import Marks
from assessments.models import Assessment
from assessments.pages.lines import RankedRole, ranked
from assessments.pages.words import closest, closest_label
from assessments.result import AssessmentResult
from assessments.store import Answers
from roles.document.answers import answer_words
from roles.document.types import Role

FIRST_ROLES = 5
SHOWN_SKILLS = 24  # to try other levels for, where a role asks for many


@dataclass(frozen=True)
class Outcome:
    """What a set of ratings comes to for one role.

    ``first`` is the title of the role that comes first with them, ``hours`` what the plan for the
    one role still takes.
    """

    line: RankedRole
    first: str
    hours: int


@dataclass(frozen=True)
class ChangedRating:
    """One skill rated differently, in words."""

    skill: str
    before: str
    after: str


@dataclass(frozen=True)
class WhatIfPage:
    """A role with the ratings as given and as tried out.

    ``after`` is None where nothing is rated any more. ``closest`` is what the first role is called,
    ``order`` are the titles of the first roles by place: (as rated, as tried out), none without
    ``after``. ``sentence`` says the outcome in short.
    """

    assessment: Assessment
    edition: int
    role: Role
    changes: list[ChangedRating]
    before: Outcome
    after: Outcome | None
    closest: str
    order: list[tuple[str, str]]
    sentence: str


def required_skills(role: Role) -> tuple[str, ...]:
    """The skills a role asks for, the most demanding first."""
    asked = [row for row in role.requirements if row.level > 0]
    return tuple(row.skill for row in sorted(asked, key=lambda row: -row.level * row.importance))


def tried_of(role: Role, named: Collection[str], *, every: bool) -> tuple[str, ...]:
    """The skills to try other levels for: the most demanding, and those ``named`` already.

    ``every``: all that the role asks for.
    """
    asked = required_skills(role)
    if every or len(asked) <= SHOWN_SKILLS + SHOWN_SKILLS // 4:
        return asked
    return tuple(slug for n, slug in enumerate(asked) if n < SHOWN_SKILLS or slug in named)


def what_if_page(
    scored: AssessmentResult, role: Role, changes: Answers, marks: Marks
) -> WhatIfPage:
    """The page of ``role`` as rated and with ``changes``, ratings by skill.

    ``marks``: what the person makes of the plan's steps.
    """
    given = scored.given.ratings
    tried = scored.with_ratings(changes)
    before = _outcome(scored, role, marks)
    after = _outcome(tried, role, marks) if tried.given.has_rating else None
    order = zip(_first_titles(scored), _first_titles(tried), strict=True)
    return WhatIfPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        changes=[
            ChangedRating(
                scored.edition.skills[slug].name,
                answer_words(given, slug),
                answer_words(changes, slug),
            )
            for slug in changes
        ],
        before=before,
        after=after,
        closest=closest_label(weighed=scored.weighed),
        order=list(order) if after else [],
        sentence=_sentence(before, after, closest(weighed=scored.weighed)),
    )


def _first_titles(scored: AssessmentResult) -> list[str]:
    return [role.title for role in scored.roles_in_order[:FIRST_ROLES]]


def _sentence(before: Outcome, after: Outcome | None, called: str) -> str:
    """What comes of it; ``called`` is what the first role is called."""
    if after is None:
        return "Nothing would be rated any more, so there is nothing to compare."
    line = after.line
    said = f"{line.title}: place {line.rank}, fit {line.fit:.1f}, readiness {line.readiness}."
    if before.first == after.first:
        return f"{said} {after.first} stays {called}."
    return f"{said} {after.first} would be {called} instead of {before.first}."


def _outcome(scored: AssessmentResult, role: Role, marks: Marks) -> Outcome:
    return Outcome(
        line=ranked(scored, scored.profiles.role_index(role.slug)),
        first=scored.first_role.title,
        hours=scored.chosen_plan(role.slug, marks).plan.hours_left,
    )
