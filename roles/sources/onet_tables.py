"""What the tables of an O*NET release have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roles.sources.base import Warnings
from roles.sources.files import Files
from roles.sources.tables import Columns, Reader, Row

# A column's names over the releases: the taxonomy is named in it at times.
CODE = ("O*NET-SOC Code", "O*NET-SOC 2019 Code", "O*NET-SOC 2010 Code", "SOC Code")
TITLE = ("Title", "O*NET-SOC Title", "O*NET-SOC 2019 Title", "Occupation")
ABSENT = "is not in this release; roles go without it"
NOWHERE = "names an occupation that Occupation Data does not have; left out"
# The major groups of the Standard Occupational Classification, by a code's first two digits.
FAMILIES = {
    "11": "Management",
    "13": "Business and financial operations",
    "15": "Computer and mathematical",
    "17": "Architecture and engineering",
    "19": "Life, physical and social science",
    "21": "Community and social service",
    "23": "Legal",
    "25": "Educational instruction and library",
    "27": "Arts, design, entertainment, sports and media",
    "29": "Healthcare practitioners and technical",
    "31": "Healthcare support",
    "33": "Protective service",
    "35": "Food preparation and serving",
    "37": "Building and grounds cleaning and maintenance",
    "39": "Personal care and service",
    "41": "Sales",
    "43": "Office and administrative support",
    "45": "Farming, fishing and forestry",
    "47": "Construction and extraction",
    "49": "Installation, maintenance and repair",
    "51": "Production",
    "53": "Transportation and material moving",
    "55": "Military specific",
    "": "Other",
}


@dataclass(frozen=True)
class Occupation:
    """An occupation with its O*NET-SOC code; ``family`` is the name of its SOC major group."""

    code: str
    title: str
    description: str
    family: str


def table(*names: str) -> str:
    """A pattern for the file names of a table that has had several names over the releases.

    Spaces may be underscores, and commas may be missing.
    """
    loose = [re.escape(name).replace(r"\ ", "[ _]").replace(",", ",?") for name in names]
    return rf"(?:{'|'.join(loose)})\.(?:txt|tsv)"


def release_version(files: Files) -> str:
    """The number of the release, such as "29.3", from the name of its archive or folder, else from
    its read-me; "" where neither says."""
    for name in [files.name, *files.names()]:
        if found := re.search(r"db_(\d{2})_(\d)", name):
            return f"{found[1]}.{found[2]}"
    about = files.find(r"read[ _]?me\.txt")
    said = re.search(r"O\*NET (\d{2}\.\d) Database", files.text(about)) if about else None
    return said[1] if said else ""


def note_absent(reader: Reader, name: str, warnings: Warnings) -> None:
    """Warn that the release lacks a table which may be missing."""
    warnings.add(reader.files.name, f"{name}.txt", ABSENT)


def code_of(row: Row, column: str = "code") -> str | None:
    """The occupation's code in its own form, or None and a problem."""
    code = row.text(column, 20)
    if code is not None and not re.fullmatch(r"\d\d-\d{4}\.\d\d", code):
        row.wrong(column, f"must look like 15-2051.00; got {code!r}")
        return None
    return code


def rows_of(
    reader: Reader,
    name: tuple[str, ...],
    columns: Columns,
    optional: Columns,
    occupations: dict[str, Occupation],
    warnings: Warnings,
) -> Iterator[tuple[str, Row]]:
    """The rows of a table that tells of occupations, each with its code.

    Rows of an occupation that is not in the release go to the warnings.
    """
    titles = f"{name[0]}.txt"
    for row in reader.rows(table(*name), {"code": CODE, **columns}, optional, named=titles):
        code = code_of(row)
        if code is None:
            continue
        if code in occupations:
            yield code, row
        else:
            warnings.add(row.file, f"line {row.line}, {code}", NOWHERE)
