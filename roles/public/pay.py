"""Salaries as tables and as a small picture of ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.document.types import Role, Salary

LEFT, RIGHT, ROW = 0, 360, 46
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
class RangeRow:
    """One range in the picture, in the picture's units."""

    label: str
    figures: str
    text_y: int
    y: int
    left: float
    width: float
    middle: float


@dataclass(frozen=True)
class RangePicture:
    """Ranges of one currency on one scale, which begins at nought."""

    title: str
    desc: str
    height: int
    rows: tuple[RangeRow, ...]


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
    pictures: tuple[RangePicture, ...]
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


def _pictures(entries: list[Entry], *, name_roles: bool) -> tuple[RangePicture, ...]:
    currencies = dict.fromkeys(salary.currency for _, salary in entries)
    return tuple(
        _picture(
            currency,
            [entry for entry in entries if entry[1].currency == currency],
            name_roles=name_roles,
        )
        for currency in currencies
    )


def _picture(currency: str, entries: list[Entry], *, name_roles: bool) -> RangePicture:
    top = max(max(salary.p75, salary.median) for _, salary in entries) or 1
    scale = (RIGHT - LEFT) / top
    rows = tuple(
        _range(name, salary, place, scale, name_roles=name_roles)
        for place, (name, salary) in enumerate(entries)
    )
    said = "; ".join(f"{row.label}: {row.figures}" for row in rows)
    return RangePicture(
        title=f"Yearly pay in {currency}: the middle half, and the median",
        desc=f"Thousands of {currency}. {said}.",
        height=ROW * len(rows) + 4,
        rows=rows,
    )


def _range(name: str, salary: Salary, place: int, scale: float, *, name_roles: bool) -> RangeRow:
    where = f"{salary.region}, {salary.year}"
    low, high = sorted((salary.p25, salary.p75))
    return RangeRow(
        label=f"{name}: {where}" if name_roles else where,
        figures=f"{_short(salary.p25)} to {_short(salary.p75)}, median {_short(salary.median)}",
        text_y=place * ROW + 14,
        y=place * ROW + 28,
        left=round(LEFT + low * scale, 1),
        width=round(max((high - low) * scale, 1), 1),
        middle=round(LEFT + salary.median * scale, 1),
    )


def _short(amount: int) -> str:
    return f"{amount / 1000:,.0f}k" if amount >= 10_000 else f"{amount:,}"
