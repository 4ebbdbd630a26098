"""Conditions for the database to check: limits of numbers, days, lists and texts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.db.models.sql.compiler import SQLCompiler


class JSONArrayLength(Func):
    """How many entries a JSON list has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """PostgreSQL keeps JSON as jsonb, with functions of its own."""
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


def within(field: str, limits: tuple[int, int] | tuple[date, date]) -> Q:
    """A column from the least to the most of ``limits``, both allowed; no value passes, too."""
    return Q(**{f"{field}__gte": limits[0], f"{field}__lte": limits[1]})


def at_most_entries(field: str, most: int) -> Q:
    """A column with a JSON list of at most ``most`` entries."""
    return Q(LessThanOrEqual(JSONArrayLength(field), most))


def at_most_characters(**longest: int) -> Q:
    """Columns with texts of at most so many characters, by the column's name.

    Needed besides max_length, which SQLite never checks, and PostgreSQL not for a TextField.
    """
    condition = Q()
    for field, length in longest.items():
        condition &= Q(LessThanOrEqual(Length(field), length))
    return condition
