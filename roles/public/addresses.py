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
    """The paths of one catalogue's list of roles (``index``), of the page that picks two roles
    (``compare``) and of the start of an assessment; ``slug`` is "" for the editors' catalogue."""

    slug: str
    index: str
    compare: str
    start: str


def address(edition: LoadedEdition, name: str, *args: str) -> str:
    """The path of a page of the edition's catalogue, by its name in roles/urls.py; no query."""
    return _address(edition.catalogue_slug, name, *args)


def addresses(catalogue: str = MAIN) -> Addresses:
    """The paths that templates need of a catalogue, by its slug; no query."""
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
    """The template context of the frame around every page: edition, attribution, addresses.

    ``catalogue_title`` is "" for the catalogue that editors edit; one query for that of another.
    """
    of_its_own = edition.catalogue_slug != MAIN
    return {
        "edition_number": edition.number,
        "attribution": edition.catalogue.attribution,
        "catalogue_title": editions.title_of(edition) if of_its_own else "",
        "addresses": addresses(edition.catalogue_slug),
    }


def several(_request: HttpRequest) -> dict[str, Any]:
    """A context processor: ``several_catalogues`` tells whether there are other catalogues.

    One query, and only for a page whose template asks.
    """
    return {"several_catalogues": cache(editions.has_others)}
