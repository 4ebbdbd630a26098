"""Rows of roles, and of everything that belongs to one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from roles.document.types import MIN_SALARY_SAMPLE, Grade, ProxyFit
from roles.models.base import (
    LEVEL_CHOICES,
    PHASES,
    LinesField,
    OrderedRow,
    SlugRow,
    check_aliases,
    check_amount,
    check_hours,
    check_line,
    check_slugs,
    check_text,
    check_year,
    choices,
    one_to_five,
    refuse_double,
    slug_constraint,
)
from roles.models.skills import Activity, Skill, Tool


class Family(OrderedRow):
    name = models.CharField(max_length=200, unique=True)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class Seniority(SlugRow):
    name = models.CharField(max_length=200)

    class Meta(SlugRow.Meta):
        verbose_name_plural = "seniorities"

    def __str__(self) -> str:
        return self.name


class Role(SlugRow):
    title = models.CharField(max_length=200)
    family = models.ForeignKey(Family, models.PROTECT, related_name="roles")
    seniority = models.ForeignKey(Seniority, models.PROTECT, related_name="roles")
    summary = models.TextField(blank=True, validators=[check_text])
    definition = models.TextField(blank=True, validators=[check_text])
    aliases = LinesField(
        "other names",
        blank=True,
        validators=[check_aliases],
        help_text="Other names by which people, adverts and frameworks call it, one a line.",
    )
    grade = models.CharField(
        max_length=20,
        blank=True,
        choices=[(grade.value, grade.value.capitalize()) for grade in Grade if grade],
        help_text="Where it stands on its ladder.",
    )
    ladder = models.CharField(
        max_length=200,
        blank=True,
        validators=[check_line],
        help_text=(
            "A name for roles that one climbs one after the other, such as Data engineering. "
            "All of them give the same name."
        ),
    )
    former_slugs = LinesField(
        blank=True,
        validators=[check_slugs],
        help_text=(
            "Slugs of roles that are gone and that this one follows, one a line: the one it had "
            "before, those merged into it, or the one it was divided from."
        ),
    )

    class Meta(SlugRow.Meta):
        constraints = (
            slug_constraint("role_slug_no_vs"),
            models.CheckConstraint(
                condition=Q(ladder="") | ~Q(grade=""),
                name="ladder_takes_a_grade",
                violation_error_message="A role on a ladder needs a grade.",
            ),
        )

    def clean(self) -> None:
        refuse_double(self, "title")

    def __str__(self) -> str:
        return self.title


class Requirement(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="requirements")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="requirements")
    level = models.DecimalField(
        max_digits=3, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(4)]
    )
    importance = models.DecimalField(
        max_digits=3, decimal_places=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    note = models.TextField(blank=True, validators=[check_text])
    essential = models.BooleanField(
        default=False,
        help_text=(
            "Without it the role fails, however good the rest is. Kept; no page shows it yet."
        ),
    )

    class Meta(OrderedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=("role", "skill"), name="one_requirement_per_skill"),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="required_level"),
            models.CheckConstraint(condition=one_to_five("importance"), name="required_importance"),
        )

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class RoleActivity(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, models.PROTECT)
    importance = models.DecimalField(
        max_digits=3, decimal_places=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "role activities"
        constraints = (
            models.UniqueConstraint(fields=("role", "activity"), name="one_row_per_activity"),
            models.CheckConstraint(condition=one_to_five("importance"), name="activity_importance"),
        )

    def __str__(self) -> str:
        return str(self.activity)


class Responsibility(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="responsibilities")
    text = models.TextField(validators=[check_text])

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "responsibilities"

    def __str__(self) -> str:
        return self.text


class Education(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="education")
    text = models.TextField(validators=[check_text])
    source = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[check_year])

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "education"

    def __str__(self) -> str:
        return self.text


class Certificate(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="certificates")
    name = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(validators=[check_year])

    def __str__(self) -> str:
        return self.name


class RoleTool(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="role_tools")
    group = models.CharField(max_length=200)
    tool = models.ForeignKey(Tool, models.PROTECT)

    class Meta(OrderedRow.Meta):
        constraints = (models.UniqueConstraint(fields=("role", "tool"), name="one_row_per_tool"),)

    def __str__(self) -> str:
        return str(self.tool)


class Industry(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="industries")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "industries"

    def __str__(self) -> str:
        return self.name


class Outlook(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="outlook")
    text = models.TextField(validators=[check_text])
    figure = models.CharField(max_length=200)
    period = models.CharField(max_length=200)
    region = models.CharField(max_length=200)
    proxy = models.CharField("proxy occupation", max_length=200, blank=True)
    proxy_fit = models.CharField(max_length=20, choices=choices(ProxyFit))
    source = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    year = models.PositiveSmallIntegerField(validators=[check_year])

    def __str__(self) -> str:
        return f"{self.figure} {self.period}"


class Salary(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="salaries")
    experience = models.CharField(max_length=200)
    region = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(validators=[check_year])
    n = models.PositiveIntegerField(validators=[MinValueValidator(MIN_SALARY_SAMPLE), check_amount])
    p25 = models.PositiveIntegerField("lower quarter", validators=[check_amount])
    median = models.PositiveIntegerField(validators=[check_amount])
    p75 = models.PositiveIntegerField("upper quarter", validators=[check_amount])
    currency = models.CharField(max_length=3, validators=[RegexValidator(r"^[A-Z]{3}\Z")])
    source = models.CharField(max_length=200)
    url = models.URLField(max_length=500)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "salaries"
        constraints = (
            models.CheckConstraint(condition=Q(n__gte=MIN_SALARY_SAMPLE), name="salary_sample"),
            models.CheckConstraint(
                condition=Q(p25__lte=F("median"), median__lte=F("p75")), name="salary_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.region} {self.experience}"


class StartingStep(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="getting_started")
    phase = models.CharField(max_length=40, choices=PHASES)
    title = models.CharField(max_length=200)
    text = models.TextField(validators=[check_text])
    hours = models.PositiveIntegerField(validators=[check_hours])
    skill = models.ForeignKey(
        Skill,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="leads to skill",
        help_text=(
            "Leave skill and level empty where the step leads to none. "
            "Kept; plans do not use it yet."
        ),
    )
    level = models.PositiveSmallIntegerField(
        "at level", null=True, blank=True, choices=LEVEL_CHOICES
    )

    class Meta(OrderedRow.Meta):
        verbose_name = "getting-started step"
        constraints = (
            models.CheckConstraint(
                condition=Q(skill=None, level=None) | Q(skill__isnull=False, level__isnull=False),
                name="leads_to_skill_and_level",
                violation_error_message="Name both the skill and the level, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=1, level__lte=4), name="leads_to_level"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=2000), name="starting_step_hours"
            ),
        )

    def __str__(self) -> str:
        return self.title


class RelatedRole(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="related")
    other = models.ForeignKey(
        Role, models.CASCADE, related_name="related_from", verbose_name="related role"
    )

    class Meta(OrderedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=("role", "other"), name="one_row_per_related_role"),
            models.CheckConstraint(condition=~Q(role=F("other")), name="related_to_another"),
        )

    def clean(self) -> None:
        if self.role_id is not None and self.role_id == self.other_id:
            raise ValidationError({"other": "A role is not related to itself."})

    def __str__(self) -> str:
        return str(self.other)


class RoleSource(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    year = models.PositiveSmallIntegerField(validators=[check_year])

    def __str__(self) -> str:
        return self.title
