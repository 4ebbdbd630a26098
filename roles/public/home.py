"""The start page of the site: what the catalogue holds, its families, an example comparison."""

from __future__ import annotations

from dataclasses import dataclass

from careerpath.charts.dumbbells import DumbbellChart
from roles.editions import LoadedEdition
from roles.public.comparison import preview_chart
from roles.public.list import FamilyGroup, _by_family
from roles.public.nearness import comparison_url
from roles.public.picking import are_many, titles_of

HOME_ROLES = 12  # of each family
HOME_FEWER = 3  # of each family, where there are many roles
HOME_FAMILIES = 24
EXAMPLE = ("data-operations-specialist", "lead-machine-learning-engineer")


@dataclass(frozen=True)
class Example:
    """An example comparison: both titles, its address, and a short chart of it."""

    first: str
    second: str
    url: str
    chart: DumbbellChart


@dataclass(frozen=True)
class HomePage:
    """What the start page shows; ``more_families`` counts those it leaves out.

    ``text`` is the catalogue's own text for the page, "" for the one that is built in.
    """

    text: str
    role_count: int
    skill_count: int
    comparison_count: int
    families: tuple[FamilyGroup, ...]
    more_families: int
    example: Example | None
    attribution: str


def home_page(edition: LoadedEdition) -> HomePage:
    """The start page of an edition; no query. Without two roles it has no example."""
    count = len(edition.roles)
    most = HOME_FEWER if are_many(titles_of(edition)) else HOME_ROLES
    families = _by_family(edition, edition.catalogue.roles, most=most)
    return HomePage(
        text=edition.catalogue.site.home_text,
        role_count=count,
        skill_count=len(edition.skills),
        comparison_count=count * (count - 1) // 2,
        families=families[:HOME_FAMILIES],
        more_families=max(0, len(families) - HOME_FAMILIES),
        example=_example(edition),
        attribution=edition.catalogue.attribution,
    )


def _example(edition: LoadedEdition) -> Example | None:
    slugs = list(edition.roles)
    if len(slugs) < 2:
        return None
    wanted = [slug for slug in EXAMPLE if slug in edition.roles]
    first, second = (edition.roles[slug] for slug in (wanted if len(wanted) == 2 else slugs[:2]))
    return Example(
        first=first.title,
        second=second.title,
        url=comparison_url(edition, first.slug, second.slug),
        chart=preview_chart(edition, first, second),
    )
