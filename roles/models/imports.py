"""An import that its editor has looked at but not yet confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

LIFE = timedelta(hours=1)


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    """Reads imports that wait for a word."""

    def alive(self) -> PendingImportQuerySet:
        """Those young enough to be confirmed."""
        return self.filter(made_at__gt=timezone.now() - LIFE)

    def expired(self) -> PendingImportQuerySet:
        """Those that can only be thrown away."""
        return self.filter(made_at__lte=timezone.now() - LIFE)


class PendingImport(models.Model):
    """A catalogue that was sent, kept so that what is confirmed is what was shown.

    ``digest`` is that of ``document``; ``draft_digest`` says which draft it was compared with.
    """

    key = models.CharField(max_length=43, unique=True)
    file_name = models.CharField(max_length=200)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    draft_digest = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = PendingImportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name
