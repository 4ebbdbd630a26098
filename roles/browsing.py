"""What the start page, the list of roles and the helpful dead ends show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import urlencode

from roles.addresses import address
from roles.catalogue.document import Role
from roles.comparison import PairChart, preview_chart
from roles.editions import LoadedEdition
from roles.nearness import comparison_url, nearest
from roles.picking import MOST_SUGGESTED, Choice, RolePicker, are_many, picker, titles_of
from roles.presenters import Link, role_url

PAGE_SIZE = 25
HOME_ROLES = 12
HOME_FEWER = 3  # where there are many roles
HOME_FAMILIES = 24
MOST_FILTERS = 60  # families in the list's filter
CHOOSE = "Choose a role"
LONGEST_QUERY = 200
MOST_WORDS = 12
EXAMPLE = ("data-operations-specialist", "lead-machine-learning-engineer")


@dataclass(frozen=True)
class RoleCard:
    """A role in a list."""

    title: str
    url: str
    summary: str
    seniority: str


@dataclass(frozen=True)
class FamilyGroup:
    """A family and its roles; ``more`` counts those left out."""

    name: str
    url: str
    roles: tuple[RoleCard, ...]
    more: int


@dataclass(frozen=True)
class Example:
    """A comparison to show what the pages hold."""

    first: str
    second: str
    url: str
    chart: PairChart


@dataclass(frozen=True)
class HomePage:
    """The start page."""

    role_count: int
    skill_count: int
    comparison_count: int
    families: tuple[FamilyGroup, ...]
    more_families: int
    example: Example | None
    attribution: str


@dataclass(frozen=True)
class IndexPage:
    """The list of roles, filtered."""

    query: str
    families: tuple[Choice, ...]
    seniorities: tuple[Choice, ...]
    groups: tuple[FamilyGroup, ...]
    found: str
    filtered: bool
    page: int
    pages: int
    previous: str
    next: str


@dataclass(frozen=True)
class PickPage:
    """The form that picks two roles."""

    first: RolePicker
    second: RolePicker


@dataclass(frozen=True)
class LostPage:
    """A helpful dead end."""

    title: str
    text: str
    query: str
    links_title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class _Searchable:
    role: Role
    title: str
    summary: str
    definition: str
    skills: tuple[tuple[str, float], ...]


def home_page(edition: LoadedEdition) -> HomePage:
    """The start page."""
    count = len(edition.roles)
    most = HOME_FEWER if are_many(titles_of(edition)) else HOME_ROLES
    families = _by_family(edition, edition.catalogue.roles, most=most)
    return HomePage(
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


def _card(edition: LoadedEdition, role: Role) -> RoleCard:
    seniority = edition.seniorities[role.seniority].name
    return RoleCard(role.title, role_url(edition, role.slug), role.summary, seniority)


def _families(edition: LoadedEdition) -> list[str]:
    named = edition.catalogue.families
    return list(dict.fromkeys([*named, *(role.family for role in edition.catalogue.roles)]))


def _by_family(
    edition: LoadedEdition, roles: Iterable[Role], *, most: int | None = None
) -> tuple[FamilyGroup, ...]:
    grouped: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        grouped[role.family].append(role)
    return tuple(
        FamilyGroup(
            name=name,
            url=f"{address(edition, 'index')}?{urlencode({'family': name})}",
            roles=tuple(_card(edition, role) for role in grouped[name][:most]),
            more=max(0, len(grouped[name]) - most) if most else 0,
        )
        for name in _families(edition)
        if name in grouped
    )


def index_page(
    edition: LoadedEdition, *, query: str, family: str, seniority: str, page: str
) -> IndexPage:
    """The list of roles. Values that mean nothing are left aside."""
    query = " ".join(query[:LONGEST_QUERY].split())
    families = _families(edition)
    family = family if family in families else ""
    seniority = seniority if seniority in edition.seniorities else ""
    roles = _found(edition, query, family, seniority)
    pages = max(1, -(-len(roles) // PAGE_SIZE))
    number = min(max(1, _number(page)), pages)
    shown = roles[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    kept = {"q": query, "family": family, "seniority": seniority}
    return IndexPage(
        query=query,
        families=tuple(
            Choice(name, name, name == family) for name in _largest(edition, families, family)
        ),
        seniorities=tuple(
            Choice(slug, item.name, slug == seniority) for slug, item in edition.seniorities.items()
        ),
        groups=_results(edition, shown, ranked=bool(query)),
        found=_found_words(len(roles)),
        filtered=bool(query or family or seniority),
        page=number,
        pages=pages,
        previous=_page_url(edition, kept, number - 1) if number > 1 else "",
        next=_page_url(edition, kept, number + 1) if number < pages else "",
    )


def _largest(edition: LoadedEdition, families: list[str], chosen: str) -> list[str]:
    """The families with the most roles, and the chosen one, in the catalogue's order."""
    if len(families) <= MOST_FILTERS:
        return families
    counts = Counter(role.family for role in edition.catalogue.roles)
    kept = {chosen, *(name for name, _ in counts.most_common(MOST_FILTERS))}
    return [name for name in families if name in kept]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _found_words(count: int) -> str:
    return "1 role" if count == 1 else f"{count:,} roles"


def _page_url(edition: LoadedEdition, kept: dict[str, str], page: int) -> str:
    said = {name: value for name, value in kept.items() if value}
    return f"{address(edition, 'index')}?{urlencode({**said, 'page': page})}"


def _results(edition: LoadedEdition, roles: list[Role], *, ranked: bool) -> tuple[FamilyGroup, ...]:
    if not ranked:
        return _by_family(edition, roles)
    cards = tuple(_card(edition, role) for role in roles)
    return (FamilyGroup("Best matches first", "", cards, 0),) if cards else ()


def _found(edition: LoadedEdition, query: str, family: str, seniority: str) -> list[Role]:
    words = query.casefold().split()[:MOST_WORDS]
    scored = [
        (_score(item, words), item.role)
        for item in _searchable(edition)
        if family in ("", item.role.family) and seniority in ("", item.role.seniority)
    ]
    hits = [(score, role) for score, role in scored if score is not None]
    return [role for _, role in sorted(hits, key=lambda hit: -hit[0])]


@lru_cache(maxsize=8)
def _searchable(edition: LoadedEdition) -> tuple[_Searchable, ...]:
    """The roles in the order of the families, with the text to search in."""
    places = {name: place for place, name in enumerate(_families(edition))}
    names = {slug: f"{skill.name} {slug}".casefold() for slug, skill in edition.skills.items()}
    return tuple(
        _Searchable(
            role=role,
            title=role.title.casefold(),
            summary=role.summary.casefold(),
            definition=role.definition.casefold(),
            skills=tuple((names[r.skill], r.level * r.importance) for r in role.requirements),
        )
        for role in sorted(edition.catalogue.roles, key=lambda role: places[role.family])
    )


def _score(item: _Searchable, words: list[str]) -> float | None:
    """None if a word is nowhere. Titles count most, then summaries, definitions, skills asked."""
    total = 0.0
    for word in words:
        if word in item.title:
            total += 1000
        elif word in item.summary:
            total += 100
        elif word in item.definition:
            total += 50
        else:
            weights = [weight for name, weight in item.skills if word in name]
            if not weights:
                return None
            total += max(weights)
    return total


def pick_page(edition: LoadedEdition, *, first: str, second: str, submitted: bool) -> PickPage:
    """The form that picks two roles; it keeps what was chosen."""
    titles = titles_of(edition)
    first_error = "" if first in titles else CHOOSE
    second_error = "" if second in titles else CHOOSE
    if second == first and not second_error:
        second_error = "Choose two different roles"
    groups = {} if are_many(titles) else _grouped_slugs(edition)
    near: list[str] = []
    if first in titles:
        near = [role.slug for role in nearest(edition, first, MOST_SUGGESTED)]

    def field(chosen: str, name: str, label: str, error: str, near: list[str]) -> RolePicker:
        return picker(
            titles,
            chosen,
            name=name,
            id=name,
            label=label,
            blank=CHOOSE,
            error=error if submitted else "",
            suggested=near,
            groups=groups,
        )

    return PickPage(
        first=field(first, "first", "First role", first_error, []),
        second=field(second, "second", "Second role", second_error, near),
    )


def _grouped_slugs(edition: LoadedEdition) -> dict[str, list[str]]:
    """Slugs by family, both in the catalogue's order."""
    grouped: dict[str, list[str]] = {name: [] for name in _families(edition)}
    for role in edition.catalogue.roles:
        grouped[role.family].append(role.slug)
    return {name: slugs for name, slugs in grouped.items() if slugs}


def lost_role(edition: LoadedEdition, slug: str) -> LostPage:
    """No such role: what it may have been."""
    return LostPage(
        title="There is no such role here",
        text="The address may have a typing mistake, or the role may have been renamed.",
        query=_as_words(slug),
        links_title="Did you mean",
        links=tuple(
            Link(edition.roles[near].title, role_url(edition, near))
            for near in _like(edition, slug)
        ),
    )


def lost_pair(edition: LoadedEdition, first: str, second: str) -> LostPage:
    """No such comparison: others that may have been meant."""
    same = first == second and first in edition.roles
    pairs: dict[str, Link] = {}
    for one in [first] if first in edition.roles else _like(edition, first):
        others = [second] if second in edition.roles else _like(edition, second)
        if same:
            others = [role.slug for role in nearest(edition, one, 5)]
        for other in others:
            if other != one:
                link = _pair_link(edition, one, other)
                pairs[link.url] = link
    unknown = [slug for slug in (first, second) if slug not in edition.roles]
    return LostPage(
        title="A role can't be compared with itself" if same else "There is no such comparison",
        text="Pick another role beside it."
        if same
        else "At least one of the two roles in this address is not in the catalogue.",
        query="" if same else _as_words(unknown[0]),
        links_title="Nearby comparisons" if same else "Did you mean",
        links=tuple(pairs.values())[:6],
    )


def _pair_link(edition: LoadedEdition, first: str, second: str) -> Link:
    titles = f"{edition.roles[first].title} and {edition.roles[second].title}"
    return Link(titles, comparison_url(edition, first, second))


def _as_words(slug: str) -> str:
    return slug[:100].replace("-", " ").strip()


def _like(edition: LoadedEdition, slug: str) -> list[str]:
    return get_close_matches(slug[:100].casefold(), list(edition.roles), n=4, cutoff=0.5)
