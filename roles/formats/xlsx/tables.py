"""Which sheets the workbook has. Their columns are the fields of the document's types."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Column:
    """A column: its heading is the field's name."""

    name: str
    kind: ColumnKind
    required: bool = True
    choices: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table. ``path`` leads to its list in the document, through the lists around it.

    A row of an inner list names the outer row it belongs to in its first column, ``owner``.
    ``single`` marks a list of bare values, or a mapping, with the columns its parts get.
    """

    title: str
    path: tuple[str, ...]
    part: type[doc.Part] | None = None
    owner: str = ""
    bare: tuple[Column, ...] = ()
    what: str = ""
    optional: bool = False  # came later: older workbooks have no such sheet

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        owner = (Column(self.owner, ColumnKind.CODE, rule=f"the slug of its {self.owner}"),)
        own = self.bare or tuple(
            _column(name, field)
            for name, field in (self.part.model_fields if self.part else {}).items()
            if not _is_table((*self.path, name))
        )
        return (*(owner if self.owner else ()), *own)

    @property
    def name(self) -> str:
        """The field that holds the list."""
        return self.path[-1]


def _is_table(path: tuple[str, ...]) -> bool:
    """Whether a field is a list on a sheet of its own."""
    return any(sheet.path == path for sheet in SHEETS)


def _column(name: str, field: FieldInfo) -> Column:
    annotation = field.annotation
    metadata = list(field.metadata)
    optional = type(None) in get_args(annotation)
    if optional:
        inner = next(a for a in get_args(annotation) if a is not type(None))
        metadata += getattr(inner, "__metadata__", ())
        annotation = getattr(inner, "__origin__", inner)
    required = field.is_required()
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Column(name, ColumnKind.CHOICE, required, tuple(item.value for item in annotation))
    if get_origin(annotation) is tuple:
        return Column(name, ColumnKind.LIST, required)
    if annotation is int:
        return Column(name, ColumnKind.WHOLE, required, rule=_range(metadata))
    if annotation is float:
        return Column(name, ColumnKind.NUMBER, required, rule=_range(metadata))
    if any(isinstance(item, StringConstraints) and item.pattern for item in metadata):
        if name == "currency":
            return Column(name, ColumnKind.TEXT, required, rule="three capital letters")
        return Column(name, ColumnKind.CODE, required)
    return Column(name, ColumnKind.TEXT, required, rule=_length(metadata))


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
    for item in _unfolded(metadata):
        longest = item.max_length if isinstance(item, StringConstraints | MaxLen) else None
        if longest:
            return f"at most {longest} characters"
    return ""


_NAME = (Column("name", ColumnKind.TEXT, rule="at most 200 characters"),)
_LEVEL_TEXT = (
    Column("level", ColumnKind.WHOLE, rule="1 to 4"),
    Column("text", ColumnKind.TEXT, rule="at most 5000 characters"),
)
ABOUT = Sheet("About", (), doc.Catalogue, what="What the catalogue says of itself: one row.")
SHEETS = (
    ABOUT,
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
    Sheet(
        "Responsibilities",
        ("roles", "responsibilities"),
        owner="role",
        bare=(Column("text", ColumnKind.TEXT, rule="at most 5000 characters"),),
        what="What a role answers for, one a row.",
    ),
    Sheet(
        "Requirements",
        ("roles", "requirements"),
        doc.Requirement,
        "role",
        what="What a role asks of a skill.",
    ),
    Sheet(
        "Role activities",
        ("roles", "activities"),
        doc.RoleActivity,
        "role",
        what="How much of a role an activity is.",
    ),
    Sheet("Education", ("roles", "education"), doc.Education, "role", what="Usual ways in."),
    Sheet(
        "Certificates",
        ("roles", "certificates"),
        doc.Certificate,
        "role",
        what="Certificates that a source names.",
    ),
    Sheet(
        "Tool groups",
        ("roles", "tools"),
        doc.ToolGroup,
        "role",
        what="Tools of a role under one heading.",
    ),
    Sheet("Industries", ("roles", "industries"), doc.Industry, "role", what="Where it is found."),
    Sheet("Outlook", ("roles", "outlook"), doc.Outlook, "role", what="Official growth figures."),
    Sheet("Salaries", ("roles", "salaries"), doc.Salary, "role", what="Yearly pay."),
    Sheet(
        "Getting started",
        ("roles", "getting_started"),
        doc.StartingStep,
        "role",
        what="First steps towards a role.",
    ),
    Sheet(
        "Related roles",
        ("roles", "related"),
        owner="role",
        bare=(Column("related", ColumnKind.CODE, rule="the slug of a role"),),
        what="Roles that a source calls related, the closest first.",
        optional=True,
    ),
    Sheet("Sources", ("roles", "sources"), doc.Source, "role", what="What the content rests on."),
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
