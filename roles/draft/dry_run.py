"""What a waiting import would change, for its author to look at before confirming it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from roles import editions
from roles.document.diff import Change, compare
from roles.document.differences import MOST_SHOWN, Group, count_kinds, group, size_in_words
from roles.document.parse import CatalogueError, Problem
from roles.document.serialise import digest, from_json
from roles.document.types import Catalogue
from roles.draft.read import read_rows, rows_digest
from roles.models import Edition, PendingImport
from roles.sources.jobs import Posting, postings_from_json

NOTHING = Catalogue(title="-")  # to compare with where there is no draft or edition to read


@dataclass(frozen=True)
class DryRun:
    """How an imported catalogue differs from the draft it would replace or the edition it would
    follow.

    ``problems`` say why the present draft cannot be read: then it is compared with nothing.
    ``stale``: the draft, or the newest edition, has changed since the import was begun.
    """

    catalogue: Catalogue
    changes: list[Change]
    problems: list[Problem]
    stale: bool

    @cached_property
    def groups(self) -> list[Group]:
        """The differences by kind: removals, changes, additions; kinds without any are left out."""
        return group(self.changes)

    @property
    def size(self) -> str:
        """The number of differences in words: "3 additions, 1 removal"."""
        return size_in_words(count_kinds(self.changes))

    @property
    def holds(self) -> list[tuple[str, int]]:
        """What the imported catalogue holds: each list's name and length, ("Roles", 24)."""
        lists = ("roles", "skills", "tools", "activities", "families", "questionnaires")
        return [(name.capitalize(), len(getattr(self.catalogue, name))) for name in lists]

    @property
    def can_confirm(self) -> bool:
        """Whether there is something to change, and it is still what was shown."""
        return not self.stale and bool(self.changes or self.problems)


@dataclass(frozen=True)
class JobsDryRun:
    """Postings that would be featured: the first of them, and the ``count`` of all.

    ``expired``: how many of those sent would not be, since their last day is over.
    """

    postings: list[Posting]
    count: int
    expired: int

    @property
    def can_confirm(self) -> bool:
        """Whether there is a posting to show."""
        return self.count > 0


def base_digest(row: PendingImport) -> str:
    """The digest of what an import is compared with: the draft, or its catalogue's newest edition.

    "" for jobs, which are compared with nothing, and for a catalogue without an edition. Reading
    the draft takes a fixed number of queries, the edition's digest one.
    """
    if row.for_jobs:
        return ""
    if row.for_draft:
        return rows_digest()
    newest = Edition.objects.of(row.into).newest_first().values_list("digest", flat=True).first()
    return newest or ""


def is_stale(row: PendingImport) -> bool:
    """Whether what was read, or what it was compared with, has changed since the import was begun.

    Asks the database what ``base_digest`` asks.
    """
    return digest(row.document) != row.digest or base_digest(row) != row.base_digest


def look(row: PendingImport) -> DryRun:
    """Compare a waiting catalogue with what it would replace or follow; writes nothing.

    Reads the draft twice (once to compare, once for its digest), or an edition.
    """
    catalogue = from_json(row.document)
    problems: list[Problem] = []
    try:
        before = _before(row)
    except CatalogueError as error:
        problems, before = error.problems, NOTHING
    # Comparing whole documents is quick, and spares the long way through all their parts.
    same = not problems and before == catalogue
    changes = [] if same else compare(before, catalogue)
    return DryRun(catalogue, changes, problems, is_stale(row))


def look_at_jobs(row: PendingImport, today: date) -> JobsDryRun:
    """Which of the waiting postings would be shown; asks no database and writes nothing."""
    postings = postings_from_json(row.document)
    current = [posting for posting in postings if posting.valid_through >= today]
    return JobsDryRun(current[:MOST_SHOWN], len(current), len(postings) - len(current))


def _before(row: PendingImport) -> Catalogue:
    if row.for_draft:
        return read_rows()
    try:
        return editions.current(row.into).catalogue
    except editions.NoEditionError:
        return NOTHING
