"""Which sheets the workbook has. Their columns are the fields of the document's types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from functools import cached_property
from typing import Any, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from pydantic.fields import FieldInfo
from pydantic.types import StringConstraints

from roles.document import types as doc


class ColumnKind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    CODE = "a short name in small letters, digits and hyphens"
    WHOLE = "a whole number"
    NUMBER = "a number, at most two decimals"
    CHOICE = "one of"
    LIST = "short names, separated by commas"
    LINES = "texts, one a line within the cell"
    YES = "yes, or nothing"


@dataclass(frozen=True)
class Column:
    """A column of a sheet: ``name`` is the field's name and the heading, ``rule`` its limits in
    words for the guide, ``choices`` the values a cell may have where these are few."""

    name: str
    kind: ColumnKind
    required: bool = True
    choices: tuple[str, ...] = ()
    rule: str = ""
    optional: bool = False  # came later: older workbooks have no such column


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook, called ``title``, for one list of the document.

    ``path`` leads to the list through the lists around it: ("skills", "steps"). With ``single`` it
    leads to one part, or to the document itself: the sheet has one row at most. ``part`` is the
    type of the entries. A row of an inner list names the outer row it belongs to in its first
    column, ``owner``. ``bare`` are the columns of a list of bare values, or of a mapping. ``what``
    tells people in the guide what the sheet holds.
    """

    title: str
    path: tuple[str, ...]
    part: type[doc.Part] | None = None
    owner: str = ""
    bare: tuple[Column, ...] = ()
    what: str = ""
    optional: bool = False  # came later: older workbooks have no such sheet
    single: bool = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns in order: the owner's slug first, if it has an owner."""
        owner = (Column(self.owner, ColumnKind.CODE, rule=f"the slug of its {self.owner}"),)
        own = self.bare or tuple(
            _column(name, field)
            for name, field in (self.part.model_fields if self.part else {}).items()
            if not _is_table((*self.path, name))
        )
        return (*(owner if self.owner else ()), *own)

    @property
    def name(self) -> str:
        """The name of the field that holds the list or, with ``single``, the part."""
        return self.path[-1]


def _is_table(path: tuple[str, ...]) -> bool:
    """Whether a field is a list on a sheet of its own."""
    return any(sheet.path == path for sheet in SHEETS)


# What a text with a pattern of its own looks like; any other one is a slug.
_COLOUR = "a colour like #1d6f5c"
_PATTERNS = {"currency": "three capital letters", "accent": _COLOUR, "accent_dark": _COLOUR}


def _column(name: str, field: FieldInfo) -> Column:
    """The column of a field; one that came later may be missing."""
    return replace(_kind(name, field), optional=doc.came_later(field))


def _kind(name: str, field: FieldInfo) -> Column:
    annotation = field.annotation
    metadata = list(field.metadata)
    optional = type(None) in get_args(annotation)
    if optional:  # ``Spread | None``: the limits hang on the other half
        inner = next(a for a in get_args(annotation) if a is not type(None))
        metadata += getattr(inner, "__metadata__", ())
        annotation = getattr(inner, "__origin__", inner)
    required = field.is_required()
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        choices = tuple(item.value for item in annotation if item)
        return Column(name, ColumnKind.CHOICE, required, choices)
    if get_origin(annotation) is tuple:
        return _list_column(name, required, get_args(annotation)[0])
    if annotation is bool:
        return Column(name, ColumnKind.YES, required, ("yes",))
    if annotation is int:
        return Column(name, ColumnKind.WHOLE, required, rule=_range(metadata))
    if annotation is float:
        return Column(name, ColumnKind.NUMBER, required, rule=_range(metadata))
    if any(isinstance(item, StringConstraints) and item.pattern for item in metadata):
        if name in _PATTERNS:
            return Column(name, ColumnKind.TEXT, required, rule=_PATTERNS[name])
        return Column(name, ColumnKind.CODE, required)
    return Column(name, ColumnKind.TEXT, required, rule=_length(metadata))


def _list_column(name: str, required: bool, entry: Any) -> Column:
    """The column of a list within a cell: slugs and the document's own words stand on one line,
    with commas; free texts, which may hold commas, on a line each."""
    if isinstance(entry, type) and issubclass(entry, StrEnum):
        return Column(name, ColumnKind.LIST, required, rule=f"of {', '.join(entry)}")
    rules = getattr(entry, "__metadata__", ())
    if any(isinstance(rule, StringConstraints) and rule.pattern for rule in rules):
        return Column(name, ColumnKind.LIST, required)
    return Column(name, ColumnKind.LINES, required, rule=_length(list(rules)))


def _unfolded(metadata: list[Any]) -> list[Any]:
    """Pydantic keeps some limits inside a FieldInfo or StringConstraints."""
    return [inner for item in metadata for inner in (item, *getattr(item, "metadata", ()))]


def _range(metadata: list[Any]) -> str:
    items = _unfolded(metadata)
    low = next((item.ge for item in items if isinstance(item, Ge)), None)
    high = next((item.le for item in items if isinstance(item, Le)), None)
    if high is None:
        return "" if low is None else f"at least {low}"
    return f"{low} to {high}"


def _length(metadata: list[Any]) -> str:
    limits = (i for i in _unfolded(metadata) if isinstance(i, StringConstraints | MaxLen))
    lengths = [limit.max_length for limit in limits if limit.max_length]
    return f"at most {min(lengths)} characters" if lengths else ""


_NAME = (Column("name", ColumnKind.TEXT, rule="at most 200 characters"),)
_LEVEL_TEXT = (
    Column("level", ColumnKind.WHOLE, rule="1 to 4"),
    Column("text", ColumnKind.TEXT, rule="at most 5000 characters"),
)
# Lists of bare values that have a sheet of their own, and the column that holds them.
_BARE = {
    "responsibilities": Column("text", ColumnKind.TEXT, rule="at most 5000 characters"),
    "related": Column("related", ColumnKind.CODE, rule="the slug of a role"),
}
# The sheets of a role's lists: title, and what the guide says. Others are called as their list is.
_ROLE_SHEETS = {
    "responsibilities": ("Responsibilities", "What a role answers for, one a row."),
    "requirements": ("Requirements", "What a role asks of a skill."),
    "activities": ("Role activities", "How much of a role an activity is."),
    "education": ("Education", "Usual ways in."),
    "certificates": ("Certificates", "Certificates that a source names."),
    "tools": ("Tool groups", "Tools of a role under one heading."),
    "industries": ("Industries", "Where it is found."),
    "outlook": ("Outlook", "Official growth figures."),
    "salaries": ("Salaries", "Yearly pay."),
    "getting_started": ("Getting started", "First steps towards a role."),
    "related": ("Related roles", "Roles that a source calls related, the closest first."),
    "sources": ("Sources", "What the content rests on."),
}


def _role_sheets() -> Iterator[Sheet]:
    """A sheet for every list of a role that holds parts, or bare values with a column above."""
    for name, field in doc.Role.model_fields.items():
        part = doc.entry_type(field)
        if part is None and name not in _BARE:
            continue
        plain_title = name.replace("_", " ").capitalize()
        title, what = _ROLE_SHEETS.get(name, (plain_title, (part.__doc__ if part else "") or ""))
        bare = () if part else (_BARE[name],)
        yield Sheet(title, ("roles", name), part, "role", bare, what, doc.came_later(field))


SHEETS = (
    Sheet(
        "About",
        (),
        doc.Catalogue,
        what="What the catalogue says of itself: one row.",
        single=True,
    ),
    Sheet(
        "Site",
        ("site",),
        doc.Site,
        what="What the site says and looks like, where it is not as it comes: one row, or none.",
        optional=True,
        single=True,
    ),
    Sheet("Categories", ("categories",), bare=_NAME, what="Groups of skills."),
    Sheet("Families", ("families",), bare=_NAME, what="Groups of roles."),
    Sheet("Seniorities", ("seniorities",), doc.Seniority, what="Steps on the career ladder."),
    Sheet("Tools", ("tools",), doc.Tool, what="Software that roles use."),
    Sheet("Activities", ("activities",), doc.Activity, what="What one does in a job."),
    Sheet("Skills", ("skills",), doc.Skill, what="What a person can do."),
    Sheet(
        "Skill levels",
        ("skills", "levels"),
        owner="skill",
        bare=_LEVEL_TEXT,
        what="What somebody at a level of a skill can do.",
    ),
    Sheet(
        "Learning steps",
        ("skills", "steps"),
        doc.LearningStep,
        "skill",
        what="What raises a skill by one level.",
    ),
    Sheet(
        "Resources",
        ("skills", "steps", "resources"),
        doc.Resource,
        "step",
        what="Where to learn; belongs to a learning step.",
    ),
    Sheet("Roles", ("roles",), doc.Role, what="Jobs."),
    *_role_sheets(),
    Sheet(
        "Questionnaires",
        ("questionnaires",),
        doc.Questionnaire,
        what="Which questions are asked, and in what order.",
    ),
    Sheet(
        "Sections",
        ("questionnaires", "sections"),
        doc.Section,
        "questionnaire",
        what="Pages of skill questions.",
    ),
)
GUIDE = "Read me"
