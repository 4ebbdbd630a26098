"""The page of results: what you are closest to, how sure, why, what is between, what first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.core.paginator import Page, Paginator
from django.utils.translation import ngettext

from assessments.engine.ladder import known_readiness
from assessments.engine.plan import PlanStep
from assessments.engine.step_marks import Marks
from assessments.models import AnswerMode, Assessment
from assessments.pages.lines import GapLine, RankedRole, gap_lines, ranked, target_picker
from assessments.pages.order import Order, order_of
from assessments.pages.words import closest_label
from assessments.questions.families import asked_count, known
from assessments.questions.unanswered import UnansweredCounts, count_unanswered
from assessments.result import AssessmentResult
from assessments.results.sure import Sureness, Weighing, sureness, weighing
from assessments.results.why import Against, Why, against, why
from careerpath.charts.bars import Bar, BarChart, BarPair, BarPairChart, bar_chart, bar_pair_chart
from roles.public.at_a_glance import outlook_line, pay_line
from roles.public.picking import RolePicker

SHOWN_ROLES = 10
PART = 50  # roles a page, where all are shown
CHARTED_ROLES = 5
ENJOYED_ROLES = 10
SHOWN_GAPS = 6
LARGEST_GAPS = 3
BROUGHT = 3
FIRST_STEPS = 3
NEXT_ROLES = 3
HALF_READY = 50.0  # per cent of what a role asks for, to be within reach


@dataclass(frozen=True)
class ResultsPage:
    """The results of one assessment.

    ``answered`` and ``asked`` count skills. ``quick``: by the quick check. ``order`` is what
    orders the roles, ``closest`` what the first one is called then. ``why`` is None for an
    only role. ``goal`` is the target, or the first role where none was chosen (``has_target``):
    what is missing, what one brings, the first steps, ``pay`` and ``outlook`` ("" where there are
    no figures) are its. ``gap_count`` counts gaps behind a rating; ``unrated_gaps`` skills asked
    for that are not rated, which may be none; ``between`` says both; ``gaps`` are the ``largest``
    and more. ``bring`` are names of skills that count most of those rated as asked or above.
    ``next_titles`` come after the first role. ``roles`` are those of ``part``.
    ``total_roles`` are in the list, which ``within_reach`` narrows to the ``reachable`` ones.
    ``enjoyed``: readiness and interest in a picture, None where no interest is known.
    """

    assessment: Assessment
    edition: int
    answered: int
    asked: int
    first: RankedRole
    sure: Sureness
    quick: bool
    families: tuple[str, ...]
    weighing: Weighing
    order: Order
    closest: str
    unanswered: UnansweredCounts
    why: Why | None
    against: Against
    goal: RankedRole
    has_target: bool
    bring: list[str]
    pay: str
    outlook: str
    gaps: list[GapLine]
    largest: list[GapLine]
    gap_count: int
    unrated_gaps: int
    between: str
    first_steps: list[PlanStep]
    next_titles: list[str]
    roles: list[RankedRole]
    total_roles: int
    reachable: int
    within_reach: bool
    part: Page[int]
    show_all: bool
    chart: BarChart
    enjoyed: BarPairChart | None
    picker: RolePicker


def results_page(
    scored: AssessmentResult,
    marks: Marks,
    *,
    show_all: bool,
    page: str = "",
    within_reach: bool = False,
) -> ResultsPage:
    """The results page of an assessment with at least one rating.

    ``show_all``: every role in order, of these the page numbered ``page`` where they are many.
    ``within_reach``: only the roles that are.
    """
    rows = [int(role) for role in scored.recommendation.order]
    near = _within_reach(scored, rows)
    listed = near if within_reach else rows
    part = Paginator(listed if show_all else listed[:SHOWN_ROLES], PART).get_page(page)
    lines = [ranked(scored, role) for role in part.object_list]
    best = [ranked(scored, role) for role in rows[:CHARTED_ROLES]]
    first, target = best[0], scored.target
    asked_for = gap_lines(scored, target.slug)
    missing = _missing(asked_for)
    unrated = sum(gap.rating is None for gap in missing)
    sure = sureness(scored)
    # A close call gives its reasons against the rival, whatever the rival's place (decision 10).
    beside = sure.rival_row if sure.close else (rows[1] if len(rows) > 1 else None)
    plan = scored.chosen_plan(target.slug, marks).plan
    order = order_of(scored)
    return ResultsPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        answered=scored.recommendation.fit.answered,
        asked=asked_count(scored),
        first=first,
        sure=sure,
        quick=scored.assessment.way == AnswerMode.QUICK,
        families=known(scored.edition, scored.assessment.families),
        weighing=weighing(scored),
        order=order,
        closest=_called(scored, sure),
        unanswered=count_unanswered(scored, target.slug),
        why=None if beside is None else why(scored, rows[0], beside),
        against=against(scored, rows[0]),
        goal=ranked(scored, scored.profiles.role_index(target.slug)),
        has_target=scored.assessment.target_role == target.slug,
        bring=_brought(asked_for),
        pay=pay_line(target),
        outlook=outlook_line(target),
        gaps=missing[:SHOWN_GAPS],
        largest=[gap for gap in missing if gap.rating is not None][:LARGEST_GAPS],
        gap_count=len(missing) - unrated,
        unrated_gaps=unrated,
        between=_between(len(missing) - unrated, unrated),
        first_steps=plan.upcoming[:FIRST_STEPS],
        next_titles=[line.title for line in best[1:NEXT_ROLES]],
        roles=lines,
        total_roles=len(listed),
        reachable=len(near),
        within_reach=within_reach,
        part=part,
        show_all=show_all,
        chart=_rank_chart(best, order),
        enjoyed=_enjoyed(scored, rows[:ENJOYED_ROLES]),
        picker=target_picker(scored, scored.assessment.target_role or first.slug),
    )


def _within_reach(scored: AssessmentResult, rows: list[int]) -> list[int]:
    """The roles that somebody is at least HALF_READY for, as far as is known, and that nothing
    keeps back."""
    ready = known_readiness(scored.profiles, scored.ratings[None])[0]
    held_back = scored.recommendation.ladder < 0
    return [row for row in rows if ready[row] >= HALF_READY and not held_back[row]]


def _missing(lines: list[GapLine]) -> list[GapLine]:
    """What costs readiness, largest first; what is known to be missing before what is not known."""
    found = (line for line in lines if line.cost > 0)
    return sorted(found, key=lambda line: (line.rating is None, -line.cost))


def _brought(lines: list[GapLine]) -> list[str]:
    """Names of the skills that add most to readiness, of those rated as asked or above."""
    met = [line for line in lines if line.rating is not None and line.gap <= 0 and line.has > 0]
    return [line.skill for line in sorted(met, key=lambda line: -line.has)[:BROUGHT]]


def _between(gaps: int, unrated: int) -> str:
    """How many gaps there are for sure, and how many skills nobody knows about: "1 gap"."""
    known = ngettext("%(n)d gap", "%(n)d gaps", gaps) % {"n": gaps}
    skills = ngettext("%(n)d skill", "%(n)d skills", unrated) % {"n": unrated}
    if not unrated:
        return known if gaps else "No gap"
    return f"{known}, and {skills} not rated yet" if gaps else f"{skills} not rated yet"


def _called(scored: AssessmentResult, sure: Sureness) -> str:
    """The heading above the first role's title: "closest" only where that is clear."""
    if sure.odd or sure.close or sure.several:
        return "Comes first"
    return closest_label(weighed=scored.weighed)


def _rank_chart(lines: list[RankedRole], order: Order) -> BarChart:
    """The first roles in a picture."""
    counts, which = order.counts, "first" if order.together else "closest"
    return bar_chart(
        f"The {which} roles by {counts}",
        f"Each bar is a role's {counts}, from 0 to 100; the ring marks readiness. The table below "
        "has the same figures.",
        [
            Bar(line.title, f"{line.score:.1f}", line.score, ring=line.readiness_low)
            for line in lines
        ],
    )


def _enjoyed(scored: AssessmentResult, roles: list[int]) -> BarPairChart | None:
    result, documents = scored.recommendation, scored.edition.catalogue.roles
    known = [role for role in roles if not np.isnan(result.interest[role])]
    if not known:
        return None
    return bar_pair_chart(
        "What you can do and what you would enjoy",
        "Two bars for each role, from 0 to 100 per cent: the full one is readiness, the outlined "
        "one below it interest. The table below has the same figures.",
        [
            _bars(
                documents[role].title,
                float(result.readiness.low[role]),
                float(result.interest[role]),
            )
            for role in known
        ],
    )


def _bars(title: str, readiness: float, interest: float) -> BarPair:
    return BarPair(title, f"{readiness:.0f} % · {interest:.0f} %", readiness, interest)
