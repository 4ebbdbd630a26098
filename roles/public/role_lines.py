"""Words, figures and addresses that the pages of one role and of two share."""

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
    """A link: its text and its address."""

    title: str
    url: str


def level_figure(level: float) -> str:
    """A level as a figure without needless zeros: "3", "2.5"."""
    return f"{level:g}"


def importance_words(importance: float) -> str:
    """An importance 1-5 in a word, by the nearest whole number; a half counts up."""
    return IMPORTANCE_WORDS[int(importance + 0.5)]


def rating_words(ratings: Ratings | None, skill: str) -> str:
    """The reader's rating of a skill in words, such as "3 practitioner" or "not sure".

    "" for a reader without any ratings.
    """
    if ratings is None:
        return ""
    names = [f"{level} {name}" for level, name in enumerate(LEVEL_NAMES)]
    return answer_words(ratings, skill, names)


def role_url(edition: LoadedEdition, slug: str) -> str:
    """The path of a role's page in the edition's catalogue."""
    return address(edition, "role", slug)


def ordered_categories(edition: LoadedEdition, used: set[str]) -> list[str]:
    """The categories in ``used``, in the catalogue's order; those it does not list come last."""
    known = edition.catalogue.categories
    return [name for name in known if name in used] + sorted(used.difference(known))
