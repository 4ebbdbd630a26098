"""The page that lists the catalogues of an installation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.addresses import addresses
from roles.editions import Held


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


def catalogues_page(held: Sequence[Held]) -> list[CatalogueCard]:
    """A card for each catalogue, in their order."""
    return [_card(item) for item in held]


def _card(item: Held) -> CatalogueCard:
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
