"""What an import that waits would do, told before it does it."""

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

NOTHING = Catalogue(title="-")


@dataclass(frozen=True)
class DryRun:
    """The differences by kind, of a catalogue with what it would replace or follow.

    ``problems`` are of the draft as it is; ``stale`` says that what it was compared with changed.
    """

    catalogue: Catalogue
    changes: list[Change]
    problems: list[Problem]
    stale: bool

    @cached_property
    def groups(self) -> list[Group]:
        """Removals, changes, additions."""
        return group(self.changes)

    @property
    def size(self) -> str:
        """ "3 additions, 1 removal"."""
        return size_in_words(count_kinds(self.changes))

    @property
    def holds(self) -> list[tuple[str, int]]:
        """What the catalogue holds, counted: "Roles", 24."""
        lists = ("roles", "skills", "tools", "activities", "families", "questionnaires")
        return [(name.capitalize(), len(getattr(self.catalogue, name))) for name in lists]

    @property
    def can_confirm(self) -> bool:
        """Whether there is something to do and it is what was shown."""
        return not self.stale and bool(self.changes or self.problems)


@dataclass(frozen=True)
class JobsDryRun:
    """The postings that would be featured, and how many of those sent have expired."""

    postings: list[Posting]
    count: int
    expired: int

    @property
    def can_confirm(self) -> bool:
        """Whether there is a posting to show."""
        return self.count > 0


def base_digest(row: PendingImport) -> str:
    """Of what an import is compared with: the draft, or the newest edition of its catalogue."""
    if row.for_jobs:
        return ""
    if row.for_draft:
        return rows_digest()
    newest = Edition.objects.of(row.into).newest_first().values_list("digest", flat=True).first()
    return newest or ""


def is_stale(row: PendingImport) -> bool:
    """Whether the import, or what it was compared with, is no longer what it was."""
    return digest(row.document) != row.digest or base_digest(row) != row.base_digest


def look(row: PendingImport) -> DryRun:
    """What a waiting catalogue changes; writes nothing."""
    catalogue = from_json(row.document)
    problems: list[Problem] = []
    try:
        before = _before(row)
    except CatalogueError as error:
        problems, before = error.problems, NOTHING
    same = not problems and before == catalogue
    changes = [] if same else compare(before, catalogue)
    return DryRun(catalogue, changes, problems, is_stale(row))


def look_at_jobs(row: PendingImport, today: date) -> JobsDryRun:
    """Which of the waiting postings would be shown; writes nothing."""
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
