"""What several rows share."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from roles.document.types import LEVEL_NAMES, Cost, Phase, ProxyFit, ResourceFormat

PHASES = [(phase.value, phase.title) for phase in Phase]
LEVEL_CHOICES = [(level, f"{level} {name}") for level, name in enumerate(LEVEL_NAMES) if level]
SLUG_RULES = [
    RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens."),
    RegexValidator(r"(^|-)vs(-|$)", "“vs” separates roles in an address.", inverse_match=True),
]


def choices(enum: type[Cost] | type[ResourceFormat] | type[ProxyFit]) -> list[tuple[str, str]]:
    return [(item.value, item.value.capitalize()) for item in enum]


def one_to_five(field: str) -> Q:
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
