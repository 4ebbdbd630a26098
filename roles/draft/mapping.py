"""Which rows hold which part of the document, and which column which field.

Rows and document use the same names, so this is read off the two rather than written down: a new
list of the document's Role needs a model with its columns, and nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models

from roles import models as rows
from roles.document import types as doc
from roles.models.base import LinesField, SlugRow, lines_of

PLACE = "position"  # the order of a list's entries: a column of the row, no field of the document
# The list whose rows go by another name: a role's tools stand in groups, its rows one by one.
TOOLS, TOOL_ROWS = "tools", "role_tools"

Known = Mapping[type[models.Model], Mapping[str, models.Model]]  # rows by what names them


@dataclass(frozen=True)
class RowColumn:
    """A column of a row, by the name it has in the document too.

    A column that points at a row of the model ``target`` stands in the document as that row's
    ``key``, "slug" or "name". ``is_lines``: the column is a text with a line for each entry of the
    document's list.
    """

    name: str
    target: type[models.Model] | None = None
    key: str = ""
    is_lines: bool = False

    @property
    def lookup(self) -> str:
        """The name by which ``values_list`` gives the value: "skill__slug"."""
        return f"{self.name}__{self.key}" if self.target else self.name

    def held_by(self, row: Any) -> Any:
        """What a query for the lookup would give, from a row that was read already.

        Asks the database if the row it points at was not read with it.
        """
        value = getattr(row, self.name)
        return getattr(value, self.key) if self.target and value is not None else value

    def to_document(self, value: Any) -> Any:
        """The document's value for one from the database: lists for lines, floats for decimals."""
        if self.is_lines:
            return lines_of(value)
        return float(value) if isinstance(value, Decimal) else value

    def to_row(self, value: Any, known: Known) -> Any:
        """The row's value for one of the document; ``known`` has the rows it may point at.

        Raises KeyError for a row that is not known.
        """
        if self.is_lines:
            return "\n".join(value)
        return known[self.target][value] if self.target and value is not None else value


@cache
def columns(model: type[models.Model], owner: str = "") -> tuple[RowColumn, ...]:
    """The columns of a model that are fields of the document: neither its key nor its position.

    Left out as well is ``owner``, the column that points at the row this one is below.
    """
    return tuple(
        _column(field)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in (PLACE, owner)
    )


def _column(field: models.Field[Any, Any]) -> RowColumn:
    target = field.related_model
    if not isinstance(target, type):
        return RowColumn(field.name, is_lines=isinstance(field, LinesField))
    return RowColumn(field.name, target, "slug" if issubclass(target, SlugRow) else "name")


def plain_values(of: Iterable[RowColumn], values: Iterable[Any]) -> dict[str, Any]:
    """Values that a query for the columns gave, as the document's, by name."""
    return {
        column.name: column.to_document(value) for column, value in zip(of, values, strict=True)
    }


def plain_row(row: models.Model, owner: str = "") -> dict[str, Any]:
    """The document's values of a row that was read already, by name; ``owner`` is left out."""
    of = columns(type(row), owner)
    return plain_values(of, (column.held_by(row) for column in of))


def row_values(
    model: type[models.Model], part: Mapping[str, Any], known: Known, owner: str = ""
) -> dict[str, Any]:
    """What the columns of a row are to hold for ``part``, a part of the document by its names.

    ``known`` has the rows it may point at; raises KeyError for any other.
    """
    return {
        column.name: column.to_row(part[column.name], known) for column in columns(model, owner)
    }


@dataclass(frozen=True)
class RoleList:
    """A list of the document's Role, whose entries are rows below the role.

    ``accessor`` is how a role's row reaches them. ``bare`` lists hold the values of a row's only
    column instead of parts: responsibilities, related roles.
    """

    name: str
    accessor: str
    model: type[models.Model]
    bare: bool

    @property
    def columns(self) -> tuple[RowColumn, ...]:
        """The columns of its rows that are fields of the document."""
        return columns(self.model, "role")

    def entries(self, found: Iterable[Mapping[str, Any]]) -> list[Any]:
        """The document's list, from the plain values of its rows in order."""
        if self.name == TOOLS:
            groups: dict[str, list[str]] = {}
            for row in found:
                groups.setdefault(row["group"], []).append(row["tool"])
            return [{"group": group, "items": items} for group, items in groups.items()]
        if self.bare:
            return [value for row in found for value in row.values()]
        return list(found)

    def rows(self, role: doc.Role) -> Iterator[Mapping[str, Any]]:
        """The plain values of the rows for a role's list, in order: what ``entries`` undoes."""
        if self.name == TOOLS:
            yield from ({"group": g.group, "tool": slug} for g in role.tools for slug in g.items)
        elif self.bare:
            yield from ({self.columns[0].name: value} for value in getattr(role, self.name))
        else:
            yield from map(dict, getattr(role, self.name))


@cache
def role_lists() -> tuple[RoleList, ...]:
    """Every list of the document's Role that has rows of its own, in the order of its fields."""
    found = []
    for name, field in doc.Role.model_fields.items():
        accessor = TOOL_ROWS if name == TOOLS else name
        relation = rows.Role._meta.get_field(accessor)
        # Aliases and former slugs are lists as well, but in a column of the role's own.
        if isinstance(relation, models.ManyToOneRel):
            bare = doc.entry_type(field) is None
            found.append(RoleList(name, accessor, relation.related_model, bare))
    return tuple(found)
