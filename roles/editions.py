"""The read side: an edition's document, and what is worked out from it, held by the process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db.models import OuterRef, Subquery

from careerpath.weighed_cache import WeighedCache
from roles.document.serialise import digest, from_json
from roles.document.types import Activity, Catalogue, Questionnaire, Role, Seniority, Skill, Tool
from roles.models import MAIN, Edition
from roles.models import Catalogue as CatalogueRow

P = ParamSpec("P")
T = TypeVar("T")
# Characters of the documents held at a time. A character takes 5.5 to 7 bytes once it is read,
# all that hangs on the edition included: 0.4 GB when full. That is 146 editions of the built-in
# catalogue's size, or four of all of ESCO.
BUDGET = 64_000_000
MOST_KEPT = 64  # results of one function for one edition
_NOTHING: Any = object()  # None is a result, too


class NoEditionError(LookupError):
    """Nothing has been published yet."""


class DamagedEditionError(RuntimeError):
    """A stored edition does not match its digest."""


@dataclass(frozen=True, eq=False)
class LoadedEdition:
    """An edition's document with look-ups by slug. Compared and hashed by identity.

    ``number`` and ``pk`` are 0 for a draft. ``derived``: what functions marked ``once_per_edition``
    have worked out from it.
    """

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
    derived: dict[Any, dict[Any, Any]] = field(default_factory=dict, repr=False)


_held: WeighedCache[tuple[int, str], LoadedEdition] = WeighedCache(BUDGET)


def once_per_edition(
    work: Callable[Concatenate[LoadedEdition, P], T],
) -> Callable[Concatenate[LoadedEdition, P], T]:
    """A decorator for functions of an edition: each result is kept as long as the edition is held.

    Other arguments must be hashable; up to MOST_KEPT combinations of them are kept at a time. The
    result must not refer to the edition itself: such a circle would outlive both.
    """

    @wraps(work)
    def kept(edition: LoadedEdition, /, *args: P.args, **kwargs: P.kwargs) -> T:
        results = edition.derived.setdefault(work, {})
        key = (args, *kwargs.items())
        found: T = results.get(key, _NOTHING)
        if found is _NOTHING:
            if len(results) >= MOST_KEPT:
                results.clear()
            found = results[key] = work(edition, *args, **kwargs)
        return found

    return kept


@dataclass(frozen=True)
class NewestEdition:
    """A catalogue of this installation: its slug, its title, and its newest edition's document."""

    slug: str
    title: str
    edition: LoadedEdition


def current_number(catalogue: str = MAIN) -> int:
    """The number of a catalogue's newest edition (one query); NoEditionError when there is none."""
    return _newest(catalogue)[0]


def current(catalogue: str = MAIN) -> LoadedEdition:
    """A catalogue's newest edition: one query, and one more when it is not held by this process.

    Raises NoEditionError when there is none, DamagedEditionError if it was altered.
    """
    _number, pk, its_digest = _newest(catalogue)
    return _load(pk, its_digest)


def load(*, number: int, catalogue: str = MAIN) -> LoadedEdition:
    """Edition ``number`` of a catalogue: one query, and one more when it is not held.

    Raises Edition.DoesNotExist if unknown, DamagedEditionError if altered.
    """
    rows = Edition.objects.of(catalogue).values_list("pk", "digest")
    return _load(*rows.get(number=number))


def loaded(row: Edition) -> LoadedEdition:
    """The document of an edition's row: no query when it is held, else one.

    Raises DamagedEditionError if it was altered.
    """
    return _load(row.pk, row.digest)


def newest_of_each_catalogue() -> list[NewestEdition]:
    """Every catalogue with an edition, in the order of their positions.

    One query for all, and one more for each edition that is not held.
    """
    newest = Edition.objects.of(OuterRef("pk")).newest_first()
    rows = CatalogueRow.objects.annotate(
        edition=Subquery(newest.values("pk")[:1]), digest=Subquery(newest.values("digest")[:1])
    ).exclude(edition=None)
    found = []
    for slug, title, pk, its_digest in rows.values_list("slug", "title", "edition", "digest"):
        edition = _load(pk, its_digest)
        found.append(NewestEdition(slug, title or edition.catalogue.title, edition))
    return found


def title_of(edition: LoadedEdition) -> str:
    """The title of an edition's catalogue: its own, or else the document's; one query."""
    own = CatalogueRow.objects.filter(pk=edition.catalogue_slug).values_list("title", flat=True)
    return own.first() or edition.catalogue.title


def has_others() -> bool:
    """Whether a catalogue besides the one that editors edit has an edition (one query)."""
    return Edition.objects.exclude(catalogue=MAIN).exists()


def _newest(catalogue: str) -> tuple[int, int, str]:
    newest = Edition.objects.of(catalogue).newest_first()
    found = newest.values_list("number", "pk", "digest").first()
    if found is None:
        raise NoEditionError("Nothing has been published yet.")
    return found


def _load(pk: int, expected: str) -> LoadedEdition:
    """The edition of a row's key, from the cache or from the database.

    The cache knows it by digest as well, since a key may come to stand for another row.
    """
    held = _held.get((pk, expected))
    if held is not None:
        return held
    rows = Edition.objects.values_list("number", "catalogue_id", "document")
    number, catalogue, document = rows.get(pk=pk)
    if digest(document) != expected:
        raise DamagedEditionError(f"Edition {number} does not match its digest.")
    edition = wrap(from_json(document), number=number, pk=pk, catalogue_slug=catalogue)
    return _held.add((pk, expected), edition, len(document))


def wrap(
    catalogue: Catalogue, *, number: int, pk: int = 0, catalogue_slug: str = MAIN
) -> LoadedEdition:
    """A document with its look-ups by slug. Asks no database; a draft has number and pk 0."""
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


def with_scorable_roles(edition: LoadedEdition) -> LoadedEdition:
    """The edition without roles that ask for no skill above level 0: nobody can be scored on them.

    The same object where there are none. Worked out once an edition.
    """
    return _without_others(edition) or edition


@once_per_edition
def _without_others(edition: LoadedEdition) -> LoadedEdition | None:
    """The edition without roles that cannot be scored; None where all can.

    Not the edition itself: kept in its own ``derived``, it would never be freed.
    """
    catalogue = edition.catalogue.scorable()
    if catalogue is edition.catalogue:
        return None
    return wrap(
        catalogue,
        number=edition.number,
        pk=edition.pk,
        catalogue_slug=edition.catalogue_slug,
    )
