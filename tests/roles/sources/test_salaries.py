"""Salaries: percentiles, titles, and the built-in figures made again from the real rows."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.document.parse import CatalogueError
from roles.document.types import Catalogue
from roles.sources.base import Imported
from roles.sources.salaries import URL, quarter, read_salaries
from roles.sources.titles import Titles, read_titles
from tests.roles.factory import small_catalogue
from tests.roles.sources.places import SALARIES, real_data

HEADER = (
    "work_year,experience_level,employment_type,job_title,salary,salary_currency,"
    "salary_in_usd,employee_residence,remote_ratio,company_location,company_size"
)


def row(
    amount: int, *, year: int = 2025, level: str = "SE", title: str = "Builder", **more: str
) -> str:
    kind, home = more.get("kind", "FT"), more.get("home", "US")
    return f"{year},{level},{kind},{title},{amount},USD,{amount},{home},0,{home},M"


@pytest.fixture
def titles() -> Titles:
    table = Titles("titles.csv")
    table.add("Builder", "builder")
    table.add("Builder", "lead-builder", ("EX",))
    table.add("Dreamer", "dreamer")
    return table


def read(tmp_path: Path, titles: Titles, *rows: str) -> Imported:
    path = tmp_path / "salaries.csv"
    path.write_text("\r\n".join((HEADER, *rows)), encoding="utf-8")
    return read_salaries(path, small_catalogue(), titles)


def figures(imported: Imported, slug: str = "builder") -> list[tuple[object, ...]]:
    (role,) = (role for role in imported.catalogue.roles if role.slug == slug)
    return [
        (item.experience, item.region, item.year, item.n, item.p25, item.median, item.p75)
        for item in role.salaries
        if item.url == URL
    ]


@given(st.lists(st.integers(1, 500_000), min_size=1, max_size=60))
def test_quartiles_are_the_usual_ones(amounts: list[int]) -> None:
    values = sorted(amounts)
    for number in (1, 2, 3):
        wanted = np.percentile(values, 25 * number)
        assert abs(Fraction(quarter(values, number)) - Fraction(wanted)) <= Fraction(1, 2)


def test_nothing_below_thirty_rows(tmp_path: Path, titles: Titles) -> None:
    rows = [row(1000 * number) for number in range(1, 30)]
    assert figures(read(tmp_path, titles, *rows)) == []
    assert figures(read(tmp_path, titles, *rows, row(30_000))) == [
        (experience, "United States", 2025, 30, 8250, 15500, 22750)
        for experience in ("All", "Senior")
    ]


def test_only_full_time_and_the_two_newest_years(tmp_path: Path, titles: Titles) -> None:
    old = [row(10, year=2023)] * 40
    parts = [row(10, kind="PT")] * 40
    found = figures(
        read(tmp_path, titles, *old, *parts, *[row(7, year=2024, home="FR")] * 31, row(9))
    )
    assert found == [
        (experience, "Outside the United States", 2024, 31, 7, 7, 7)
        for experience in ("All", "Senior")
    ]


def test_a_title_may_count_at_some_levels_only(tmp_path: Path, titles: Titles) -> None:
    imported = read(tmp_path, titles, *[row(5, level="EX")] * 30, *[row(4, level="EN")] * 30)
    assert [item[3] for item in figures(imported, "lead-builder")] == [30, 30]
    assert [item[3] for item in figures(imported, "builder")] == [60, 30, 30]


def test_other_salaries_stay_and_a_second_run_changes_nothing(
    tmp_path: Path, titles: Titles
) -> None:
    once = read(tmp_path, titles, *[row(5)] * 30).catalogue
    assert small_catalogue().roles[0].salaries[0] in once.roles[0].salaries
    assert read_salaries(tmp_path / "salaries.csv", once, titles).catalogue == once


def test_what_has_no_figures_is_told(tmp_path: Path, titles: Titles) -> None:
    told = [str(item) for item in read(tmp_path, titles, *[row(5)] * 30).warnings]
    assert told == [
        "titles.csv: dreamer: is no role of the catalogue; its titles count for nothing",
        "salaries.csv: lead-builder: has fewer than 30 rows in every group; no figures are shown",
    ]


def test_problems_are_located(tmp_path: Path, titles: Titles) -> None:
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, titles, row(5), row(-5), row(5, level="XX"), row(5, title=""))
    assert str(caught.value).splitlines() == [
        "salaries.csv: line 3, column salary_in_usd: must be a number from 1 to 1e+08; got '-5'",
        "salaries.csv: line 4, column experience_level: must be one of EN, MI, SE, EX; got 'XX'",
        "salaries.csv: line 5, column job_title: is empty",
    ]


def test_the_table_of_titles(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("job_title,role,levels_used\nBricklayer,builder,SE+EX only\n", encoding="utf-8")
    table = read_titles(path)
    assert table.roles_of("bricklayer", "SE") == ["builder"]
    assert table.roles_of("Bricklayer", "EN") == []
    path.write_text("job_title,role,levels_used\nBricklayer,builder,most\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="line 2, column levels_used: must be all, or some of"):
        read_titles(path)


@real_data
def test_the_built_in_figures_again(builtin: Catalogue) -> None:
    found = read_salaries(SALARIES, builtin, read_titles()).catalogue
    # The very figures, in the same order; and so nothing that an editor would have to publish.
    assert found == builtin
