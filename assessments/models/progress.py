"""What a person makes of the steps of their plan."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assessments.engine.step_key import StepKey
from assessments.models import limits
from assessments.models.assessment import Assessment
from assessments.models.choices import Status
from assessments.models.constraints import at_most_characters, within
from roles.models.base import PHASES


class StepProgress(models.Model):
    """What a person makes of one step. ``step`` names it: a StepKey's text, of the edition's steps.

    ``way`` is the slug of the catalogue's learning step chosen among alternatives (nothing to do
    with an assessment's ``way``, its AnswerMode), ``resource`` the address of the resource chosen;
    both "" for no choice. ``done_at`` is set exactly while the step is done.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="progress")
    step = models.CharField(max_length=limits.LONGEST_STEP)
    status = models.CharField(max_length=10, choices=Status, default=Status.TODO)
    note = models.TextField(max_length=limits.LONGEST_NOTE, blank=True)
    evidence = models.TextField(
        max_length=limits.LONGEST_EVIDENCE,
        blank=True,
        help_text="A link or a text that shows that the person can.",
    )
    intention = models.CharField(
        max_length=limits.LONGEST_INTENTION,
        blank=True,
        help_text="When and where the person means to do it.",
    )
    way = models.CharField(max_length=limits.LONGEST_WAY, blank=True)
    resource = models.CharField(max_length=limits.LONGEST_RESOURCE, blank=True)
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
            models.CheckConstraint(
                condition=at_most_characters(
                    step=limits.LONGEST_STEP,
                    note=limits.LONGEST_NOTE,
                    evidence=limits.LONGEST_EVIDENCE,
                    intention=limits.LONGEST_INTENTION,
                    way=limits.LONGEST_WAY,
                    resource=limits.LONGEST_RESOURCE,
                ),
                name="progress_lengths",
            ),
        )

    def __str__(self) -> str:
        return self.step


class OwnStep(models.Model):
    """A step that the person added to the plan for one role."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="own_steps")
    role = models.SlugField(max_length=100)
    title = models.CharField(max_length=limits.LONGEST_TITLE)
    what = models.TextField(max_length=limits.LONGEST_WHAT, blank=True)
    hours = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(limits.OWN_STEP_HOURS[0]),
            MaxValueValidator(limits.OWN_STEP_HOURS[1]),
        ]
    )
    phase = models.CharField(max_length=40, choices=PHASES)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=within("hours", limits.OWN_STEP_HOURS), name="own_step_hours"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=[value for value, _ in PHASES]), name="own_step_phase"
            ),
            models.CheckConstraint(
                condition=at_most_characters(title=limits.LONGEST_TITLE, what=limits.LONGEST_WHAT),
                name="own_step_lengths",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The text of its StepKey, by which the plan and a StepProgress name it."""
        return str(StepKey.of_own(self.pk))
