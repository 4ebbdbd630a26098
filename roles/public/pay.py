"""Salaries as tables and as a small picture of ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careerpath.charts.ranges import Range, RangeChart, range_chart
from roles.document.types import MIN_SALARY_SAMPLE, Role, Salary

ALL = "All"  # what a salary over all levels of experience calls itself


@dataclass(frozen=True)
class PayRow:
    """One line of a salary table; amounts and ``n``, the number of salaries, as texts."""

    role: str
    region: str
    experience: str
    year: int
    n: str
    p25: str
    median: str
    p75: str
    currency: str


@dataclass(frozen=True)
class PaySource:
    """The name and address of a source of salaries."""

    name: str
    url: str


@dataclass(frozen=True)
class Pay:
    """Salaries of one role or of several; ``absent`` says what a comparison can't show."""

    recent: tuple[PayRow, ...]
    earlier: tuple[PayRow, ...]
    pictures: tuple[RangeChart, ...]
    sources: tuple[PaySource, ...]
    absent: tuple[str, ...] = ()


Entry = tuple[str, Salary]


def pay_of(role: Role) -> Pay:
    """All salaries of a role: those of each region's newest year, and ``earlier`` ones apart."""
    recent = _newest(role.salaries)
    earlier = [salary for salary in role.salaries if salary not in recent]
    return Pay(
        recent=tuple(_row(role.title, salary) for salary in recent),
        earlier=tuple(_row(role.title, salary) for salary in earlier),
        pictures=_pictures(
            [(role.title, salary) for salary in over_all_experience(role)], name_roles=False
        ),
        sources=_sources([*recent, *earlier]),
    )


def compared_pay(roles: Sequence[Role]) -> Pay:
    """The pay of several roles: a line for each role and region, over all levels of experience.

    It is of the newest year that has such a figure.
    """
    entries = [(role.title, salary) for role in roles for salary in over_all_experience(role)]
    return Pay(
        recent=tuple(_row(*entry) for entry in entries),
        earlier=(),
        pictures=_pictures(entries, name_roles=True),
        sources=_sources(salary for _, salary in entries),
        absent=tuple(said for role in roles if (said := _absent(role))),
    )


def _newest(salaries: Iterable[Salary]) -> list[Salary]:
    """The salaries that are of the newest year of their region, in the order given."""
    salaries = list(salaries)
    years: dict[str, int] = {}
    for salary in salaries:
        years[salary.region] = max(salary.year, years.get(salary.region, 0))
    return [salary for salary in salaries if salary.year == years[salary.region]]


def over_all_experience(role: Role) -> list[Salary]:
    """A role's salaries over all levels of experience, of the newest year of each region."""
    # A newer year may be published by experience only: then an older one stands for the region.
    return _newest(salary for salary in role.salaries if salary.experience == ALL)


def _absent(role: Role) -> str:
    """What a comparison can't show of a role's pay, "" where it shows every region."""
    if not role.salaries:
        return (
            f"{role.title}: no published figures rest on enough salaries "
            f"({MIN_SALARY_SAMPLE} or more) to be shown."
        )
    shown = {salary.region for salary in over_all_experience(role)}
    regions = dict.fromkeys(s.region for s in role.salaries if s.region not in shown)
    if not regions:
        return ""
    return (
        f"{role.title}: pay in {' and '.join(regions)} is published by experience only. The role's "
        "own page has the figures."
    )


def _sources(salaries: Iterable[Salary]) -> tuple[PaySource, ...]:
    return tuple(dict.fromkeys(PaySource(item.source, item.url) for item in salaries))


def _row(role: str, salary: Salary) -> PayRow:
    return PayRow(
        role=role,
        region=salary.region,
        experience=salary.experience,
        year=salary.year,
        n=f"{salary.n:,}",
        p25=f"{salary.p25:,}",
        median=f"{salary.median:,}",
        p75=f"{salary.p75:,}",
        currency=salary.currency,
    )


def _pictures(entries: list[Entry], *, name_roles: bool) -> tuple[RangeChart, ...]:
    currencies = dict.fromkeys(salary.currency for _, salary in entries)
    return tuple(
        _picture(
            currency,
            [entry for entry in entries if entry[1].currency == currency],
            name_roles=name_roles,
        )
        for currency in currencies
    )


def _picture(currency: str, entries: list[Entry], *, name_roles: bool) -> RangeChart:
    ranges = [_range(name, salary, name_roles=name_roles) for name, salary in entries]
    said = "; ".join(
        f"{item.label}{item.ending}: {_figures(salary)}"
        for item, (_, salary) in zip(ranges, entries, strict=True)
    )
    return range_chart(
        f"Yearly pay in {currency}: the middle half, and the median",
        f"Thousands of {currency}. {said}.",
        ranges,
    )


def _range(name: str, salary: Salary, *, name_roles: bool) -> Range:
    where = f"{salary.region}, {salary.year}"
    low, high = sorted((salary.p25, salary.p75))
    if not name_roles:
        return Range(where, low, salary.median, high)
    return Range(name, low, salary.median, high, ending=f": {where}")


def _figures(salary: Salary) -> str:
    return f"{_short(salary.p25)} to {_short(salary.p75)}, median {_short(salary.median)}"


def _short(amount: int) -> str:
    return f"{amount / 1000:,.0f}k" if amount >= 10_000 else f"{amount:,}"
