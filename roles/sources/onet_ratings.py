"""O*NET's ratings of skills and knowledge, and how far its raters strayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt

from roles.sources.base import Warnings
from roles.sources.onet_tables import Occupation, rows_of, table
from roles.sources.tables import SHORT, Reader, Row

SKILLS, KNOWLEDGE = "Skills", "Knowledge"
SPLIT_SKILLS = ("Essential Skills", "Transferable Skills")  # instead of one since release 30.3
IMPORTANCE, LEVEL = "IM", "LV"
HIGHEST = 7  # of O*NET's scale of levels, which begins at 0
OURS = 4  # the highest of our levels, which begin at 0
SMALLEST_SPREAD, LARGEST_SPREAD = 0.1, 3.0  # what the document takes
IMPRECISE = "ratings that O*NET calls imprecise; taken as they are"
COLUMNS = {
    "element": ("Element ID",),
    "name": ("Element Name",),
    "scale": ("Scale ID",),
    "value": ("Data Value",),
}
OPTIONAL = {
    "n": ("N",),
    "error": ("Standard Error",),
    "suppress": ("Recommend Suppress",),
    "date": ("Date",),
}
YES_OR_NO = ("Y", "N")
Key = tuple[str, str]


@dataclass
class Ratings:
    """Levels (O*NET's 0-7) and importance (1-5) by occupation code and element.

    ``elements`` are their names; ``squares`` the raters' variances of each element, one for each
    occupation; ``imprecise`` what O*NET recommends not to use; ``year`` that of the newest rating.
    """

    elements: dict[str, str] = field(default_factory=dict)
    levels: dict[Key, float] = field(default_factory=dict)
    importance: dict[Key, float] = field(default_factory=dict)
    squares: dict[str, list[float]] = field(default_factory=dict)
    imprecise: set[Key] = field(default_factory=set)
    year: int = 1998  # of O*NET's first release
    by_code: dict[str, list[str]] = field(default_factory=dict)

    def requirements(self, code: str) -> Iterator[tuple[str, float, float]]:
        """Element, level 0-4 in hundredths and importance of all that an occupation asks for.

        Left out: level 0, and levels without an importance.
        """
        for element in self.by_code.get(code, ()):
            key = code, element
            level = round(self.levels[key] * OURS / HIGHEST, 2)
            if level > 0 and key in self.importance:
                yield element, level, self.importance[key]

    def spread(self, element: str) -> float | None:
        """How far raters stray (SD, in our levels): the root mean square over the occupations.

        Kept within what the document takes; None where the release does not publish it.
        """
        squares = self.squares.get(element)
        if not squares:
            return None
        spread = sqrt(sum(squares) / len(squares)) * OURS / HIGHEST
        return round(min(max(spread, SMALLEST_SPREAD), LARGEST_SPREAD), 2)


def read_ratings(reader: Reader, occupations: dict[str, Occupation], warnings: Warnings) -> Ratings:
    """Read the ratings of skills and of knowledge; CatalogueError where a table is missing."""
    ratings = Ratings()
    split = not reader.has(table(SKILLS)) and reader.has(table(*SPLIT_SKILLS[:1]))
    for name in (*(SPLIT_SKILLS if split else (SKILLS,)), KNOWLEDGE):
        before = len(ratings.imprecise)
        for code, row in rows_of(reader, (name,), COLUMNS, OPTIONAL, occupations, warnings):
            _rating(ratings, code, row)
        if count := len(ratings.imprecise) - before:
            warnings.add(f"{name}.txt", f"{count:,}", IMPRECISE)
    for code, element in ratings.levels:
        ratings.by_code.setdefault(code, []).append(element)
    return ratings


def _rating(ratings: Ratings, code: str, row: Row) -> None:
    element, name = row.text("element", 30), row.text("name", SHORT)
    scale = row.choice("scale", (IMPORTANCE, LEVEL))
    value = row.number("value", 1 if scale == IMPORTANCE else 0, HIGHEST if scale == LEVEL else 5)
    suppress = row.choice("suppress", YES_OR_NO)
    ratings.year = max(ratings.year, _year(row))
    if element is None or name is None or scale is None or value is None:
        return
    ratings.elements.setdefault(element, name)
    key = code, element
    kept = ratings.importance if scale == IMPORTANCE else ratings.levels
    if key in kept:
        row.wrong("element", f"{element} has its {scale} rating for {code} already")
    # Whatever O*NET says of it (imprecise, or not relevant to most raters), a low level says more
    # than none: "not asked for" would read as level 0.
    kept[key] = round(value, 2) if scale == IMPORTANCE else value
    if scale == LEVEL:
        _note_spread(ratings, element, row)
    if suppress == "Y":
        ratings.imprecise.add(key)


def _note_spread(ratings: Ratings, element: str, row: Row) -> None:
    """Keep the raters' variance: the standard error, squared, times their number."""
    error, count = row.number("error", 0, 10), row.number("n", 0, 1e7)
    if error is not None and count is not None:
        ratings.squares.setdefault(element, []).append(error**2 * count)


def _year(row: Row) -> int:
    year = row.optional("date", SHORT)[-4:]
    return int(year) if year.isascii() and year.isdecimal() and "1998" <= year <= "2199" else 0
