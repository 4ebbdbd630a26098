"""The read side: an edition's document, loaded once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from roles.catalogue.document import (
    Activity,
    Catalogue,
    Questionnaire,
    Role,
    Seniority,
    Skill,
    Tool,
)
from roles.catalogue.serialise import digest, from_json
from roles.models import Edition


class NoEditionError(LookupError):
    """Nothing has been published yet."""


class DamagedEditionError(RuntimeError):
    """A stored edition does not match its digest."""


@dataclass(frozen=True, eq=False)
class LoadedEdition:
    """An edition's document with look-ups by slug. Compared and hashed by identity."""

    number: int
    catalogue: Catalogue
    roles: dict[str, Role]
    skills: dict[str, Skill]
    activities: dict[str, Activity]
    tools: dict[str, Tool]
    seniorities: dict[str, Seniority]
    questionnaires: dict[str, Questionnaire]


def current_number() -> int:
    """Number of the newest edition (one query). Raises NoEditionError when there is none."""
    number = Edition.objects.newest_first().values_list("number", flat=True).first()
    if number is None:
        raise NoEditionError("Nothing has been published yet.")
    return number


def current() -> LoadedEdition:
    """The newest edition. Raises NoEditionError when there is none."""
    return load(number=current_number())


def load(*, number: int) -> LoadedEdition:
    """Edition ``number``; Edition.DoesNotExist if unknown, DamagedEditionError if altered."""
    return _load(number, _digest(number))


def loaded(row: Edition) -> LoadedEdition:
    """The edition of a row at hand; no query when it has been read before."""
    return _load(row.number, row.digest)


def _digest(number: int) -> str:
    return Edition.objects.values_list("digest", flat=True).get(number=number)


@lru_cache(maxsize=16)
def _load(number: int, expected: str) -> LoadedEdition:
    """Keyed by digest too, so that a different edition under one number is never mistaken."""
    document = Edition.objects.values_list("document", flat=True).get(number=number)
    if digest(document) != expected:
        raise DamagedEditionError(f"Edition {number} does not match its digest.")
    return wrap(from_json(document), number=number)


def wrap(catalogue: Catalogue, *, number: int) -> LoadedEdition:
    """A document with its look-ups; ``number`` is 0 for a draft."""
    return LoadedEdition(
        number=number,
        catalogue=catalogue,
        roles={role.slug: role for role in catalogue.roles},
        skills={skill.slug: skill for skill in catalogue.skills},
        activities={activity.slug: activity for activity in catalogue.activities},
        tools={tool.slug: tool for tool in catalogue.tools},
        seniorities={seniority.slug: seniority for seniority in catalogue.seniorities},
        questionnaires={item.slug: item for item in catalogue.questionnaires},
    )


@lru_cache(maxsize=16)
def rated(edition: LoadedEdition) -> LoadedEdition:
    """The edition with those roles only that ask for a skill: the ones that can be scored.

    A role that asks for nothing would fit everybody who can do nothing, and anybody would be
    100 % ready for it. The same edition where all of its roles ask for something.
    """
    catalogue = rated_roles(edition.catalogue)
    return edition if catalogue is edition.catalogue else wrap(catalogue, number=edition.number)


def rated_roles(catalogue: Catalogue) -> Catalogue:
    """The same of a document, which may be a draft."""
    roles = tuple(role for role in catalogue.roles if role.is_rated)
    if len(roles) == len(catalogue.roles):
        return catalogue
    return catalogue.model_copy(update={"roles": roles})
