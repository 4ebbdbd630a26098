"""What pages of one role and of two say alike."""

from __future__ import annotations

from dataclasses import dataclass

from roles.document.answers import answer_words
from roles.document.types import LEVEL_NAMES
from roles.editions import LoadedEdition
from roles.public.addresses import address
from roles.public.visitor_ratings import Ratings

IMPORTANCE_WORDS = {5: "Essential", 4: "Important", 3: "Useful", 2: "Minor", 1: "Marginal"}


@dataclass(frozen=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str


def level_figure(level: float) -> str:
    """A level as a figure: 3, 2.5."""
    return f"{level:g}"


def importance_words(importance: float) -> str:
    """An importance in a word."""
    return IMPORTANCE_WORDS[int(importance + 0.5)]


def rating_words(ratings: Ratings | None, skill: str) -> str:
    """The reader's rating of a skill in words; empty without ratings."""
    if ratings is None:
        return ""
    names = [f"{level} {name}" for level, name in enumerate(LEVEL_NAMES)]
    return answer_words(ratings, skill, names)


def role_url(edition: LoadedEdition, slug: str) -> str:
    """The address of a role's page."""
    return address(edition, "role", slug)


def ordered_categories(edition: LoadedEdition, used: set[str]) -> list[str]:
    """The used categories, in the catalogue's order; any others after them."""
    known = edition.catalogue.categories
    return [name for name in known if name in used] + sorted(used.difference(known))
