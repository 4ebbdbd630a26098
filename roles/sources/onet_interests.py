"""O*NET's six areas of interest as activities, so that people can say what they would enjoy."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from roles.sources.base import Warnings
from roles.sources.onet_tables import Occupation, note_absent, rows_of, table
from roles.sources.tables import Reader

NAMES = ("Interests", "Career Interest Types")  # its name since release 30.3
SCALE = "OI"  # 1 to 7: how characteristic an area is of an occupation
LOWEST, HIGHEST = 1, 7
COLUMNS = {
    "element": ("Element ID",),
    "scale": ("Scale ID",),
    "value": ("Data Value",),
}
# By O*NET's outline; names and questions are ours.
AREAS = {
    "1.B.1.a": {  # Realistic
        "slug": "hands-on-work",
        "name": "Working with your hands",
        "prompt": "Working with your hands, with tools, plants or animals, "
        "such as mending a bicycle or growing vegetables",
    },
    "1.B.1.b": {  # Investigative
        "slug": "finding-things-out",
        "name": "Finding things out",
        "prompt": "Finding out how things work and why, "
        "such as getting to the bottom of a fault or of a surprising number",
    },
    "1.B.1.c": {  # Artistic
        "slug": "creating-things",
        "name": "Creating things",
        "prompt": "Making something of your own, "
        "such as drawing, writing, playing music or arranging a room",
    },
    "1.B.1.d": {  # Social
        "slug": "helping-people",
        "name": "Helping people",
        "prompt": "Helping, teaching or looking after people, "
        "such as explaining homework or being there for somebody who is ill",
    },
    "1.B.1.e": {  # Enterprising
        "slug": "leading-and-persuading",
        "name": "Leading and persuading",
        "prompt": "Winning people over and getting things going, "
        "such as organising a street party or selling at a market",
    },
    "1.B.1.f": {  # Conventional
        "slug": "keeping-order",
        "name": "Keeping things in order",
        "prompt": "Keeping things exact and in order, "
        "such as planning a budget or filing papers so that everything is found again",
    },
}


class Interests:
    """The areas of interest that a release rates, as activities, and their ratings.

    ``values``: occupation code -> element -> O*NET's 1 to 7.
    """

    def __init__(self, values: dict[str, dict[str, float]]) -> None:
        used = {element for areas in values.values() for element in areas}
        self._values = values
        self._used = [element for element in AREAS if element in used]
        self.activities = [AREAS[element] for element in self._used]
        self.slugs = [activity["slug"] for activity in self.activities]

    def of(self, code: str) -> list[dict[str, Any]]:
        """An occupation's entries for "activities"; none where it has no ratings of interests."""
        areas = self._values.get(code, {})
        return [
            {"activity": AREAS[element]["slug"], "importance": importance_of(areas[element])}
            for element in self._used
            if element in areas
        ]


def importance_of(value: float) -> float:
    """O*NET's 1 to 7 as our 1 to 5, in hundredths."""
    return round(1 + (value - LOWEST) * 4 / (HIGHEST - LOWEST), 2)


def read_interests(
    reader: Reader, occupations: dict[str, Occupation], warnings: Warnings
) -> Interests:
    """Read how characteristic the six areas are of occupations (scale OI); the table's high points
    and its finer interests are left out."""
    values: dict[str, dict[str, float]] = defaultdict(dict)
    if not reader.has(table(*NAMES)):
        note_absent(reader, NAMES[0], warnings)
        return Interests(values)
    for code, row in rows_of(reader, NAMES, COLUMNS, {}, occupations, warnings):
        element = row.optional("element", 30)
        if row.optional("scale") != SCALE or element not in AREAS:
            continue
        value = row.number("value", LOWEST, HIGHEST)
        if value is None:
            continue
        if element in values[code]:
            row.wrong("element", f"{element} has its rating for {code} already")
        values[code][element] = value
    return Interests(values)
