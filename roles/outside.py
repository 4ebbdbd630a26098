"""Outside formats by their name, and what each reader needs of the draft or the edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from roles import editions
from roles.rows import read_rows
from roles.sources.base import Imported, Progress
from roles.sources.esco import read_esco
from roles.sources.gdad import read_gdad
from roles.sources.jobs import Postings, read_jobs
from roles.sources.onet import read_onet
from roles.sources.salaries import read_salaries
from roles.sources.titles import BUILT_IN, read_titles

SOURCES: dict[str, Callable[[Path, Progress], Imported]] = {
    "onet": read_onet,
    "esco": read_esco,
    "gdad": read_gdad,
}
SALARIES, JOBS = "salaries", "jobs"
WITH_TITLES = (SALARIES, JOBS)


def into_draft(place: Path, titles: Path | None, progress: Progress) -> Imported:
    """The draft with the salaries of ``place``; raises CatalogueError as the reader does."""
    return read_salaries(place, read_rows(), read_titles(titles or BUILT_IN), progress)


def for_edition(place: Path, titles: Path | None, progress: Progress) -> Postings:
    """The postings of ``place`` for the roles of the current edition.

    Beside the titles of the table, each role's own title counts. Raises CatalogueError as the
    reader does, NoEditionError where nothing is published.
    """
    known = editions.current().roles
    table = read_titles(titles or BUILT_IN).only(known)
    for role in known.values():
        table.add(role.title, role.slug)
    return read_jobs(place, table, progress)
