"""Rows of skills, activities and tools, and of how a skill is learnt."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from roles.document.types import Cost, ResourceFormat
from roles.models.base import (
    LEVEL_CHOICES,
    PHASES,
    LinesField,
    OrderedRow,
    SlugRow,
    check_aliases,
    check_slugs,
    check_text,
    choices,
    refuse_double,
    slug_constraint,
)


class Category(OrderedRow):
    name = models.CharField(max_length=200, unique=True)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


class Tool(SlugRow):
    name = models.CharField(max_length=200)
    aliases = LinesField(
        "other names",
        blank=True,
        validators=[check_aliases],
        help_text="Other names by which people and adverts call it, one a line.",
    )

    def clean(self) -> None:
        refuse_double(self, "name")

    def __str__(self) -> str:
        return self.name


class Activity(SlugRow):
    name = models.CharField(max_length=200)
    prompt = models.TextField(validators=[check_text])

    class Meta(SlugRow.Meta):
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.name


class Skill(SlugRow):
    name = models.CharField(max_length=200)
    category = models.ForeignKey(Category, models.PROTECT, related_name="skills")
    description = models.TextField(blank=True, validators=[check_text])
    prompt = models.TextField(validators=[check_text])
    spread = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(3)],
        help_text=(
            "How far people's ratings of it stray, as a standard deviation in levels, 0.1 to 3, "
            "where it was measured. Usually empty."
        ),
    )
    prerequisites = models.ManyToManyField("self", symmetrical=False, blank=True)
    tools = models.ManyToManyField(Tool, blank=True)
    aliases = LinesField(
        "other names",
        blank=True,
        validators=[check_aliases],
        help_text="Other names by which people, adverts and frameworks call it, one a line.",
    )
    former_slugs = LinesField(
        blank=True,
        validators=[check_slugs],
        help_text=(
            "Slugs of skills that are gone and that this one follows, one a line: the one it had "
            "before, those merged into it, or the one it was divided from."
        ),
    )

    class Meta(SlugRow.Meta):
        constraints = (
            slug_constraint("skill_slug_no_vs"),
            models.CheckConstraint(
                condition=Q(spread__isnull=True) | Q(spread__gte=Decimal("0.1"), spread__lte=3),
                name="skill_spread",
            ),
        )

    def clean(self) -> None:
        refuse_double(self, "name")

    def __str__(self) -> str:
        return self.name


class LevelStatement(models.Model):
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="level_statements")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    text = models.TextField(help_text="Begins with “You can”.", validators=[check_text])

    class Meta:
        ordering = ("level",)
        constraints = (
            models.UniqueConstraint(fields=("skill", "level"), name="one_statement_per_level"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="statement_level"),
        )

    def __str__(self) -> str:
        return f"{self.skill} at level {self.level}"


class LearningStep(SlugRow):
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="steps")
    level = models.PositiveSmallIntegerField("level reached", choices=LEVEL_CHOICES)
    phase = models.CharField(max_length=40, choices=PHASES)
    title = models.CharField(max_length=200)
    what = models.TextField("what to do", validators=[check_text])
    hours = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(2000)])
    done_when = models.TextField(validators=[check_text])
    in_post = models.BooleanField(
        "only in a post",
        default=False,
        help_text=(
            "Only a job teaches it: no course and no practice at home replaces it. "
            "Kept; plans do not use it yet."
        ),
    )

    class Meta(SlugRow.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="step_level"),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=2000), name="step_hours"),
        )

    def __str__(self) -> str:
        return self.title


class Resource(OrderedRow):
    step = models.ForeignKey(LearningStep, models.CASCADE, related_name="resources")
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    cost = models.CharField(max_length=20, choices=choices(Cost))
    format = models.CharField(max_length=20, choices=choices(ResourceFormat))

    def __str__(self) -> str:
        return self.title
