"""The read side: an edition's document, loaded once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import OuterRef, Subquery

from roles.document.serialise import digest, from_json
from roles.document.types import Activity, Catalogue, Questionnaire, Role, Seniority, Skill, Tool
from roles.models import MAIN, Edition
from roles.models import Catalogue as CatalogueRow


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
    pk: int = 0
    catalogue_slug: str = MAIN


@dataclass(frozen=True)
class NewestEdition:
    """A catalogue of this installation in its newest edition."""

    slug: str
    title: str
    edition: LoadedEdition


def current_number(catalogue: str = MAIN) -> int:
    """Number of its newest edition (one query). Raises NoEditionError when there is none."""
    return _newest(catalogue)[0]


def current(catalogue: str = MAIN) -> LoadedEdition:
    """The newest edition of a catalogue. Raises NoEditionError when there is none."""
    _number, pk, its_digest = _newest(catalogue)
    return _load(pk, its_digest)


def load(*, number: int, catalogue: str = MAIN) -> LoadedEdition:
    """Edition ``number``; Edition.DoesNotExist if unknown, DamagedEditionError if altered."""
    rows = Edition.objects.of(catalogue).values_list("pk", "digest")
    return _load(*rows.get(number=number))


def loaded(row: Edition) -> LoadedEdition:
    """The edition of a row at hand; no query when it has been read before."""
    return _load(row.pk, row.digest)


def newest_of_each_catalogue() -> list[NewestEdition]:
    """Every catalogue with an edition, in their order, in one query."""
    newest = Edition.objects.of(OuterRef("pk")).newest_first()
    rows = CatalogueRow.objects.annotate(
        edition=Subquery(newest.values("pk")[:1]), digest=Subquery(newest.values("digest")[:1])
    ).exclude(edition=None)
    found = []
    for slug, title, pk, its_digest in rows.values_list("slug", "title", "edition", "digest"):
        edition = _load(pk, its_digest)
        found.append(NewestEdition(slug, title or edition.catalogue.title, edition))
    return found


def has_others() -> bool:
    """Whether there is a catalogue besides the one that editors edit (one query)."""
    return Edition.objects.exclude(catalogue=MAIN).exists()


def _newest(catalogue: str) -> tuple[int, int, str]:
    newest = Edition.objects.of(catalogue).newest_first()
    found = newest.values_list("number", "pk", "digest").first()
    if found is None:
        raise NoEditionError("Nothing has been published yet.")
    return found


@lru_cache(maxsize=16)
def _load(pk: int, expected: str) -> LoadedEdition:
    """Keyed by digest too, so that a different edition in one row is never mistaken."""
    rows = Edition.objects.values_list("number", "catalogue_id", "document")
    number, catalogue, document = rows.get(pk=pk)
    if digest(document) != expected:
        raise DamagedEditionError(f"Edition {number} does not match its digest.")
    return wrap(from_json(document), number=number, pk=pk, catalogue_slug=catalogue)


def wrap(
    catalogue: Catalogue, *, number: int, pk: int = 0, catalogue_slug: str = MAIN
) -> LoadedEdition:
    """A document with its look-ups; ``number`` and ``pk`` are 0 for a draft."""
    return LoadedEdition(
        number=number,
        catalogue=catalogue,
        roles={role.slug: role for role in catalogue.roles},
        skills={skill.slug: skill for skill in catalogue.skills},
        activities={activity.slug: activity for activity in catalogue.activities},
        tools={tool.slug: tool for tool in catalogue.tools},
        seniorities={seniority.slug: seniority for seniority in catalogue.seniorities},
        questionnaires={item.slug: item for item in catalogue.questionnaires},
        pk=pk,
        catalogue_slug=catalogue_slug,
    )


@lru_cache(maxsize=16)
def with_scorable_roles(edition: LoadedEdition) -> LoadedEdition:
    """The edition with those roles only that ask for a skill (Catalogue.rated)."""
    catalogue = edition.catalogue.rated()
    if catalogue is edition.catalogue:
        return edition
    return wrap(
        catalogue,
        number=edition.number,
        pk=edition.pk,
        catalogue_slug=edition.catalogue_slug,
    )
