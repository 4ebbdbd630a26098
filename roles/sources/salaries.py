"""Salary rows as aijobs.net publishes them -> the salaries of a document's roles.

Full-time rows of the newest years are grouped by role, experience, region and year. Percentiles
are interpolated linearly between the ordered amounts (the usual definition, "type 7"), in
fractions throughout, and rounded to whole dollars, an exact half to even. Nothing rests on fewer
than 30 rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from roles.document.parse import parse_catalogue, refusal
from roles.document.serialise import to_plain
from roles.document.types import MIN_SALARY_SAMPLE, Catalogue
from roles.sources.base import Imported, Problems, Progress, Warnings, silent
from roles.sources.files import Files
from roles.sources.tables import SHORT, Commas, Reader, Row
from roles.sources.titles import Titles

URL = "https://aijobs.net/salaries/"
SOURCE = "aijobs.net salary index (posted and reported pay)"
YEARS_SHOWN = 2  # the newest
ALL = "All"  # levels of experience together
EXPERIENCE = {"EN": "Entry", "MI": "Mid", "SE": "Senior", "EX": "Executive"}
EMPLOYMENT = ("FT", "PT", "CT", "FL")
FULL_TIME = "FT"
REGIONS = ("United States", "Outside the United States")
COLUMNS = {
    "year": ("work_year",),
    "experience": ("experience_level",),
    "employment": ("employment_type",),
    "title": ("job_title",),
    "amount": ("salary_in_usd",),
    "residence": ("employee_residence",),
}
Group = tuple[str, str, str, int]  # role, experience, region, year
Amounts = dict[Group, list[int]]


def read_salaries(
    place: Path, catalogue: Catalogue, titles: Titles, progress: Progress = silent
) -> Imported:
    """``catalogue`` with figures from ``place`` instead of those that this source gave before.

    Salaries from other sources stay. Raises CatalogueError with every problem, each with line and
    column.
    """
    warnings = Warnings()
    for slug in titles.unknown(role.slug for role in catalogue.roles):
        warnings.add(titles.name, slug, "is no role of the catalogue; its titles count for nothing")
    amounts = _amounts(place, titles, progress)
    figures = _figures(amounts)
    plain = to_plain(catalogue)
    for role in plain["roles"]:
        found = figures.get(role["slug"], [])
        before = {_figure(item): item for item in role["salaries"] if item["url"] == URL}
        kept = [item for item in role["salaries"] if item["url"] != URL]
        # Editors may have put the source in other words: a figure that did not change keeps them.
        role["salaries"] = [*(before.get(_figure(item), item) for item in found), *kept]
        if role["slug"] in titles.roles() and not found:
            warnings.add(
                place.name,
                role["slug"],
                f"has fewer than {MIN_SALARY_SAMPLE} rows in every group; no figures are shown",
            )
    return Imported(parse_catalogue(plain), warnings.all())


def _amounts(place: Path, titles: Titles, progress: Progress) -> Amounts:
    """Every full-time amount by group."""
    found: Amounts = defaultdict(list)
    problems = Problems()
    with Files(place) as files:
        reader = Reader(files, Commas, problems, progress)
        pattern = r".+\.csv(\.gz)?"
        count = 0
        for row in reader.rows(pattern, COLUMNS, named="table of salaries (.csv or .csv.gz)"):
            _note(found, row, titles)
            count += 1
    problems.refuse()
    if not count:
        raise refusal(files.name, "has no rows")
    return found


def _note(found: Amounts, row: Row, titles: Titles) -> None:
    year, amount = row.number("year", 1990, 2200), row.number("amount", 1, 100_000_000)
    level, kind = row.choice("experience", tuple(EXPERIENCE)), row.choice("employment", EMPLOYMENT)
    title, home = row.text("title", SHORT), row.text("residence", SHORT)
    if year is None or amount is None or not level or not kind or not title or not home:
        # number() and choice() let a blank cell pass; here it is a problem.
        for column in ("year", "amount", "experience", "employment"):
            row.text(column)
        return
    if kind != FULL_TIME:
        return
    region = REGIONS[0] if home == "US" else REGIONS[1]
    for role in titles.roles_of(title, level):
        for experience in (ALL, EXPERIENCE[level]):
            found[role, experience, region, int(year)].append(round(amount))


def _figures(amounts: Amounts) -> dict[str, list[dict[str, Any]]]:
    """The document's salaries by role: by region, the newest year first, then by experience."""
    newest = max((group[3] for group in amounts), default=0)
    order = (ALL, *EXPERIENCE.values())
    figures: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for group in sorted(
        amounts, key=lambda item: (REGIONS.index(item[2]), -item[3], order.index(item[1]))
    ):
        role, experience, region, year = group
        values = sorted(amounts[group])
        if year <= newest - YEARS_SHOWN or len(values) < MIN_SALARY_SAMPLE:
            continue
        p25, median, p75 = (quarter(values, number) for number in (1, 2, 3))
        figures[role].append(
            {
                "experience": experience,
                "region": region,
                "year": year,
                "n": len(values),
                "p25": p25,
                "median": median,
                "p75": p75,
                "currency": "USD",
                "source": SOURCE,
                "url": URL,
            }
        )
    return figures


def _figure(item: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    """A salary without the words for its source."""
    return tuple(sorted((key, value) for key, value in item.items() if key != "source"))


def quarter(values: Sequence[int], number: int) -> int:
    """The first, second or third quartile (``number``) of ordered amounts, in whole dollars.

    Interpolated linearly; an exact half goes to the even dollar.
    """
    # In quarters, so that nothing is rounded before the end.
    whole, rest = divmod((len(values) - 1) * number, 4)
    low = values[whole]
    high = values[min(whole + 1, len(values) - 1)]
    return round(Fraction(4 * low + (high - low) * rest, 4))
