"""What a person makes of the steps of their plan."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assessments.engine.step_key import StepKey
from assessments.models.assessment import Assessment
from assessments.models.choices import Status
from roles.models.base import PHASES

MOST_OWN_STEPS = 50  # in one assessment


class StepProgress(models.Model):
    """What a person makes of one step. ``step`` names it: a StepKey's text, of the edition's steps.

    ``way`` is the slug of the catalogue's learning step chosen among alternatives (nothing to do
    with an assessment's ``way``, its AnswerMode), ``resource`` the address of the resource chosen;
    both "" for no choice. ``done_at`` is set exactly while the step is done.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="progress")
    step = models.CharField(max_length=250)
    status = models.CharField(max_length=10, choices=Status, default=Status.TODO)
    note = models.TextField(max_length=2000, blank=True)
    evidence = models.TextField(
        max_length=2000, blank=True, help_text="A link or a text that shows that the person can."
    )
    intention = models.CharField(
        max_length=300, blank=True, help_text="When and where the person means to do it."
    )
    way = models.CharField(max_length=100, blank=True)
    resource = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "progress of steps"
        constraints = (
            models.UniqueConstraint(fields=("assessment", "step"), name="one_progress_per_step"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="progress_status"),
            models.CheckConstraint(
                condition=Q(status=Status.DONE, done_at__isnull=False)
                | (~Q(status=Status.DONE) & Q(done_at__isnull=True)),
                name="progress_done_at",
            ),
        )

    def __str__(self) -> str:
        return self.step


class OwnStep(models.Model):
    """A step that the person added to the plan for one role."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="own_steps")
    role = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    what = models.TextField(max_length=2000, blank=True)
    hours = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    phase = models.CharField(max_length=40, choices=PHASES)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=2000), name="own_step_hours"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=[value for value, _ in PHASES]), name="own_step_phase"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What names it among the steps of the plan."""
        return str(StepKey.of_own(self.pk))
