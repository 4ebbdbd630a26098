"""Outside formats by their name, and what each reader needs of the draft or the edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roles import editions
from roles.draft.read import read_rows
from roles.models import JobTitle
from roles.models.imports import JOBS
from roles.sources.base import Imported, Progress
from roles.sources.esco import read_esco
from roles.sources.gdad import read_gdad
from roles.sources.jobs import Postings, read_jobs
from roles.sources.onet import read_onet
from roles.sources.salaries import read_salaries
from roles.sources.titles import BUILT_IN, LEVELS, Titles, read_titles

SALARIES = "salaries"


@dataclass(frozen=True)
class OutsideFormat:
    """An outside format that makes a catalogue. ``sent`` says as what file it can be sent."""

    title: str
    sent: str
    read: Callable[[Path, Progress], Imported]


SOURCES = {
    "onet": OutsideFormat("O*NET release", "the release's text files in a .zip", read_onet),
    "esco": OutsideFormat(
        "ESCO classification", "the classification's CSV files in a .zip", read_esco
    ),
    "gdad": OutsideFormat(
        "GOV.UK Digital and Data framework", "roles and skills in a .zip", read_gdad
    ),
}
WITH_TITLES = {
    SALARIES: "Salary rows (.csv or .csv.gz)",
    JOBS: "Job postings (schema.org/JobPosting, .json)",
}


def read_source(kind: str, place: Path, titles: Path | None, progress: Progress) -> Imported:
    """The catalogue of ``place``; for salaries, the draft with them.

    Raises CatalogueError as the reader does.
    """
    if kind == SALARIES:
        return read_salaries(place, read_rows(), _titles(titles), progress)
    return SOURCES[kind].read(place, progress)


def for_edition(place: Path, titles: Path | None, progress: Progress) -> Postings:
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
