"""A person's answers, pinned to one edition for ever, and how their plan is laid out."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.engine.method import METHODS, TODAY
from assessments.models import limits
from assessments.models.choices import AnswerMode, Kind, PlanKind
from assessments.models.constraints import at_most_characters, at_most_entries, within
from roles.models import Edition

DAYS = (limits.FIRST_DAY, limits.LAST_DAY)


def _between(least_and_most: tuple[int, int]) -> list[BaseValidator]:
    least, most = least_and_most
    return [MinValueValidator(least), MaxValueValidator(most)]


def new_key() -> str:
    """128 random bits as 22 characters for an address: whoever has it may open what it names."""
    return secrets.token_urlsafe(16)


class Assessment(models.Model):
    """One person's filled-in questionnaire, and how their plan is laid out.

    ``families`` and ``tools`` are names and slugs of its edition; ``target_role`` is "" for none.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    # Protected: a result can be worked out again only while its edition is there.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="assessments")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="assessments",
        help_text="The account that holds it; none while only a browser's session does.",
    )
    earlier = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="later",
        help_text="The assessment that this one repeats, some time on.",
    )
    method = models.PositiveSmallIntegerField(
        default=TODAY.number,
        help_text="The method that scores it; it stays when there is a better one.",
    )
    questionnaire = models.SlugField(max_length=100)
    way = models.CharField(max_length=10, choices=AnswerMode, default=AnswerMode.FULL)
    page = models.PositiveSmallIntegerField(default=0, help_text="The furthest page saved.")
    families = models.JSONField(
        default=list,
        blank=True,
        help_text="The families of roles that the questions were chosen for; none: all questions.",
    )
    education = models.CharField(max_length=limits.LONGEST_EDUCATION, blank=True)
    tools = models.JSONField(default=list, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(
        default=5, validators=_between(limits.HOURS_A_WEEK)
    )
    target_role = models.SlugField(max_length=100, blank=True)
    # 0 unless they say otherwise: that fit orders roles is measured, no mixture is (decision 10).
    interest_weight = models.PositiveSmallIntegerField(
        default=0,
        validators=_between(limits.INTEREST_WEIGHT),
        help_text="How much enjoyment counts beside fit in the order of roles, in per cent.",
    )
    plan_kind = models.CharField(max_length=20, choices=PlanKind, default=PlanKind.EVERYTHING)
    plan_target = models.PositiveSmallIntegerField(
        default=80,
        validators=_between(limits.PLAN_TARGET),
        help_text="The readiness to reach in the fewest hours, in per cent.",
    )
    plan_budget = models.PositiveSmallIntegerField(
        default=100,
        validators=_between(limits.PLAN_BUDGET),
        help_text="The hours in which to gain the most readiness.",
    )
    plan_start = models.DateField(
        null=True, blank=True, help_text="The first day of the plan; the day of completion if none."
    )
    ready_by = models.DateField(null=True, blank=True, help_text="The day to be ready by.")
    weeks_off = models.JSONField(
        default=list, blank=True, help_text="Mondays of weeks without study: ISO dates, in order."
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(auto_now=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                condition=within("hours_per_week", limits.HOURS_A_WEEK),
                name="assessment_hours_per_week",
            ),
            models.CheckConstraint(
                condition=Q(method__in=sorted(METHODS)), name="assessment_method"
            ),
            models.CheckConstraint(condition=Q(way__in=AnswerMode.values), name="assessment_way"),
            models.CheckConstraint(
                condition=within("interest_weight", limits.INTEREST_WEIGHT),
                name="assessment_interest_weight",
            ),
            models.CheckConstraint(
                condition=Q(plan_kind__in=PlanKind.values), name="assessment_plan_kind"
            ),
            models.CheckConstraint(
                condition=within("plan_target", limits.PLAN_TARGET),
                name="assessment_plan_target",
            ),
            models.CheckConstraint(
                condition=within("plan_budget", limits.PLAN_BUDGET),
                name="assessment_plan_budget",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__gte=F("started_at")),
                name="assessment_completed_after_start",
            ),
            models.CheckConstraint(
                condition=within("plan_start", DAYS) & within("ready_by", DAYS),
                name="assessment_days",
            ),
            models.CheckConstraint(
                condition=Q(ready_by__gt=F("plan_start")), name="assessment_ready_after_start"
            ),
            models.CheckConstraint(
                condition=at_most_entries("weeks_off", limits.MOST_WEEKS_OFF),
                name="assessment_weeks_off",
            ),
            models.CheckConstraint(
                condition=at_most_entries("families", limits.MOST_FAMILIES),
                name="assessment_families",
            ),
            models.CheckConstraint(
                condition=at_most_characters(education=limits.LONGEST_EDUCATION),
                name="assessment_education",
            ),
        )

    def __str__(self) -> str:
        return f"Assessment {self.pk}"


class Answer(models.Model):
    """A rating of a skill or an interest in an activity; ``value`` is null for "not sure"."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=100)
    value = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "kind", "slug"), name="one_answer"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=4),
                name="answer_value",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="answer_kind"),
        )

    def __str__(self) -> str:
        return f"{self.slug}: {self.value}"
