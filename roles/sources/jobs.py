"""Job postings as schema.org/JobPosting JSON -> postings for the roles their titles name.

Takes one posting, an array of them, or JSON-LD with an ``@graph``. Text is kept as plain text,
links as https only. Descriptions are not kept: the employer's own page has them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from pathlib import Path
from typing import Any

import nh3
from pydantic import TypeAdapter

from roles.document.json_text import load_json
from roles.document.parse import Problem, refusal
from roles.sources.base import Problems, Progress, Warnings, silent
from roles.sources.files import Files
from roles.sources.titles import Titles

LONGEST, LONGEST_URL = 200, 500  # characters, as the rows of featured jobs hold
MOST_POSTINGS = 10_000
MOST_PAY = 100_000_000
DAYS_WITHOUT_END = 30  # how long a posting that names no last day is shown after its first
PERIODS = {"HOUR": "hour", "DAY": "day", "WEEK": "week", "MONTH": "month", "YEAR": "year"}
REMOTE = "Remote"


@dataclass(frozen=True)
class Posting:
    """One posting for one role, known by its slug; it is shown up to the day ``valid_through``.

    Pay is in whole units of ``currency`` a ``period`` ("year"), 0 where none is said. Other texts
    are "" where the posting does not say.
    """

    role: str
    title: str
    employer: str
    place: str
    kind: str
    level: str
    pay_low: int
    pay_high: int
    currency: str
    period: str
    url: str
    valid_through: date


@dataclass(frozen=True)
class Postings:
    """What a file holds; ``warnings`` name the postings that were left out."""

    postings: tuple[Posting, ...]
    warnings: tuple[Problem, ...]


_POSTINGS = TypeAdapter(tuple[Posting, ...])


def postings_to_json(postings: tuple[Posting, ...]) -> str:
    """The postings as JSON text, which ``postings_from_json`` reads."""
    return _POSTINGS.dump_json(postings).decode()


def postings_from_json(text: str) -> tuple[Posting, ...]:
    """Postings from the JSON text of ``postings_to_json``; raises ValueError for any other."""
    return _POSTINGS.validate_json(text)


def read_jobs(place: Path, titles: Titles, progress: Progress = silent) -> Postings:
    """Read the one .json or .jsonld file at ``place``, a file, folder or zip.

    ``titles`` says which role a job title is about. Raises CatalogueError with every problem, each
    naming its posting by number.
    """
    with Files(place) as files:
        name = files.find(r".+\.(json|jsonld)")
        if name is None:
            raise refusal(files.name, "has no .json file")
        shown = name.rsplit("/", 1)[-1]
        found = list(_postings(load_json(files.text(name), shown)))
    if not found:
        raise refusal(shown, 'has no posting: nothing has "@type": "JobPosting"')
    if len(found) > MOST_POSTINGS:
        raise refusal(shown, f"has {len(found):,} postings; at most {MOST_POSTINGS:,} are read")
    problems, warnings = Problems(), Warnings()
    kept: dict[tuple[str, str], Posting] = {}
    for number, data in enumerate(found, 1):
        for posting in _Reading(data, f"posting {number}", shown, problems, warnings).read(titles):
            kept[posting.role, posting.url] = posting  # where one is there twice, the last counts
    problems.refuse()
    progress(f"{shown}: {len(found):,} postings")
    return Postings(tuple(kept.values()), warnings.all())


def _postings(data: Any) -> Iterator[dict[str, Any]]:
    """Every JobPosting in arrays and graphs, in order."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            if "JobPosting" in _listed(item.get("@type")):
                yield item
            waiting += reversed(_listed(item.get("@graph")))


def _listed(value: Any) -> list[Any]:
    # JSON-LD may write one value without the list around it.
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def plain_text(value: Any) -> str:
    """Text without markup, on one line; "" for what is not text."""
    if not isinstance(value, str):
        return ""
    # Twice, because feeds often escape their markup.
    for _ in range(2):
        # Postings hold HTML; without tags it is still escaped, and pages escape it themselves.
        value = html.unescape(nh3.clean(value, tags=set()))
    text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", value)
    return " ".join(text.split())


@dataclass(frozen=True)
class _Reading:
    """One posting's ``data`` as it is read; problems and warnings call it ``where`` in ``file``."""

    data: dict[str, Any]
    where: str
    file: str
    problems: Problems
    warnings: Warnings

    def read(self, titles: Titles) -> Iterator[Posting]:
        """The posting, once for each role that its title names."""
        title = self._text("title", self.data.get("title"), needed=True)
        roles = titles.within(title)
        if title and not roles:
            at = f"{self.where} ({title})"
            self.warnings.add(self.file, at, "names no known role in its title; left out")
        employer = self._text(
            "hiringOrganization", _named(self.data.get("hiringOrganization")), needed=True
        )
        low, high, currency, period = self._pay()
        place, kind, level = self._place(), self._kind(), self._level()
        url, last_day = self._url(), self._last_day()
        if not url or last_day is None:
            return
        for role in roles:
            yield Posting(
                role=role,
                title=title,
                employer=employer,
                place=place,
                kind=kind,
                level=level,
                pay_low=low,
                pay_high=high,
                currency=currency,
                period=period,
                url=url,
                valid_through=last_day,
            )

    def _wrong(self, key: str, message: str) -> None:
        self.problems.add(self.file, f"{self.where}, {key}", message)

    def _text(self, key: str, value: Any, *, needed: bool = False) -> str:
        text = plain_text(value)
        if needed and not text:
            self._wrong(key, "is missing")
        if len(text) > LONGEST:
            self._wrong(key, f"has {len(text):,} characters; at most {LONGEST} are allowed")
            return text[:LONGEST]
        return text

    def _url(self) -> str:
        # Postings differ in which of these leads to their page.
        value = self.data.get("url") or self.data.get("sameAs") or self.data.get("@id")
        url = value.strip() if isinstance(value, str) else ""
        if not re.fullmatch(r"https://[\w.-]+(:\d+)?(/[!-~]*)?", url, re.ASCII):
            self._wrong("url", f"must be an address that begins with https://; got {url!r:.80}")
            return ""
        if len(url) > LONGEST_URL:
            self._wrong("url", f"has more than {LONGEST_URL} characters")
            return ""
        return url

    def _last_day(self) -> date | None:
        for key, days in (("validThrough", 0), ("datePosted", DAYS_WITHOUT_END)):
            value = self.data.get(key)
            if value is None or value == "":
                continue
            try:
                # Ten characters: schema.org allows a time after the date.
                return date.fromisoformat(str(value)[:10]) + timedelta(days)
            except (ValueError, OverflowError):
                self._wrong(key, f"must be a date such as 2026-12-31; got {str(value)!r:.40}")
                return None
        self._wrong("validThrough", "is missing, and there is no datePosted either")
        return None

    def _place(self) -> str:
        places = [_address(item) for item in _listed(self.data.get("jobLocation"))]
        if self.data.get("jobLocationType") == "TELECOMMUTE":
            places.append(REMOTE)
        return self._text("jobLocation", " or ".join(dict.fromkeys(filter(None, places))))

    def _kind(self) -> str:
        kinds = [plain_text(item) for item in _listed(self.data.get("employmentType"))]
        words = ", ".join(kind.replace("_", "-") for kind in kinds if kind)
        return self._text("employmentType", words.capitalize())

    def _level(self) -> str:
        value = self.data.get("experienceRequirements")
        if isinstance(value, dict):
            months = _number(value.get("monthsOfExperience"))
            if months is not None and 0 < months <= 600:
                years = months / 12
                return f"{years:.2g} year{'' if years == 1 else 's'} of experience"
            value = value.get("name") or value.get("description")
        text = plain_text(value)
        return text if len(text) <= LONGEST else ""

    def _pay(self) -> tuple[int, int, str, str]:
        nothing = 0, 0, "", ""
        salary = self.data.get("baseSalary")
        if salary is None:
            return nothing
        value = salary.get("value") if isinstance(salary, dict) else salary
        amounts = value if isinstance(value, dict) else {"value": value}
        low = _number(amounts.get("minValue", amounts.get("value")))
        high = _number(amounts.get("maxValue", amounts.get("value", low)))
        currency = salary.get("currency") if isinstance(salary, dict) else None
        unit = str(amounts.get("unitText") or "YEAR").upper()
        if low is None or high is None or not 0 < low <= high <= MOST_PAY:
            message = "must have a value, or a minValue up to its maxValue, above 0"
        elif not isinstance(currency, str) or not re.fullmatch(r"[A-Z]{3}", currency):
            message = "must have a currency of three capital letters, such as EUR"
        elif unit not in PERIODS:
            message = f"has a unitText that is none of {', '.join(PERIODS)}"
        else:
            return round(low), round(high), currency, PERIODS[unit]
        self._wrong("baseSalary", message)
        return nothing


def _named(value: Any) -> Any:
    """The name of a thing that schema.org lets one write as an object or as its name alone."""
    return value.get("name") if isinstance(value, dict) else value


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _address(place: Any) -> str:
    """Town, region and country of a place, as far as it says."""
    if not isinstance(place, dict):
        return plain_text(place)
    address = place.get("address")
    if not isinstance(address, dict):
        return plain_text(address) or plain_text(place.get("name"))
    keys = ("addressLocality", "addressRegion", "addressCountry")
    parts = [plain_text(_named(address.get(key))) for key in keys]
    return ", ".join(dict.fromkeys(part for part in parts if part))
