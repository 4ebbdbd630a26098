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
    """Read ``place``, a file or folder of the source ``kind``, into a catalogue.

    For a source that adds to a catalogue (salaries) that is the draft, read in a fixed number of
    queries, with what the file adds; ``titles`` is its table of job titles, None for the editors'.
    Raises CatalogueError as the source's reader does, KeyError for a kind that makes no catalogue.
    """
    source = SOURCES[kind]
    if source.add:
        return source.add(place, read_rows(), _titles(titles), progress)
    if source.read is None:
        raise KeyError(kind)
    return source.read(place, progress)


def read_postings(place: Path, titles: Path | None, progress: Progress) -> Postings:
    """Read the job postings of ``place`` for the roles of the current edition.

    A role is known by the job titles of the table ``titles`` (None: the editors') and by its own
    title. Raises CatalogueError as the reader does, NoEditionError where nothing is published.
    """
    known = editions.current().roles
    table = _titles(titles).only(known)
    for role in known.values():
        table.add(role.title, role.slug)
    return read_jobs(place, table, progress)


def _titles(place: Path | None) -> Titles:
    """The job titles of the file ``place``; without one the editors' (one query), or the built-in
    table where they keep none."""
    kept = [] if place else list(JobTitle.objects.values_list("title", "role", "levels"))
    if not kept:
        return read_titles(place or BUILT_IN)
    titles = Titles("Job titles")
    for title, role, levels in kept:
        titles.add(title, role, levels.split("+") if levels else LEVELS)
    return titles
