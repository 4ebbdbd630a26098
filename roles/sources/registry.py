"""The outside formats there are. A new one is a module in this folder and an entry in SOURCES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roles.document.types import Catalogue
from roles.sources.base import JOBS, Imported, Progress
from roles.sources.esco import read_esco
from roles.sources.gdad import read_gdad
from roles.sources.onet import read_onet
from roles.sources.salaries import read_salaries
from roles.sources.titles import Titles


@dataclass(frozen=True)
class OutsideFormat:
    """An outside format; ``sent`` tells editors as what file it can be sent.

    ``read`` makes a catalogue. ``add`` returns the catalogue it is handed with something added; job
    titles say which of its roles a row is about. Postings of jobs are no part of a catalogue and
    have neither.
    """

    title: str
    sent: str
    read: Callable[[Path, Progress], Imported] | None = None
    add: Callable[[Path, Catalogue, Titles, Progress], Imported] | None = None

    @property
    def needs_titles(self) -> bool:
        """Whether it knows roles by job titles only."""
        return self.read is None


SOURCES = {
    "onet": OutsideFormat("O*NET release", "the release's text files in a .zip", read=read_onet),
    "esco": OutsideFormat(
        "ESCO classification", "the classification's CSV files in a .zip", read=read_esco
    ),
    "gdad": OutsideFormat(
        "GOV.UK Digital and Data framework", "roles and skills in a .zip", read=read_gdad
    ),
    "salaries": OutsideFormat("Salary rows", ".csv or .csv.gz", add=read_salaries),
    JOBS: OutsideFormat("Job postings", "schema.org/JobPosting, .json"),
}
