"""Catalogue document -> plain data, canonical JSON, digest; and JSON back."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from roles.document.json_text import JsonPlaces, load_json
from roles.document.parse import Reading
from roles.document.reading import read_plain
from roles.document.types import Catalogue, Part


def to_plain(part: Part) -> dict[str, Any]:
    """The part as dicts, lists, numbers and text; whole numbers carry no decimal point."""
    plain: dict[str, Any] = _whole(part.model_dump(mode="json"))
    return plain


def _whole(value: Any) -> Any:
    # 3 and 3.0 are equal in a document: its text, and so its digest, must be the same for both.
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def to_json(catalogue: Catalogue) -> str:
    """Canonical JSON: equal documents give equal text, so that its digest proves content."""
    return json.dumps(
        to_plain(catalogue), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def from_json(text: str, where: str = "catalogue") -> Catalogue:
    """Read JSON text; raises CatalogueError with line and column, or with located problems."""
    return read_json(text, where).catalogue


def read_json(text: str, where: str = "catalogue") -> Reading:
    """A catalogue from JSON text with the places of its parts; raises what from_json raises."""
    return read_plain(load_json(text, where), JsonPlaces(text).find, where=where)


def digest(text: str) -> str:
    """SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
