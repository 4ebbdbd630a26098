"""Which of the catalogue's links an editor has opened, and when; the site fetches none itself."""

from __future__ import annotations

from django.db import models


class LinkCheck(models.Model):
    """The last time somebody looked at an address that the catalogue links to."""

    url = models.URLField(max_length=500, unique=True)
    checked_at = models.DateTimeField()
    works = models.BooleanField(default=True)
    checked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("checked_at", "pk")

    def __str__(self) -> str:
        return self.url
