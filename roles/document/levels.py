"""What a level is called, levels between two names included."""

from __future__ import annotations

from roles.document.types import LEVEL_NAMES


def level_words(level: float) -> str:
    """A level 0-4 in words: "practitioner", or "between working and practitioner"."""
    low = int(level)
    if low == level:
        return LEVEL_NAMES[low]
    return f"between {LEVEL_NAMES[low]} and {LEVEL_NAMES[low + 1]}"
