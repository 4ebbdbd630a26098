"""What a comparison of two roles shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from careerpath.charts.dumbbells import Dumbbell, DumbbellChart, dumbbell_chart
from careerpath.figures import signed
from roles.document.levels import level_words
from roles.document.types import LEVEL_NAMES, Requirement, Role
from roles.editions import LoadedEdition
from roles.public.addresses import address
from roles.public.nearness import comparison_url, nearest
from roles.public.pay import Pay, compared_pay
from roles.public.role_lines import Link, level_figure, ordered_categories, rating_words
from roles.public.role_page import RoleFacts, role_facts
from roles.public.visitor_ratings import Ratings

ABOUT_THE_SAME = 0.5  # levels apart at most
WORTH_SHARING = 1.5  # the lower of both levels, for a skill to be named as shared
MOST_POINTS = 7  # in each list of skills
NOT_ASKED = "not asked for"


@dataclass(frozen=True)
class PairRow:
    """One skill that either role asks for: both levels (0 where one does not ask), in words too.

    ``difference`` is signed, first less second; ``importance`` the larger of both; ``you`` the
    reader's rating.
    """

    name: str
    category: str
    first: float
    second: float
    first_words: str
    second_words: str
    difference: str
    importance: float
    in_both: bool
    you: int | None
    you_words: str


@dataclass(frozen=True)
class CategoryChart:
    """A chart of the levels of both roles in one category of skills."""

    category: str
    chart: DumbbellChart


@dataclass(frozen=True)
class Point:
    """A skill's name and a few words about its levels in both roles."""

    name: str
    text: str


@dataclass(frozen=True)
class Parting:
    """The skills of which the role ``title`` asks for clearly more than the other."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class ToolOverlap:
    """Names of the tools in both roles, in the first only and in the second only."""

    shared: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Related:
    """Comparisons of one of the roles with its neighbours."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ComparePage:
    """The comparison of two roles; ``sides`` are both again, for templates that loop."""

    first: RoleFacts
    second: RoleFacts
    sides: tuple[RoleFacts, RoleFacts]
    summary: str
    charts: tuple[CategoryChart, ...]
    rows: tuple[PairRow, ...]
    shared: tuple[Point, ...]
    parting: tuple[Parting, ...]
    tools: ToolOverlap
    pay: Pay
    related: tuple[Related, ...]
    trail: tuple[tuple[str, str], ...]
    has_ratings: bool


def compare_page(
    edition: LoadedEdition, first: Role, second: Role, ratings: Ratings | None
) -> ComparePage:
    """The comparison of two roles, with the reader's ratings if there are any; no query."""
    rows = pair_rows(edition, first, second, ratings)
    sides = (role_facts(edition, first), role_facts(edition, second))
    return ComparePage(
        first=sides[0],
        second=sides[1],
        sides=sides,
        summary=_summary(rows),
        charts=_charts(edition, first, second, rows),
        rows=rows,
        shared=_shared(rows),
        parting=(_parting(rows, first, sign=1), _parting(rows, second, sign=-1)),
        tools=_tools(edition, first, second),
        pay=compared_pay([first, second]),
        related=(_related(edition, first, second), _related(edition, second, first)),
        trail=(
            ("Roles", address(edition, "index")),
            ("Compare", address(edition, "compare_pick")),
        ),
        has_ratings=ratings is not None,
    )


def pair_rows(
    edition: LoadedEdition, first: Role, second: Role, ratings: Ratings | None
) -> tuple[PairRow, ...]:
    """Every skill that either role asks for, by category in the catalogue's order, the most
    important first in each."""
    asked = [{item.skill: item for item in role.requirements} for role in (first, second)]
    rows = [
        _pair_row(edition, skill, asked[0].get(skill), asked[1].get(skill), ratings)
        for skill in edition.skills
        if skill in asked[0] or skill in asked[1]
    ]
    order = ordered_categories(edition, {row.category for row in rows})
    return tuple(sorted(rows, key=lambda row: (order.index(row.category), -row.importance)))


def _pair_row(
    edition: LoadedEdition,
    slug: str,
    first: Requirement | None,
    second: Requirement | None,
    ratings: Ratings | None,
) -> PairRow:
    skill = edition.skills[slug]
    levels = [item.level if item else 0.0 for item in (first, second)]
    return PairRow(
        name=skill.name,
        category=skill.category,
        first=levels[0],
        second=levels[1],
        first_words=_asked_words(first),
        second_words=_asked_words(second),
        difference=_difference(levels[0] - levels[1]),
        importance=max(item.importance for item in (first, second) if item),
        in_both=first is not None and second is not None,
        you=ratings.get(slug) if ratings else None,
        you_words=rating_words(ratings, slug),
    )


def _asked_words(item: Requirement | None) -> str:
    return f"{level_figure(item.level)} {level_words(item.level)}" if item else NOT_ASKED


def _difference(difference: float) -> str:
    difference = round(difference, 2)  # 2.3 - 2.1 is a hair off 0.2
    if not difference:
        return "same"
    return signed(difference, "+g")


def _about_the_same(row: PairRow) -> bool:
    return abs(row.first - row.second) <= ABOUT_THE_SAME


def _summary(rows: tuple[PairRow, ...]) -> str:
    if not rows:
        return "Neither role lists any skills yet."
    alike = sum(1 for row in rows if row.in_both and _about_the_same(row))
    both = sum(1 for row in rows if row.in_both)
    return (
        f"Together they ask for {len(rows)} skills, {both} of them in both roles and "
        f"{alike} at about the same level."
    )


def _shared(rows: tuple[PairRow, ...]) -> tuple[Point, ...]:
    alike = [
        row
        for row in rows
        if row.in_both and _about_the_same(row) and min(row.first, row.second) >= WORTH_SHARING
    ]
    alike.sort(key=lambda row: -row.importance * (row.first + row.second))
    return tuple(Point(row.name, _alike_words(row)) for row in alike[:MOST_POINTS])


def _alike_words(row: PairRow) -> str:
    if row.first == row.second:
        return f"{level_words(row.first)} in both"
    return f"{level_words(row.first)}, and {level_words(row.second)}"


def _parting(rows: tuple[PairRow, ...], role: Role, *, sign: int) -> Parting:
    more = [row for row in rows if sign * (row.first - row.second) > ABOUT_THE_SAME]
    more.sort(key=lambda row: -row.importance * abs(row.first - row.second))
    return Parting(
        role.title, tuple(Point(row.name, _more_words(row)) for row in more[:MOST_POINTS])
    )


def _more_words(row: PairRow) -> str:
    high, low = max(row.first, row.second), min(row.first, row.second)
    ending = f"against {level_words(low)}" if low else "the other doesn't ask for it"
    return f"{level_words(high)}, {ending}"


def _charts(
    edition: LoadedEdition, first: Role, second: Role, rows: tuple[PairRow, ...]
) -> tuple[CategoryChart, ...]:
    by_category: dict[str, list[PairRow]] = defaultdict(list)
    for row in rows:
        by_category[row.category].append(row)
    return tuple(
        CategoryChart(category, _chart(category, first.title, second.title, by_category[category]))
        for category in ordered_categories(edition, set(by_category))
    )


def _chart(category: str, first: str, second: str, rows: list[PairRow]) -> DumbbellChart:
    said = "; ".join(f"{row.name}: {row.first_words} and {row.second_words}" for row in rows)
    return dumbbell_chart(
        f"{category}: levels asked for by {first} (dot) and {second} (ring)",
        f"{said}.",
        [Dumbbell(row.name, row.first, row.second, row.you) for row in rows],
        LEVEL_NAMES,
        tall=any(row.you_words for row in rows),
    )


def _tools(edition: LoadedEdition, first: Role, second: Role) -> ToolOverlap:
    ours, theirs = _tool_slugs(first), _tool_slugs(second)

    def names(slugs: Iterable[str]) -> tuple[str, ...]:
        return tuple(edition.tools[slug].name for slug in slugs)

    return ToolOverlap(
        shared=names(slug for slug in ours if slug in theirs),
        first=names(slug for slug in ours if slug not in theirs),
        second=names(slug for slug in theirs if slug not in ours),
    )


def _tool_slugs(role: Role) -> dict[str, None]:
    return dict.fromkeys(slug for group in role.tools for slug in group.items)


def _related(edition: LoadedEdition, role: Role, other: Role) -> Related:
    # One more than is shown, since the other role may be among them.
    near = [item for item in nearest(edition, role.slug, 5) if item.slug != other.slug][:4]
    return Related(
        title=role.title,
        links=tuple(
            Link(item.title, comparison_url(edition, role.slug, item.slug)) for item in near
        ),
    )


def preview_chart(edition: LoadedEdition, first: Role, second: Role) -> DumbbellChart:
    """A chart of six skills for the start page: important ones in both roles that differ most."""
    rows = pair_rows(edition, first, second, None)
    weighty = sorted(
        rows, key=lambda row: -row.importance * (1 + abs(row.first - row.second)) * row.in_both
    )
    return _chart("Skills", first.title, second.title, weighty[:6])
