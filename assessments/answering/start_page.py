"""Where to begin when there are several catalogues, and which one an assessment is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.questions.questionnaire import (
    asked_skills,
    minutes,
    named_questionnaire,
    quick_minutes,
)
from roles.document.types import Questionnaire
from roles.editions import LoadedEdition, NewestEdition
from roles.models import MAIN


@dataclass(frozen=True)
class QuestionnaireChoice:
    """A questionnaire to choose; ``minutes`` is what all its questions take."""

    slug: str
    title: str
    description: str
    skills: int
    minutes: int
    chosen: bool


@dataclass(frozen=True)
class PlaceToBegin:
    """A catalogue to begin in, with the questionnaire chosen and the minutes that it takes.

    ``roles`` and ``skills`` are counts; ``quick_minutes`` None: the quick check may be long.
    """

    slug: str
    title: str
    edition: LoadedEdition
    questionnaire: Questionnaire
    chosen: bool
    roles: int
    skills: int
    minutes: int
    quick_minutes: int | None


@dataclass(frozen=True)
class Mine:
    """An assessment with its catalogue's title; ``outdated``: that has a newer edition."""

    assessment: Assessment
    catalogue: str
    outdated: bool


def places_to_begin(
    held: Sequence[NewestEdition], asked: str, questionnaire: str
) -> list[PlaceToBegin]:
    """Each catalogue of ``held``, at least one, with its newest edition; one of them is chosen.

    ``asked`` is the slug of the catalogue to choose, "" for the usual one; ``questionnaire`` the
    slug of the one to choose in it, "" for its first.
    """
    slugs = [item.slug for item in held]
    chosen = asked or (MAIN if MAIN in slugs else slugs[0])
    return [_place(item, chosen, questionnaire) for item in held]


def questionnaire_choices(edition: LoadedEdition, chosen: str) -> list[QuestionnaireChoice]:
    """The questionnaires of an edition in the editors' order; ``chosen`` is the slug of one."""
    return [
        QuestionnaireChoice(
            slug=item.slug,
            title=item.title,
            description=item.description,
            skills=len(asked_skills(edition, item.slug)),
            minutes=minutes(item),
            chosen=item.slug == chosen,
        )
        for item in edition.catalogue.questionnaires
    ]


def mine_of(assessments: Sequence[Assessment], held: Sequence[NewestEdition]) -> list[Mine]:
    """The assessments with their catalogues' titles; ``held``: all catalogues with an edition."""
    newest = {item.slug: item for item in held}
    return [
        Mine(
            assessment=row,
            catalogue=newest[row.edition.catalogue_slug].title,
            outdated=row.edition.number != newest[row.edition.catalogue_slug].edition.number,
        )
        for row in assessments
    ]


def _place(item: NewestEdition, chosen: str, asked: str) -> PlaceToBegin:
    wanted = asked if item.slug == chosen else ""
    first = item.edition.catalogue.questionnaires[0]
    questionnaire = named_questionnaire(item.edition, wanted) or first
    skills = len(asked_skills(item.edition, questionnaire.slug))
    return PlaceToBegin(
        slug=item.slug,
        title=item.title,
        edition=item.edition,
        questionnaire=questionnaire,
        chosen=item.slug == chosen,
        roles=len(item.edition.roles),
        skills=skills,
        minutes=minutes(questionnaire),
        quick_minutes=quick_minutes(skills, len(item.edition.roles)),
    )
