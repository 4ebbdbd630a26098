"""Roles x skills: look at levels and importance, and change many at once.

Each cell carries what it showed. Cells left alone are not written; a cell that somebody else
changed meanwhile is refused, by name, and the form keeps everything typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core import signing
from django.http import HttpRequest

from roles.models import Category, Family, Requirement, Role, Skill
from roles.public.picking import Choice

SALT = "roles.admin.matrix"
MOST_CELLS = 900  # two fields each, below what one form may send
LIMITS = {"level": (Decimal(0), Decimal(4)), "importance": (Decimal(1), Decimal(5))}
Key = tuple[int, int]
Texts = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """One role and one skill: level and importance as typed, "" where not asked for, and ``error``.

    ``key`` is "role-skill", the keys of both rows; the form's fields are called by it.
    """

    key: str
    role: str
    skill: str
    level: str
    importance: str
    error: str = ""


@dataclass(frozen=True)
class Matrix:
    """The table: ``rows`` are roles with their cells in the order of ``skills``.

    ``seen`` is what the cells showed, signed. ``too_many``: there would be more than MOST_CELLS, so
    there are no rows.
    """

    families: list[Choice]
    categories: list[Choice]
    skills: list[Skill]
    rows: list[tuple[Role, list[Cell]]]
    seen: str
    too_many: bool = False
    errors: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Filtered:
    """The roles and skills of one table, with the family and category chosen, "" for all."""

    roles: list[Role]
    skills: list[Skill]
    family: str
    category: str


def filtered(request: HttpRequest, *, lock: bool = False) -> Filtered:
    """The roles and skills that the address asks for; names that do not exist are ignored.

    The first category where none is named, so that the table stays readable. Four queries.
    ``lock``: nobody else changes or deletes these rows until the transaction ends.
    """
    categories, families = _names(Category), _names(Family)
    family = request.GET.get("family", "")
    category = request.GET.get("category", categories[0] if categories else "")
    family = family if family in families else ""
    category = category if category in categories else ""
    roles, skills = Role.objects.all(), Skill.objects.all()
    if family:
        roles = roles.filter(family__name=family)
    if category:
        skills = skills.filter(category__name=category)
    if lock:
        roles = roles.select_for_update(of=("self",))
        skills = skills.select_for_update(of=("self",))
    return Filtered(list(roles), list(skills), family, category)


def _names(model: Any) -> list[str]:
    return list(model._default_manager.values_list("name", flat=True))


def stored(chosen: Filtered) -> dict[Key, Texts]:
    """Level and importance, as texts without needless zeros, of every requirement in the table.

    By the keys of role and skill; one query.
    """
    rows = Requirement.objects.filter(role__in=chosen.roles, skill__in=chosen.skills)
    return {
        (role, skill): (_text(level), _text(importance))
        for role, skill, level, importance in rows.values_list(
            "role_id", "skill_id", "level", "importance"
        )
    }


def _text(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def matrix(
    chosen: Filtered,
    values: dict[Key, Texts],
    seen: dict[Key, Texts],
    errors: dict[Key, str] | None = None,
) -> Matrix:
    """The table filled with ``values``; ``seen`` is what the database held when they were read, and
    ``errors`` are by cell. Two queries, for the filters."""
    errors = errors or {}
    too_many = len(chosen.roles) * len(chosen.skills) > MOST_CELLS
    rows = [
        (role, [_cell(role, skill, values, errors) for skill in chosen.skills])
        for role in ([] if too_many else chosen.roles)
    ]
    return Matrix(
        families=[Choice(name, name, name == chosen.family) for name in _names(Family)],
        categories=[Choice(name, name, name == chosen.category) for name in _names(Category)],
        skills=chosen.skills,
        rows=rows,
        seen=signing.dumps([[*key, *texts] for key, texts in seen.items()], salt=SALT),
        too_many=too_many,
        errors=[cell for _role, cells in rows for cell in cells if cell.error],
    )


def _cell(role: Role, skill: Skill, values: dict[Key, Texts], errors: dict[Key, str]) -> Cell:
    key = (role.pk, skill.pk)
    level, importance = values.get(key, ("", ""))
    return Cell(
        f"{role.pk}-{skill.pk}", role.title, skill.name, level, importance, errors.get(key, "")
    )


def may(user: Any, *verbs: str) -> bool:
    """Whether a user may add, change or delete requirements: any of the ``verbs``."""
    return any(user.has_perm(f"roles.{verb}_requirement") for verb in verbs)


@dataclass(frozen=True)
class Sent:
    """What a form says, by cell: texts as ``typed``, ``changes`` to write, ``errors`` in words.

    A cell that somebody else changed is in both of the latter: nothing may be written then.
    """

    typed: dict[Key, Texts]
    changes: dict[Key, tuple[Decimal, Decimal] | None]
    errors: dict[Key, str]


def read(request: HttpRequest, chosen: Filtered, now: dict[Key, Texts]) -> Sent:
    """Read the form; ``now`` is what the cells hold at this moment.

    Only cells that differ from what they showed count as changes; one that the user has no right to
    make is an error. Where what they showed cannot be told (the signature is wrong), every cell
    that differs from ``now`` is compared with nothing.
    """
    seen = _seen(request.POST.get("seen", ""))
    typed: dict[Key, Texts] = {}
    changes: dict[Key, tuple[Decimal, Decimal] | None] = {}
    errors: dict[Key, str] = {}
    for key in _keys(chosen):
        name = f"{key[0]}-{key[1]}"
        shown = ("", "") if seen is None else seen.get(key, ("", ""))
        level = request.POST.get(f"level-{name}", shown[0]).strip()
        importance = request.POST.get(f"importance-{name}", shown[1]).strip()
        is_now = now.get(key, ("", ""))
        if seen is not None and (level, importance) == shown:
            typed[key] = is_now  # left alone: the page shows what others made of it
            continue
        typed[key] = (level, importance)
        if (level, importance) == is_now:
            continue
        try:
            changes[key] = _asked(level, importance)
        except ValueError as error:
            errors[key] = str(error)
            continue
        verb = "delete" if changes[key] is None else "change" if is_now[0] else "add"
        if not may(request.user, verb):
            errors[key] = f"you have no right to {verb} requirements"
        elif shown != is_now:
            said = f"level {is_now[0]}, importance {is_now[1]}" if is_now[0] else "not asked for"
            errors[key] = f"somebody else changed it meanwhile: {said} now. Save again to overrule."
    return Sent(typed, changes, errors)


def _keys(chosen: Filtered) -> Iterable[Key]:
    return ((role.pk, skill.pk) for role in chosen.roles for skill in chosen.skills)


def _seen(token: str) -> dict[Key, Texts] | None:
    try:
        # Signed: what cells held when the page was made tells who changed them since.
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return {(role, skill): (level, importance) for role, skill, level, importance in said}


def _asked(level: str, importance: str) -> tuple[Decimal, Decimal] | None:
    if not level and not importance:
        return None
    if not level or not importance:
        raise ValueError("give both a level and an importance, or neither")
    return _number("level", level), _number("importance", importance)


def _number(name: str, text: str) -> Decimal:
    low, high = LIMITS[name]
    wrong = ValueError(f"{name} must be a number from {low} to {high}, with two decimals at most")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise wrong from error
    if not number.is_finite() or not low <= number <= high or round(number, 2) != number:
        raise wrong
    return number
