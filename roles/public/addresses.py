"""The addresses of a catalogue's public pages, and what every page says of its catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from roles import editions
from roles.editions import LoadedEdition
from roles.models import MAIN


@dataclass(frozen=True)
class Addresses:
    """Where the pages of one catalogue are; ``slug`` is "" for the one that editors edit."""

    slug: str
    index: str
    compare: str
    start: str


def address(edition: LoadedEdition, name: str, *args: str) -> str:
    """The address of the page ``name`` of the edition's catalogue."""
    return _address(edition.catalogue_slug, name, *args)


def addresses(catalogue: str = MAIN) -> Addresses:
    """The addresses that templates need."""
    slug = "" if catalogue == MAIN else catalogue
    return Addresses(
        slug=slug,
        index=_address(catalogue, "index"),
        compare=_address(catalogue, "compare_pick"),
        start=reverse("assessments:index") + (f"?catalogue={slug}" if slug else ""),
    )


def _address(catalogue: str, name: str, *args: str) -> str:
    if catalogue == MAIN:
        return reverse(f"roles:{name}", args=args)
    return reverse(f"roles:catalogue_{name}", args=[catalogue, *args])


def frame(edition: LoadedEdition) -> dict[str, Any]:
    """What the frame around every page says of the edition and where it leads."""
    of_its_own = edition.catalogue_slug != MAIN
    return {
        "edition_number": edition.number,
        "attribution": edition.catalogue.attribution,
        "catalogue_title": edition.catalogue.title if of_its_own else "",
        "addresses": addresses(edition.catalogue_slug),
    }


def several(_request: HttpRequest) -> dict[str, Any]:
    """For templates: whether there are other catalogues, asked once if a page needs to know."""
    return {"several_catalogues": cache(editions.has_others)}
