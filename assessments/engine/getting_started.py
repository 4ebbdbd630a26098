"""A role's getting-started steps from one edition to another, where they may stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from roles.document.types import StartingStep


def title_at(steps: Sequence[StartingStep], place: int) -> str:
    """The title of the step at a place, counted from 1; "" for no step."""
    return steps[place - 1].title if 1 <= place <= len(steps) else ""


def place_of(steps: Sequence[StartingStep], title: str, place: int) -> int:
    """Where the step of this title stands, 0 where there is none.

    Of several with one title, the one at ``place`` is meant; otherwise it cannot be told.
    """
    if title_at(steps, place) == title != "":
        return place
    found = [number for number, step in enumerate(steps, 1) if step.title == title]
    return found[0] if len(found) == 1 else 0
