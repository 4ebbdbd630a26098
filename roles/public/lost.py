"""Pages for addresses that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from roles.editions import LoadedEdition
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


def lost_role(edition: LoadedEdition, slug: str) -> LostPage:
    """The page for an unknown role: links to those whose slugs are spelt most like it."""
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
    said = slug[:100].casefold()
    # 50: at least half the letters, in order, are the same.
    near = process.extract(said, edition.roles.keys(), scorer=fuzz.ratio, limit=4, score_cutoff=50)
    return [found for found, _score, _place in near]
