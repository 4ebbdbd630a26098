"""Every completed assessment over time: the first role, and readiness for one role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.models import Assessment
from assessments.pages.lines import ranked
from assessments.pages.words import closest_label
from assessments.reassessment.reckoning import NOTHING
from assessments.result import AssessmentResult
from careerpath.charts.bars import Bar, BarChart, bar_chart
from roles import editions
from roles.public.picking import RolePicker, RoleTitles, picker, titles_of


@dataclass(frozen=True)
class CatalogueChoice:
    """A catalogue whose results can be looked at."""

    slug: str
    title: str


def catalogue_choices(slugs: Sequence[str]) -> list[CatalogueChoice]:
    """The catalogues with these slugs and their titles, in their order, in one query."""
    return [
        CatalogueChoice(item.slug, item.title)
        for item in editions.newest_of_each_catalogue()
        if item.slug in slugs
    ]


@dataclass(frozen=True)
class HistoryLine:
    """One assessment: its first role, and its figures for the role looked at (a dash for none)."""

    assessment: Assessment
    at: datetime
    first: str
    place: str
    fit: str
    readiness: str


@dataclass(frozen=True)
class HistoryPage:
    """The completed assessments, oldest first, with a view to one role.

    ``closest`` is what the first roles are called.
    """

    role_title: str
    closest: str
    lines: list[HistoryLine]
    chart: BarChart
    picker: RolePicker
    latest: Assessment


def history_page(scores: Sequence[AssessmentResult], role: str) -> HistoryPage:
    """The history of ``scores``, oldest first, at least one.

    ``role`` is a slug that the edition of at least one has; "" for the newest assessment's target,
    or else its first role.
    """
    latest = scores[-1]
    chosen = role or latest.target.slug
    lines = [_line(scored, chosen) for scored in scores]
    titles = titles_ever(scores)
    bars = [
        Bar(f"{line.at.day} {line.at:%b %Y}: {line.first}", line.readiness, _low(scored, chosen))
        for line, scored in zip(lines, scores, strict=True)
    ]
    return HistoryPage(
        role_title=titles[chosen],
        closest=closest_label(weighed=any(scored.weighed for scored in scores)),
        lines=lines,
        chart=bar_chart(
            "Your readiness over time",
            "One bar for each result, the oldest first: readiness from 0 to 100 per cent for "
            f"{titles[chosen]}. Beside the day stands the role that came first then. The table "
            "below has the same figures.",
            bars,
        ),
        picker=picker(titles, chosen, name="role", id="pick-role", label="Role"),
        latest=latest.assessment,
    )


def titles_ever(scores: Sequence[AssessmentResult]) -> RoleTitles:
    """Every role's title by its slug, sorted by title, of all the editions; later names count."""
    titles: dict[str, str] = {}
    aliases: dict[str, Sequence[str]] = {}
    for edition in dict.fromkeys(scored.edition for scored in scores):
        named = titles_of(edition)
        titles |= named
        aliases |= named.aliases
    return RoleTitles(dict(sorted(titles.items(), key=lambda item: item[1])), aliases)


def _low(scored: AssessmentResult, role: str) -> float | None:
    if role not in scored.edition.roles:
        return None
    return float(scored.recommendation.readiness.low[scored.profiles.role_index(role)])


def _line(scored: AssessmentResult, role: str) -> HistoryLine:
    row = scored.assessment
    place, fit, ready = NOTHING, NOTHING, NOTHING
    if role in scored.edition.roles:
        line = ranked(scored, scored.profiles.role_index(role))
        place, fit, ready = str(line.rank), f"{line.fit:.1f}", line.readiness
    return HistoryLine(
        assessment=row,
        at=row.completed_at or row.saved_at,
        first=scored.first_role.title,
        place=place,
        fit=fit,
        readiness=ready,
    )
