"""O*NET's ratings as role profiles, with how far its raters strayed.

A release is a zip or a folder of its text tables. Columns are found by their headers.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles

TABLES = ("Skills.txt", "Knowledge.txt")
LEVEL_SCALE, IMPORTANCE_SCALE = "LV", "IM"
HIGHEST = 7.0  # of O*NET's level scale, which begins at 0


@dataclass(frozen=True)
class Release:
    """``profiles`` of R occupations with all ratings and S elements, levels scaled to 0-4.

    ``rater_sd`` (R, S): standard deviation of the raters of one element of one occupation, in our
    levels; where a release does not publish it, the element's root mean square.
    """

    profiles: RoleProfiles
    rater_sd: Floats


def read_release(place: Path) -> Release:
    """Read a release's Skills and Knowledge, a zip or a folder.

    Raises FileNotFoundError without one of the tables, KeyError without one of their columns.
    """
    levels: dict[tuple[str, str], float] = {}
    importance: dict[tuple[str, str], float] = {}
    deviation: dict[tuple[str, str], float] = {}
    for row in _rows(place):
        key = row["O*NET-SOC Code"], row["Element ID"]
        if row["Scale ID"] == IMPORTANCE_SCALE:
            importance[key] = float(row["Data Value"])
        elif row["Scale ID"] == LEVEL_SCALE:
            levels[key] = float(row["Data Value"])
            if row["Standard Error"] not in ("", "n/a"):
                # The standard error of a mean times the root of the raters' number.
                deviation[key] = float(row["Standard Error"]) * float(row["N"]) ** 0.5
    elements = sorted({element for _, element in levels})
    occupations = [
        code
        for code in sorted({code for code, _ in levels})
        if all((code, element) in levels for element in elements)
    ]
    scale = 4 / HIGHEST
    sd = _table(deviation, occupations, elements) * scale
    by_element = np.sqrt(np.nanmean(sd**2, axis=0))
    profiles = RoleProfiles(
        role_slugs=tuple(occupations),
        skill_slugs=tuple(elements),
        activity_slugs=(),
        levels=np.round(_table(levels, occupations, elements) * scale, 2),
        weights=_table(importance, occupations, elements),
        activity_weights=np.zeros((len(occupations), 0)),
        spreads=np.round(by_element, 2),
    )
    return Release(profiles, np.where(np.isnan(sd), by_element, sd))


def _table(values: dict[tuple[str, str], float], rows: list[str], columns: list[str]) -> Floats:
    return np.array([[values.get((row, column), np.nan) for column in columns] for row in rows])


def _rows(place: Path) -> Iterator[dict[str, str]]:
    for name in TABLES:
        yield from csv.DictReader(io.StringIO(_text(place, name)), delimiter="\t")


def _text(place: Path, name: str) -> str:
    if place.is_dir():
        found = sorted(place.rglob(name))
        if not found:
            raise FileNotFoundError(f"{place} has no {name}")
        return found[0].read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(place) as archive:
        inside = [item for item in archive.namelist() if item.rsplit("/", 1)[-1] == name]
        if not inside:
            raise FileNotFoundError(f"{place} has no {name}")
        return archive.read(inside[0]).decode("utf-8-sig")
