"""How near roles are to one another, and the addresses of their comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from roles.document.types import Role
from roles.editions import LoadedEdition, once_per_edition
from roles.public.addresses import address


@dataclass(frozen=True, eq=False)
class _Profiles:
    """Levels and importances of all roles as arrays, shape (roles, skills), 0 where not asked for.

    ``slugs`` are the roles' by row, ``places`` the rows by slug.
    """

    slugs: tuple[str, ...]
    places: dict[str, int]
    levels: NDArray[np.float64]
    weights: NDArray[np.float64]


@once_per_edition
def _profiles(edition: LoadedEdition) -> _Profiles:
    columns = {slug: column for column, slug in enumerate(edition.skills)}
    levels = np.zeros((len(edition.roles), len(columns)))
    weights = np.zeros_like(levels)
    for row, role in enumerate(edition.roles.values()):
        for item in role.requirements:
            levels[row, columns[item.skill]] = item.level
            weights[row, columns[item.skill]] = item.importance
    slugs = tuple(edition.roles)
    return _Profiles(slugs, {slug: row for row, slug in enumerate(slugs)}, levels, weights)


def nearest(edition: LoadedEdition, slug: str, count: int) -> list[Role]:
    """The ``count`` roles nearest to the role ``slug``, nearest first; no query.

    Euclid's distance over the levels, each skill weighted by the larger of both importances; a
    skill that a role does not ask for counts as level 0. Equally near: the catalogue's order.
    Roles that ask for nothing are near to none.
    """
    if not edition.roles[slug].is_rated:
        return []
    known = _profiles(edition)
    row = known.places[slug]
    weights = np.maximum(known.weights, known.weights[row])
    distances = (weights * (known.levels - known.levels[row]) ** 2).sum(axis=1)
    # Stable, so that roles equally near keep the catalogue's order on every machine.
    order = np.argsort(distances, kind="stable")
    others = (edition.roles[known.slugs[other]] for other in order if other != row)
    return list(islice((role for role in others if role.is_rated), count))


def in_order(edition: LoadedEdition, first: str, second: str) -> tuple[str, str]:
    """Both slugs in the catalogue's order, which is the order of a comparison's address."""
    places = _profiles(edition).places
    return (first, second) if places[first] <= places[second] else (second, first)


def comparison_url(edition: LoadedEdition, first: str, second: str) -> str:
    """The one address of a comparison, whichever role is named first."""
    return address(edition, "compare", *in_order(edition, first, second))
