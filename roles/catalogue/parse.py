"""Plain data -> catalogue document, with every error located: file, path, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from roles.catalogue.document import Catalogue, Role


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: ``where`` is a file or "catalogue", ``path`` a place inside it."""

    where: str
    path: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.path, self.message) if part)


class CatalogueError(ValueError):
    """A document that cannot be used. ``problems`` is the full list, never just the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def parse_catalogue(data: object, files: dict[str, list[str]] | None = None) -> Catalogue:
    """Check plain ``data`` (dicts, lists, numbers, text) and return the document.

    ``files`` maps a list's name ("roles") to the file each item came from, so that a folder's
    errors name the file. Raises CatalogueError with every problem found.
    """
    try:
        return Catalogue.model_validate(data)
    except ValidationError as error:
        raise CatalogueError([_located(item, files or {}) for item in error.errors()]) from error


def parse_role(data: object, where: str) -> Role:
    """The same for one role; its problems name ``where``."""
    try:
        return Role.model_validate(data)
    except ValidationError as error:
        problems = [
            Problem(where, ".".join(map(str, item["loc"])), _message(item))
            for item in error.errors()
        ]
        raise CatalogueError(problems) from error


def _located(item: Any, files: dict[str, list[str]]) -> Problem:
    location = [str(part) for part in item["loc"]]
    where = "catalogue"
    if len(location) > 1 and location[0] in files and location[1].isdigit():
        where = files[location[0]][int(location[1])]
        location = location[2:]
    return Problem(where, ".".join(location), _message(item))


def _message(item: Any) -> str:
    message = str(item["msg"]).removeprefix("Value error, ")
    value = item.get("input")
    if item["type"] == "missing":
        return "is missing"
    if item["type"] == "extra_forbidden":
        return "is not a key this document has"
    if isinstance(value, str | int | float | bool):
        return f"{message}; got {value!r:.80}"
    return message
