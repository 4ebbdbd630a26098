"""The list of roles: filtered, searched, a page at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator

from roles.document.differences import counted
from roles.document.types import Role
from roles.editions import LoadedEdition, once_per_edition
from roles.public.addresses import address
from roles.public.picking import Choice
from roles.public.role_lines import role_url

PAGE_SIZE = 25
MOST_FILTERS = 60  # families in the list's filter
LONGEST_QUERY = 200
MOST_WORDS = 12  # of a search; the others are ignored


@dataclass(frozen=True)
class RoleCard:
    """A role in a list; ``alias``: the name by which a search found it, where not by its title."""

    title: str
    url: str
    summary: str
    seniority: str
    alias: str = ""


@dataclass(frozen=True)
class FamilyGroup:
    """A family with its first roles; ``more`` counts those left out, ``url`` lists them all."""

    name: str
    url: str
    roles: tuple[RoleCard, ...]
    more: int


@dataclass(frozen=True)
class IndexPage:
    """One page of the list of roles, filtered and searched; ``found`` says how many there are.

    ``previous`` and ``next`` are addresses, "" where there is no such page.
    """

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
class _Searchable:
    """A role's texts in small letters; skills as (name and slug, level times importance)."""

    role: Role
    title: str
    aliases: tuple[str, ...]
    summary: str
    definition: str
    skills: tuple[tuple[str, float], ...]


def _card(edition: LoadedEdition, role: Role, words: Sequence[str] = ()) -> RoleCard:
    seniority = edition.seniorities[role.seniority].name
    url = role_url(edition, role.slug)
    return RoleCard(role.title, url, role.summary, seniority, _alias(role, words))


def _alias(role: Role, words: Sequence[str]) -> str:
    """The first of a role's aliases with a searched word that its title has not; "" for none."""
    others = [word for word in words if word not in role.title.casefold()]
    named = (a for a in role.aliases if any(word in a.casefold() for word in others))
    return next(named, "")


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
    """One page of the list of roles, from the texts of its address; no query.

    A family, seniority or page that does not exist is ignored; a query is cut to LONGEST_QUERY.
    """
    query = " ".join(query[:LONGEST_QUERY].split())
    families = _families(edition)
    family = family if family in families else ""
    seniority = seniority if seniority in edition.seniorities else ""
    roles = _found(edition, query, family, seniority)
    part = Paginator(roles, PAGE_SIZE).get_page(page)
    kept = {"q": query, "family": family, "seniority": seniority}
    return IndexPage(
        query=query,
        families=tuple(
            Choice(name, name, name == family) for name in _largest(edition, families, family)
        ),
        seniorities=tuple(
            Choice(slug, item.name, slug == seniority) for slug, item in edition.seniorities.items()
        ),
        groups=_results(edition, list(part.object_list), _words(query)),
        found=_found_words(len(roles)),
        filtered=bool(query or family or seniority),
        page=part.number,
        pages=part.paginator.num_pages,
        previous=_page_url(edition, kept, part.number - 1) if part.has_previous() else "",
        next=_page_url(edition, kept, part.number + 1) if part.has_next() else "",
    )


def _largest(edition: LoadedEdition, families: list[str], chosen: str) -> list[str]:
    """The families with the most roles, and the chosen one, in the catalogue's order."""
    if len(families) <= MOST_FILTERS:
        return families
    counts = Counter(role.family for role in edition.catalogue.roles)
    kept = {chosen, *(name for name, _ in counts.most_common(MOST_FILTERS))}
    return [name for name in families if name in kept]


def _found_words(count: int) -> str:
    return counted(count, "role")


def _page_url(edition: LoadedEdition, kept: dict[str, str], page: int) -> str:
    said = {name: value for name, value in kept.items() if value}
    return f"{address(edition, 'index')}?{urlencode({**said, 'page': page})}"


def _words(query: str) -> list[str]:
    # Each word goes through every text: a pasted page would take seconds.
    return query.casefold().split()[:MOST_WORDS]


def _results(
    edition: LoadedEdition, roles: list[Role], words: Sequence[str]
) -> tuple[FamilyGroup, ...]:
    if not words:
        return _by_family(edition, roles)
    cards = tuple(_card(edition, role, words) for role in roles)
    return (FamilyGroup("Best matches first", "", cards, 0),) if cards else ()


def _found(edition: LoadedEdition, query: str, family: str, seniority: str) -> list[Role]:
    words = _words(query)
    scored = [
        (_score(item, words), item.role)
        for item in _searchable(edition)
        if family in ("", item.role.family) and seniority in ("", item.role.seniority)
    ]
    hits = [(score, role) for score, role in scored if score is not None]
    return [role for _, role in sorted(hits, key=lambda hit: -hit[0])]


@once_per_edition
def _searchable(edition: LoadedEdition) -> tuple[_Searchable, ...]:
    """The roles in the order of the families, with the text to search in."""
    places = {name: place for place, name in enumerate(_families(edition))}
    names = {slug: f"{skill.name} {slug}".casefold() for slug, skill in edition.skills.items()}
    return tuple(
        _Searchable(
            role=role,
            title=role.title.casefold(),
            aliases=tuple(alias.casefold() for alias in role.aliases),
            summary=role.summary.casefold(),
            definition=role.definition.casefold(),
            skills=tuple((names[r.skill], r.level * r.importance) for r in role.requirements),
        )
        for role in sorted(edition.catalogue.roles, key=lambda role: places[role.family])
    )


def _score(item: _Searchable, words: list[str]) -> float | None:
    """How well a role matches: each word counts where it weighs most; None if one is nowhere.

    A title weighs more than aliases, those more than any summary, that more than a definition,
    that more than skills asked.
    """
    total = 0.0
    for word in words:
        if word in item.title:
            total += 1000
        elif any(word in alias for alias in item.aliases):
            total += 500
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


def _grouped_slugs(edition: LoadedEdition) -> dict[str, list[str]]:
    """Slugs by family, both in the catalogue's order."""
    grouped: dict[str, list[str]] = {name: [] for name in _families(edition)}
    for role in edition.catalogue.roles:
        grouped[role.family].append(role.slug)
    return {name: slugs for name, slugs in grouped.items() if slugs}
