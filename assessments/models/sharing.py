"""Addresses that open something of an assessment to whoever has them."""

from __future__ import annotations

from django.db import models

from assessments.models.assessment import Assessment, new_key


class Share(models.Model):
    """A read-only page of a result, for others to open. To revoke it is to delete the row."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="shares")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    shows_plan = models.BooleanField(default=False)
    ends_on = models.DateField(help_text="The last day on which it opens.")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"Share {self.pk}"


class CalendarFeed(models.Model):
    """An address from which a calendar reads the plan. To revoke it is to delete the row."""

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="calendar_feed")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"
