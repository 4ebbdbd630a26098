"""The rows editors work on, and the editions made from them.

Readers never see these rows: every public page and every result reads an Edition.
Field names are those of the catalogue document, so that one mapping serves both ways.
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from roles.catalogue.document import (
    LEVEL_NAMES,
    MIN_SALARY_SAMPLE,
    Cost,
    Phase,
    ProxyFit,
    ResourceFormat,
)

PHASES = [(phase.value, phase.title) for phase in Phase]
LEVEL_CHOICES = [(level, f"{level} {name}") for level, name in enumerate(LEVEL_NAMES) if level]
SLUG_RULES = [
    RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens."),
    RegexValidator(r"(^|-)vs(-|$)", "“vs” separates roles in an address.", inverse_match=True),
]


def _choices(enum: type[Cost] | type[ResourceFormat] | type[ProxyFit]) -> list[tuple[str, str]]:
    return [(item.value, item.value.capitalize()) for item in enum]


def _one_to_five(field: str) -> Q:
    return Q(**{f"{field}__gte": 1, f"{field}__lte": 5})


class SlugRow(models.Model):
    """A row with an address of its own."""

    slug = models.SlugField(max_length=100, unique=True, validators=SLUG_RULES)
    position = models.PositiveIntegerField(default=0, db_index=True)

    class Meta:
        abstract = True
        ordering = ("position", "slug")


class OrderedRow(models.Model):
    """A row whose place among its siblings editors choose."""

    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position", "pk")


def slug_constraint(name: str) -> models.CheckConstraint:
    """No "-vs-" in a slug: it separates the roles in a comparison's address."""
    return models.CheckConstraint(
        condition=~Q(slug__contains="-vs-") & ~Q(slug__startswith="vs-") & ~Q(slug__endswith="-vs"),
        name=name,
    )


class CatalogueInfo(models.Model):
    """What the catalogue as a whole says of itself: one row."""

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    attribution = models.TextField(blank=True)

    class Meta:
        verbose_name = "about the catalogue"
        verbose_name_plural = "about the catalogue"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_catalogue_info"),)

    def __str__(self) -> str:
        return self.title


class Category(OrderedRow):
    name = models.CharField(max_length=200, unique=True)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


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


class Tool(SlugRow):
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Activity(SlugRow):
    name = models.CharField(max_length=200)
    prompt = models.TextField()

    class Meta(SlugRow.Meta):
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.name


class Skill(SlugRow):
    name = models.CharField(max_length=200)
    category = models.ForeignKey(Category, models.PROTECT, related_name="skills")
    description = models.TextField(blank=True)
    prompt = models.TextField()
    prerequisites = models.ManyToManyField("self", symmetrical=False, blank=True)
    tools = models.ManyToManyField(Tool, blank=True)

    class Meta(SlugRow.Meta):
        constraints = (slug_constraint("skill_slug_no_vs"),)

    def __str__(self) -> str:
        return self.name


class LevelStatement(models.Model):
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="level_statements")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    text = models.TextField(help_text="Begins with “You can”.")

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
    what = models.TextField("what to do")
    hours = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(2000)])
    done_when = models.TextField()

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
    cost = models.CharField(max_length=20, choices=_choices(Cost))
    format = models.CharField(max_length=20, choices=_choices(ResourceFormat))

    def __str__(self) -> str:
        return self.title


class Role(SlugRow):
    title = models.CharField(max_length=200)
    family = models.ForeignKey(Family, models.PROTECT, related_name="roles")
    seniority = models.ForeignKey(Seniority, models.PROTECT, related_name="roles")
    summary = models.TextField(blank=True)
    definition = models.TextField(blank=True)

    class Meta(SlugRow.Meta):
        constraints = (slug_constraint("role_slug_no_vs"),)

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
    note = models.TextField(blank=True)

    class Meta(OrderedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=("role", "skill"), name="one_requirement_per_skill"),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="required_level"),
            models.CheckConstraint(
                condition=_one_to_five("importance"), name="required_importance"
            ),
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
            models.CheckConstraint(
                condition=_one_to_five("importance"), name="activity_importance"
            ),
        )

    def __str__(self) -> str:
        return str(self.activity)


class Responsibility(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="responsibilities")
    text = models.TextField()

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "responsibilities"

    def __str__(self) -> str:
        return self.text


class Education(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="education")
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "education"

    def __str__(self) -> str:
        return self.text


class Certificate(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="certificates")
    name = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()

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
    text = models.TextField()
    figure = models.CharField(max_length=200)
    period = models.CharField(max_length=200)
    region = models.CharField(max_length=200)
    proxy = models.CharField("proxy occupation", max_length=200, blank=True)
    proxy_fit = models.CharField(max_length=20, choices=_choices(ProxyFit))
    source = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.figure} {self.period}"


class Salary(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="salaries")
    experience = models.CharField(max_length=200)
    region = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField(validators=[MinValueValidator(MIN_SALARY_SAMPLE)])
    p25 = models.PositiveIntegerField("lower quarter")
    median = models.PositiveIntegerField()
    p75 = models.PositiveIntegerField("upper quarter")
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
    text = models.TextField()
    hours = models.PositiveIntegerField(validators=[MinValueValidator(1)])

    class Meta(OrderedRow.Meta):
        verbose_name = "getting-started step"

    def __str__(self) -> str:
        return self.title


class RoleSource(OrderedRow):
    role = models.ForeignKey(Role, models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.title


class Questionnaire(SlugRow):
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    activities = models.ManyToManyField(Activity, through="QuestionnaireActivity", blank=True)

    def __str__(self) -> str:
        return self.title


class QuestionnaireActivity(OrderedRow):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="activity_rows")
    activity = models.ForeignKey(Activity, models.PROTECT)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "questionnaire activities"
        constraints = (
            models.UniqueConstraint(
                fields=("questionnaire", "activity"), name="one_question_per_activity"
            ),
        )

    def __str__(self) -> str:
        return str(self.activity)


class Section(OrderedRow):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class SectionSkill(OrderedRow):
    section = models.ForeignKey(Section, models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, models.PROTECT)

    class Meta(OrderedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=("section", "skill"), name="one_question_per_skill"),
        )

    def __str__(self) -> str:
        return str(self.skill)


class ImmutableError(TypeError):
    """Somebody tried to change or delete a published edition."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """Reads editions; refuses every way of changing one."""

    def newest_first(self) -> EditionQuerySet:
        """Newest edition first."""
        return self.order_by("-number")

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise ImmutableError("A published edition cannot be changed or deleted.")

    update = _refuse
    bulk_update = _refuse
    update_or_create = _refuse
    delete = _refuse


class Edition(models.Model):
    """A published, numbered, immutable catalogue: canonical JSON and its digest."""

    number = models.PositiveIntegerField(unique=True, validators=[MinValueValidator(1)])
    digest = models.CharField(max_length=64)
    document = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=200, blank=True)  # a name: accounts may go, editions stay
    published_at = models.DateTimeField(auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (models.CheckConstraint(condition=Q(number__gte=1), name="edition_number"),)

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new edition; a stored one is refused."""
        if not self._state.adding:
            raise ImmutableError("A published edition cannot be changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Always refused."""
        raise ImmutableError("A published edition cannot be deleted.")
