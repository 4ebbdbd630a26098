"""A run that works out what a draft would change for people who have answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from assessments.models.choices import RunState
from careerpath.background import BackgroundRun


class ImpactRun(BackgroundRun):
    """One run: of which draft, against which edition, how far, and what it found.

    ``document`` is the draft as it was, so that the run may outlast a change. ``result`` holds
    counts and means only: nobody's answers, nobody's key.
    """

    BUSY = (RunState.WORKING,)

    edition_number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    document = models.TextField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WORKING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    simulated = models.BooleanField(default=False)
    result = models.JSONField(default=dict, blank=True)
    author = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="impact_state"),
        )

    def __str__(self) -> str:
        return f"Impact on edition {self.edition_number}"
