"""Publications scheduled for a time to come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from roles.models.editions import Edition


class ScheduleState(models.TextChoices):
    """What became of a scheduled publication."""

    WAITING = "waiting", "waiting"
    PUBLISHED = "published", "published"
    CANCELLED = "cancelled", "cancelled"
    HELD = "held", "held back"


class ScheduledEdition(models.Model):
    """The draft as somebody reviewed it, to be published at a time.

    ``base_number`` is the edition it was compared with, 0 for none. If another edition has come
    in between, publishing this one would silently undo that, so it is held back.
    """

    publish_at = models.DateTimeField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    base_number = models.PositiveIntegerField()
    note = models.CharField(max_length=500)
    author = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=ScheduleState, default=ScheduleState.WAITING, db_index=True
    )
    why_held = models.TextField(blank=True)
    edition = models.OneToOneField(
        Edition, models.PROTECT, null=True, blank=True, related_name="scheduled"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("publish_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ScheduleState.values), name="schedule_state"
            ),
            models.CheckConstraint(
                condition=Q(state="published", edition__isnull=False)
                | (~Q(state="published") & Q(edition__isnull=True)),
                name="schedule_published",
            ),
        )

    def __str__(self) -> str:
        return f"Edition for {self.publish_at:%d %B %Y, %H:%M} UTC"
