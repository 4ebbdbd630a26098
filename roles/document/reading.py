"""What a file held, as plain data -> a document, with every problem placed in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roles.document.limits import MAX_ITEMS, MAX_PARTS
from roles.document.parse import (
    CatalogueError,
    Finder,
    Loc,
    Problem,
    Reading,
    locate,
    parse_catalogue,
)


def read_plain(
    data: object,
    find: Finder,
    *,
    where: str = "catalogue",
    files: dict[str, list[str]] | None = None,
) -> Reading:
    """Parse ``data``, which was a file: ``find`` knows the places, ``where`` names the file.

    Raises CatalogueError with every problem.
    """
    crowded = _crowded(data, where)
    if crowded:
        raise CatalogueError(locate(crowded, find))
    try:
        return Reading(parse_catalogue(data, files), find)
    except CatalogueError as error:
        named = [
            replace(item, where=where) if item.where == "catalogue" else item
            for item in error.problems
        ]
        raise CatalogueError(locate(named, find)) from error


def _crowded(data: object, where: str) -> list[Problem]:
    """Lists with more entries than anybody means, each of which could be wrong in ten ways."""
    found = []
    waiting: list[tuple[Loc, Any]] = [((), data)]
    while waiting:
        loc, value = waiting.pop()
        if not isinstance(value, dict | list):
            continue
        most = MAX_ITEMS if len(loc) == 1 else MAX_PARTS
        if len(value) > most:
            path = ".".join(str(part) for part in loc)
            message = f"has {len(value)} entries; at most {most}"
            found.append(Problem(where, path, message, loc=loc))
            continue
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        waiting += [((*loc, key), inner) for key, inner in pairs]
    return found
