"""An import that its editor has looked at but not yet confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from careerpath.background import BackgroundRun
from roles.document.parse import Problem
from roles.models.editions import MAIN
from roles.sources.base import JOBS

LIFE = timedelta(hours=1)  # that an import waits to be confirmed


class ImportState(models.TextChoices):
    """How far an import is."""

    READING = "reading", "being read"
    WAITING = "waiting", "waiting for a word"
    REFUSED = "refused", "refused"
    WORKING = "working", "being brought in"
    DONE = "done", "done"


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    """Tells imports that can still be confirmed from those whose time is over."""

    def alive(self) -> PendingImportQuerySet:
        """Imports that can still be shown and confirmed, without the file, which may be large."""
        return self.exclude(self._expired()).defer("file")

    def expired(self) -> PendingImportQuerySet:
        """Imports older than LIFE that nothing is at work on: they can only be deleted."""
        return self.filter(self._expired())

    def _expired(self) -> Q:
        return Q(made_at__lte=timezone.now() - LIFE) & ~self.model.at_work()


class PendingImport(BackgroundRun):
    """What was sent, as it was read, kept so that what is confirmed is what was shown.

    ``kind`` is the source it comes from, "" for one of the catalogue's own forms; ``into`` the
    catalogue it goes to, ``title`` what a new one is to be called. ``file`` is what was sent, until
    it is read: in the database, where a worker finds it with the row. ``document`` is a catalogue's
    JSON, or for jobs a list of postings; ``digest`` is its own, ``base_digest`` that of what it was
    compared with. ``problems`` say why it was refused, ``notes`` what of the source is left out:
    lists of [file, place, what, message].
    """

    BUSY = (ImportState.READING, ImportState.WORKING)

    key = models.CharField(max_length=43, unique=True)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, blank=True)
    into = models.CharField(max_length=50, default=MAIN)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.READING
    )
    progress = models.CharField(max_length=200, blank=True)
    problems = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    file = models.BinaryField(default=b"", blank=True)
    document = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    base_digest = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state"),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def for_jobs(self) -> bool:
        """Whether it brings job postings, not a catalogue."""
        return self.kind == JOBS

    @property
    def for_draft(self) -> bool:
        """Whether it goes into the draft that editors edit."""
        return self.into == MAIN and not self.for_jobs

    def refusal(self) -> list[Problem]:
        """Why it was refused, each with its place."""
        return [Problem(where, path, text, place) for where, place, path, text in self.problems]

    def left_out(self) -> list[Problem]:
        """What the source has that the import leaves out."""
        return [Problem(where, path, text, place) for where, place, path, text in self.notes]
