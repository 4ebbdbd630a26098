"""A role's getting-started steps from one edition to another, where they may stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from roles.document.types import StartingStep


def title_at(steps: Sequence[StartingStep], place: str) -> str:
    """The title of the step at a place written as text, counted from 1; "" for no step."""
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else 0
    return steps[number - 1].title if 1 <= number <= len(steps) else ""


def place_of(steps: Sequence[StartingStep], title: str, place: str) -> str:
    """Where the step of this title stands, "" where there is none.

    Of several with one title, the one at ``place`` is meant; otherwise it cannot be told.
    """
    if title_at(steps, place) == title != "":
        return place
    found = [number for number, step in enumerate(steps, 1) if step.title == title]
    return str(found[0]) if len(found) == 1 else ""
