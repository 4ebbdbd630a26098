"""Plain data -> catalogue document, with every error located: file, path, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from roles.document.faults import fault_words
from roles.document.types import (
    Activity,
    Catalogue,
    Part,
    Questionnaire,
    Role,
    Seniority,
    Skill,
    Tool,
)

Loc = tuple[str | int, ...]  # keys and numbers from the top: ("roles", 3, "title")
MAX_PROBLEMS = 1_000  # gathered before reading is given up; nobody mends more at once
ITEMS: dict[str, type[Part]] = {
    "seniorities": Seniority,
    "tools": Tool,
    "activities": Activity,
    "skills": Skill,
    "roles": Role,
    "questionnaires": Questionnaire,
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: ``where`` is a file or "catalogue", ``path`` a place inside it.

    ``place`` is where a person finds it, "line 3, column 5" or "sheet Roles, cell C7", where that
    is known. ``loc`` is the same place in the document, by keys and numbers from the top.
    """

    where: str
    path: str
    message: str
    place: str = ""
    loc: Loc = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        text = ": ".join(part for part in (self.where, self.path, self.message) if part)
        return f"{text} ({self.place})" if self.place else text


class CatalogueError(ValueError):
    """A document that cannot be used. ``problems`` is the full list, never just the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def refusal(where: str, message: str, place: str = "") -> CatalogueError:
    """A CatalogueError to raise, with one problem of the file ``where`` or a ``place`` in it."""
    return CatalogueError([Problem(where, "", message, place)])


Finder = Callable[[Loc], str]  # where a part stands in its file, in words; "" if not known


def nowhere(_loc: Loc) -> str:
    """Finds nothing: for documents that were never a file."""
    return ""


def locate(problems: Iterable[Problem], find: Finder) -> list[Problem]:
    """The problems, each with the place that ``find`` gives; one that has a place keeps it."""
    return [
        problem if problem.place or not problem.loc else _placed(problem, find(problem.loc))
        for problem in problems
    ]


def _placed(problem: Problem, place: str) -> Problem:
    # A folder's places begin with their file, which ``where`` may name already.
    return replace(problem, place=place.removeprefix(f"{problem.where}, "))


@dataclass(frozen=True)
class Reading:
    """A document that was read, and where each part of it stood."""

    catalogue: Catalogue
    find: Finder = nowhere


def parse_catalogue(data: object, files: dict[str, list[str]] | None = None) -> Catalogue:
    """Check plain ``data`` (dicts, lists, numbers, text) and return the document.

    ``files`` maps a list's name ("roles") to the file each item came from, so that a folder's
    errors name the file. Raises CatalogueError with every problem found, up to MAX_PROBLEMS.
    """
    found: list[Any] = []
    try:
        catalogue = Catalogue.model_validate(_parse_items(data, found))
    except ValidationError as error:
        found = [*error.errors(), *found]
    if found:
        problems = [_located(item, files or {}) for item in found[:MAX_PROBLEMS]]
        if len(found) > MAX_PROBLEMS:
            more = f"has more problems: these are the first {MAX_PROBLEMS}"
            problems.append(Problem("catalogue", "", more))
        raise CatalogueError(problems)
    return catalogue


def _parse_items(data: object, found: list[Any]) -> object:
    """``data`` with the parts in its lists parsed. What is wrong with them goes to ``found``.

    One part at a time, so that a file of nothing but faults is given up early.
    """
    if not isinstance(data, dict):
        return data
    parsed = dict(data)
    for name, part in ITEMS.items():
        items = data.get(name)
        if not isinstance(items, list):
            continue
        parsed[name] = []
        for number, item in enumerate(items):
            if len(found) > MAX_PROBLEMS:
                break
            try:
                parsed[name].append(part.model_validate(item))
            except ValidationError as error:
                found += [
                    {**fault, "loc": (name, number, *fault["loc"])} for fault in error.errors()
                ]
    return parsed


def parse_role(data: object, where: str) -> Role:
    """One role from plain data; raises CatalogueError, whose problems name ``where``."""
    try:
        return Role.model_validate(data)
    except ValidationError as error:
        problems = [
            Problem(where, ".".join(map(str, item["loc"])), message_of(item))
            for item in error.errors()
        ]
        raise CatalogueError(problems) from error


def _located(item: Any, files: dict[str, list[str]]) -> Problem:
    location = [str(part) for part in item["loc"]]
    where = "catalogue"
    if len(location) > 1 and location[0] in files and location[1].isdigit():
        where = files[location[0]][int(location[1])]
        location = location[2:]
    return Problem(where, ".".join(location), message_of(item), loc=tuple(item["loc"]))


def message_of(item: Any) -> str:
    """One of pydantic's errors in words."""
    message, value = fault_words(item), item.get("input")
    if item["type"] == "missing":
        return message
    if item["type"] == "extra_forbidden":
        return "is not a key this document has"
    if value != "" and isinstance(value, str | int | float | bool):
        return f"{message}; got {_shown(value)}"
    return message


def _shown(value: str | int | float | bool) -> str:
    """The value, cut short; a whole number of thousands of digits has no text in Python."""
    if isinstance(value, int) and value.bit_length() > 300:
        return "a number with more than 90 digits"
    return f"{value!r:.80}"
