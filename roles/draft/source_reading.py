"""Reading sources that need something of the database: the draft, job titles, or the edition."""

from __future__ import annotations

from pathlib import Path

from roles import editions
from roles.draft.read import read_rows
from roles.models import JobTitle
from roles.sources.base import Imported, Progress
from roles.sources.jobs import Postings, read_jobs
from roles.sources.registry import SOURCES
from roles.sources.titles import BUILT_IN, LEVELS, Titles, read_titles


def read_source(kind: str, place: Path, titles: Path | None, progress: Progress) -> Imported:
    """The catalogue of ``place``; the draft with what it holds, where the source adds to one.

    Raises CatalogueError as the reader does, KeyError for a source that makes no catalogue.
    """
    source = SOURCES[kind]
    if source.add:
        return source.add(place, read_rows(), _titles(titles), progress)
    if source.read is None:
        raise KeyError(kind)
    return source.read(place, progress)


def read_postings(place: Path, titles: Path | None, progress: Progress) -> Postings:
    """The postings of ``place`` for the roles of the current edition.

    Beside the titles of the table, each role's own title counts. Raises CatalogueError as the
    reader does, NoEditionError where nothing is published.
    """
    known = editions.current().roles
    table = _titles(titles).only(known)
    for role in known.values():
        table.add(role.title, role.slug)
    return read_jobs(place, table, progress)


def _titles(place: Path | None) -> Titles:
    """Of a file; without one those that editors keep; where they keep none, the built-in table."""
    kept = [] if place else list(JobTitle.objects.values_list("title", "role", "levels"))
    if not kept:
        return read_titles(place or BUILT_IN)
    titles = Titles("Job titles")
    for title, role, levels in kept:
        titles.add(title, role, levels.split("+") if levels else LEVELS)
    return titles
