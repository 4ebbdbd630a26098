"""Salaries as tables and as a small picture of ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careerpath.charts.ranges import Range, RangeChart, range_chart
from roles.document.types import Role, Salary

ALL = "All"


@dataclass(frozen=True)
class PayRow:
    """One line of a salary table."""

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
    """Where figures come from."""

    name: str
    url: str


@dataclass(frozen=True)
class Pay:
    """Salaries of one role or of several."""

    recent: tuple[PayRow, ...]
    earlier: tuple[PayRow, ...]
    pictures: tuple[RangeChart, ...]
    sources: tuple[PaySource, ...]


Entry = tuple[str, Salary]


def pay_of(roles: Sequence[tuple[str, Role]], *, name_roles: bool, only_all: bool = False) -> Pay:
    """Salaries of named roles: the newest year of each region apart from the years before.

    ``only_all`` keeps one line a role and region, over all experience and of the newest year.
    """
    entries = [(name, salary) for name, role in roles for salary in role.salaries]
    newest = _newest(entries)
    heads = [entry for entry in newest if entry[1].experience == ALL]
    recent = heads if only_all else newest
    kept = {id(salary) for _, salary in recent}
    rest = [] if only_all else [entry for entry in entries if id(entry[1]) not in kept]
    shown = [*recent, *rest]
    return Pay(
        recent=tuple(_row(*entry) for entry in recent),
        earlier=tuple(_row(*entry) for entry in rest),
        pictures=_pictures(heads, name_roles=name_roles),
        sources=tuple(dict.fromkeys(PaySource(item.source, item.url) for _, item in shown)),
    )


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    entries = list(entries)
    years: dict[tuple[str, str], int] = {}
    for name, salary in entries:
        place = (name, salary.region)
        years[place] = max(salary.year, years.get(place, 0))
    return [entry for entry in entries if entry[1].year == years[entry[0], entry[1].region]]


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
        f"{item.label}: {_figures(salary)}"
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
    return Range(f"{name}: {where}" if name_roles else where, low, salary.median, high)


def _figures(salary: Salary) -> str:
    return f"{_short(salary.p25)} to {_short(salary.p75)}, median {_short(salary.median)}"


def _short(amount: int) -> str:
    return f"{amount / 1000:,.0f}k" if amount >= 10_000 else f"{amount:,}"
