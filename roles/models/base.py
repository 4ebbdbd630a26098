"""What several models share: fields, checks, constraints and abstract rows with a position."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from pydantic import TypeAdapter
from pydantic import ValidationError as Faults

from roles.document import types as doc
from roles.document.parse import message_of
from roles.document.types import LEVEL_NAMES, Cost, Phase, ProxyFit, ResourceFormat, folded

PHASES = [(phase.value, phase.title) for phase in Phase]
LEVEL_CHOICES = [(level, f"{level} {name}") for level, name in enumerate(LEVEL_NAMES) if level]
# \Z, here and elsewhere: $ would let a line break at the end pass.
SLUG_RULES = [
    RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens."),
    RegexValidator(r"(^|-)vs(-|$)", "“vs” separates roles in an address.", inverse_match=True),
]


def choices(enum: type[Cost] | type[ResourceFormat] | type[ProxyFit]) -> list[tuple[str, str]]:
    """An enum's values with labels, as Django's ``choices`` takes them."""
    return [(item.value, item.value.capitalize()) for item in enum]


def one_to_five(field: str) -> Q:
    """The condition that a field is from 1 to 5, for a check constraint."""
    return Q(**{f"{field}__gte": 1, f"{field}__lte": 5})


class LinesField(models.TextField):  # type: ignore[type-arg]
    """A text column with a short text a line, which stands for a list of the document."""


def lines_of(text: str) -> list[str]:
    """The texts in a LinesField, without blank lines and outer space."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _refuse(rule: TypeAdapter[Any], value: Any) -> None:
    try:
        rule.validate_python(value)
    except Faults as faults:
        raise ValidationError([message_of(fault) for fault in faults.errors()]) from faults


def check_aliases(text: str) -> None:
    """Raise ValidationError for other names, one a line, that the document would not take."""
    _refuse(TypeAdapter(doc.Aliases), lines_of(text))


def check_line(text: str) -> None:
    """Raise ValidationError for a text of several lines."""
    _refuse(TypeAdapter(doc.Line), text)


def check_text(text: str) -> None:
    """Raise ValidationError for a text that is too long for the document."""
    _refuse(TypeAdapter(doc.OptionalText), text)


def check_year(year: int) -> None:
    """Raise ValidationError for a year that the document would not take."""
    _refuse(TypeAdapter(doc.Year), year)


def check_hours(hours: int) -> None:
    """Raise ValidationError for a number of hours that the document would not take."""
    _refuse(TypeAdapter(doc.Hours), hours)


def check_amount(amount: int) -> None:
    """Raise ValidationError for an amount of money, or a number of people paid, that the document
    would not take."""
    _refuse(TypeAdapter(doc.Amount), amount)


def check_slugs(text: str) -> None:
    """Raise ValidationError for lines that are not slugs, each there once."""
    slugs = lines_of(text)
    for slug in slugs:
        for rule in SLUG_RULES:
            rule(slug)
    if len(set(slugs)) < len(slugs):
        raise ValidationError("Name each slug once.")


def check_scale(text: str) -> None:
    """Raise ValidationError for names of levels, one a line, that the document would not take."""
    _refuse(TypeAdapter(doc.Scale), lines_of(text))


def check_colour(text: str) -> None:
    """Raise ValidationError for what is no colour such as #1d6f5c."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValidationError("Give a colour as # and six digits or letters a to f, like #1d6f5c.")


def check_sections(text: str) -> None:
    """Raise ValidationError for lines that are not sections of a role's page, each there once."""
    _refuse(TypeAdapter(doc.PageSections), lines_of(text))


def called_alike(rows: models.QuerySet[Any], field: str, names: Iterable[str]) -> list[Any]:
    """The keys of the rows whose ``field`` is one of the names, whatever its capitals.

    One query, which reads all the names there are: a database knows few capitals beyond Z.
    """
    wanted = set(map(folded, names))
    return [key for key, name in rows.values_list("pk", field) if folded(name) in wanted]


def refuse_double(row: models.Model, field: str) -> None:
    """Raise ValidationError where another row has the same ``field``, whatever its capitals.

    One query.
    """
    others = type(row)._default_manager.exclude(pk=row.pk)
    if (name := getattr(row, field)) and called_alike(others, field, [name]):
        kind = row._meta.verbose_name
        message = f"Another {kind} is called that already: tell the two apart."
        raise ValidationError({field: message})


class SlugRow(models.Model):
    """A row that its slug names, and whose place among the others editors choose."""

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
    """A constraint against "vs" as a word of a slug: "-vs-" separates the roles in the address of a
    comparison."""
    return models.CheckConstraint(
        condition=~Q(slug__contains="-vs-") & ~Q(slug__startswith="vs-") & ~Q(slug__endswith="-vs"),
        name=name,
    )
