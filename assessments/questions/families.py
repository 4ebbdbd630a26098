"""Asking only what matters for the families of roles that somebody looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.engine.relevant_skills import skills_that_matter
from assessments.models import Assessment
from assessments.questions.questionnaire import Page, asked_skills, minutes_for, pages_of
from assessments.result import AssessmentResult, profiles_of
from roles import editions
from roles.editions import LoadedEdition, once_per_edition

LONG = 40  # with more skills to ask about, the short cut is offered


@dataclass(frozen=True)
class FamilyChoice:
    """A family to choose, and how many skills and minutes choosing it alone comes to."""

    name: str
    roles: int
    skills: int
    minutes: int


def families_apply(edition: LoadedEdition, questionnaire: str) -> bool:
    """Whether somebody may choose families: a long questionnaire, and two families or more."""
    many = len(asked_skills(edition, questionnaire)) > LONG
    return many and len(family_choices(edition, questionnaire)) > 1


@once_per_edition
def family_choices(edition: LoadedEdition, questionnaire: str) -> tuple[FamilyChoice, ...]:
    """Every family with a role that can be scored, in the catalogue's order."""
    return tuple(
        _choice(edition, questionnaire, name, count) for name, count in _sizes(edition).items()
    )


def _sizes(edition: LoadedEdition) -> dict[str, int]:
    """How many roles of each family can be scored; families without one are left out."""
    counts = dict.fromkeys(edition.catalogue.families, 0)
    for role in editions.with_scorable_roles(edition).catalogue.roles:
        counts[role.family] = counts.get(role.family, 0) + 1
    return {name: count for name, count in counts.items() if count}


def _choice(edition: LoadedEdition, questionnaire: str, name: str, count: int) -> FamilyChoice:
    skills = len(skills_for(edition, questionnaire, (name,)))
    activities = len(edition.questionnaires[questionnaire].activities)
    return FamilyChoice(name, count, skills, minutes_for(skills + activities))


def known(edition: LoadedEdition, families: Sequence[str]) -> tuple[str, ...]:
    """Those of ``families`` that have a role which can be scored, in the catalogue's order."""
    return tuple(name for name in _sizes(edition) if name in families)


@once_per_edition
def skills_for(
    edition: LoadedEdition, questionnaire: str, families: tuple[str, ...]
) -> tuple[str, ...]:
    """The skills of a questionnaire that matter for ``families``; all where none is given."""
    every = asked_skills(edition, questionnaire)
    if not families:
        return every
    profiles, roles = profiles_of(edition), editions.with_scorable_roles(edition).roles
    rows = [n for n, slug in enumerate(profiles.role_slugs) if roles[slug].family in families]
    if not rows:
        return every
    kept = {profiles.skill_slugs[column] for column in skills_that_matter(profiles, rows)}
    return tuple(slug for slug in every if slug in kept)


def asked_of(edition: LoadedEdition, assessment: Assessment) -> tuple[str, ...]:
    """The skills that an assessment asks about, in the questionnaire's order."""
    chosen = known(edition, assessment.families)
    return skills_for(edition, assessment.questionnaire, chosen)


def asked_count(scored: AssessmentResult) -> int:
    """How many skills the person was asked about, or answered besides."""
    return len({*asked_of(scored.edition, scored.assessment), *scored.given.ratings})


def pages_for(edition: LoadedEdition, assessment: Assessment) -> list[Page]:
    """The pages of an assessment: all of its questionnaire, or what matters for its families."""
    return pages_of(edition, assessment.questionnaire, only=asked_of(edition, assessment))
