"""Pages for addresses that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from roles.editions import LoadedEdition, once_per_edition
from roles.public.nearness import comparison_url, nearest
from roles.public.role_lines import Link, role_url


@dataclass(frozen=True)
class LostPage:
    """What stands at an address that leads nowhere: an explanation, a search, links to try."""

    title: str
    text: str
    query: str
    links_title: str
    links: tuple[Link, ...]


@once_per_edition
def _successors(edition: LoadedEdition) -> dict[str, tuple[str, ...]]:
    """The slugs of the roles that follow one that is gone, by its slug, in the usual order."""
    found: dict[str, list[str]] = defaultdict(list)
    for role in edition.catalogue.roles:
        for slug in role.former_slugs:
            found[slug].append(role.slug)
    return {slug: tuple(roles) for slug, roles in found.items()}


def today(edition: LoadedEdition, slug: str) -> str:
    """The slug that the role ``slug`` has today: its own, or that of the one role that follows it.

    "" where the catalogue knows no such role, or where it was divided into several. A role that
    the catalogue has is itself, even where another claims its slug as a former one.
    """
    if slug in edition.roles:
        return slug
    followers = _successors(edition).get(slug, ())
    return followers[0] if len(followers) == 1 else ""


def lost_role(edition: LoadedEdition, slug: str) -> LostPage:
    """The page for an unknown role: links to those whose slugs are spelt most like it, or to all
    that came of it where it was divided."""
    if parts := _successors(edition).get(slug):
        return LostPage(
            title="This role was divided",
            text="What it was about is now part of several roles.",
            query=_as_words(slug),
            links_title="It lives on in",
            links=tuple(Link(edition.roles[p].title, role_url(edition, p)) for p in parts),
        )
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
    """The page for a comparison that does not exist: links to those that may have been meant.

    For a role with itself, comparisons with the roles nearest to it.
    """
    first, second = today(edition, first) or first, today(edition, second) or second
    same = first == second and first in edition.roles
    pairs: dict[str, Link] = {}
    for one in _meant(edition, first):
        others = _meant(edition, second)
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


def _meant(edition: LoadedEdition, slug: str) -> list[str]:
    """The role itself, or those it was divided into, or else those spelt most like it."""
    if slug in edition.roles:
        return [slug]
    return [*_successors(edition).get(slug, ())] or _like(edition, slug)


def _as_words(slug: str) -> str:
    return slug[:100].replace("-", " ").strip()


def _like(edition: LoadedEdition, slug: str) -> list[str]:
    said = slug[:100].casefold()
    # 50: at least half the letters, in order, are the same.
    near = process.extract(said, edition.roles.keys(), scorer=fuzz.ratio, limit=4, score_cutoff=50)
    return [found for found, _score, _place in near]
