"""What differs between two catalogue documents, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from roles.document.serialise import to_plain
from roles.document.types import Catalogue

KEYS = ("slug", "title", "skill", "activity", "group", "name")  # the first that a part has


@dataclass(frozen=True)
class Change:
    """One difference at ``path``, such as "roles.data-engineer.title".

    ``kind`` is "added", "removed" or "changed"; ``before`` and ``after`` are texts, "" when absent.
    """

    path: str
    kind: str
    before: str
    after: str


def compare(old: Catalogue, new: Catalogue) -> list[Change]:
    """Every difference, in the document's order; an empty list for equal documents."""
    return list(_changes("", _with_site(old), _with_site(new)))


def _with_site(catalogue: Catalogue) -> dict[str, Any]:
    """The plain document, with the site even where it is left out, so that each of its fields is a
    difference of its own."""
    return {"site": {}, **to_plain(catalogue)}


def _changes(path: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _mapping_changes(path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_changes(path, old, new)
    else:
        yield Change(path, "changed", _text(old), _text(new))


def _mapping_changes(path: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in [*new, *(key for key in old if key not in new)]:
        inner = f"{path}.{key}" if path else key
        if key not in old:
            yield Change(inner, "added", "", _text(new[key]))
        elif key not in new:
            yield Change(inner, "removed", _text(old[key]), "")
        else:
            yield from _changes(inner, old[key], new[key])


def _list_changes(path: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    before, after = _named(old), _named(new)
    if before is None or after is None:
        yield Change(path, "changed", _text(old), _text(new))
        return
    # Compared without what came or went: an insertion alone is no change of order.
    kept = [key for key in before if key in after], [key for key in after if key in before]
    if kept[0] != kept[1]:
        yield Change(f"{path} (order)", "changed", ", ".join(kept[0]), ", ".join(kept[1]))
    yield from _mapping_changes(path, before, after)


def _named(items: list[Any]) -> dict[str, Any] | None:
    """The items by the first of KEYS that each has; None where one has none or two share it, so
    that the list can only be compared as a whole."""
    named: dict[str, Any] = {}
    for item in items:
        key = (
            next((item[key] for key in KEYS if key in item), None)
            if isinstance(item, dict)
            else None
        )
        if key is None or key in named:
            return None
        named[str(key)] = item
    return named


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return _text(
            next((value[key] for key in KEYS if key in value), "; ".join(map(str, value.values())))
        )
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    return "" if value is None else str(value)
