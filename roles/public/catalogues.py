"""The page that lists the catalogues of an installation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.editions import NewestEdition
from roles.public.addresses import addresses


@dataclass(frozen=True)
class CatalogueCard:
    """One catalogue: what it holds and where to read or begin."""

    title: str
    description: str
    roles: int
    skills: int
    number: int
    index: str
    compare: str
    start: str


def catalogues_page(held: Sequence[NewestEdition]) -> list[CatalogueCard]:
    """A card for each catalogue, in their order."""
    return [_card(item) for item in held]


def _card(item: NewestEdition) -> CatalogueCard:
    edition, where = item.edition, addresses(item.slug)
    return CatalogueCard(
        title=item.title,
        description=edition.catalogue.description,
        roles=len(edition.roles),
        skills=len(edition.skills),
        number=edition.number,
        index=where.index,
        compare=where.compare,
        start=where.start,
    )
