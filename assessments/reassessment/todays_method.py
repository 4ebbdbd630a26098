"""The page that scores a result by today's method, beside the one that scored it."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine.method import TODAY
from assessments.models import Assessment
from assessments.pages.order import held_back_sentence, reach_sentence
from assessments.reassessment.reckoning import (
    Line,
    RoleThenAndNow,
    line_of,
    move_of,
    moved,
    state,
    then_and_now,
)
from assessments.result import AssessmentResult

AS_USUAL = 0.3  # levels of style that say nothing
MOST_NAMED = 5  # of the roles that fit best, those that the ladder moves are named
WHAT_IS_NEW = (
    "It asks how far along you are: somebody at the beginning has the skills of their role in "
    "about the same proportions, only less of each. Before, low ratings spoke for another role.",
    "Careless answers decide less, and people who use little of the scale are told apart better.",
    "How sure it is counts the skills you have not rated, too.",
)


@dataclass(frozen=True)
class MethodPage:
    """A result beside what today's method makes of the same answers on the same edition.

    ``is_todays``: it is scored by that already. ``lines`` are about the role ``first`` today;
    ``why`` says what moved, and may be empty; ``new`` what is new for everybody.
    """

    assessment: Assessment
    is_todays: bool
    headline: str
    first: str
    lines: list[Line]
    roles: list[RoleThenAndNow]
    why: list[str]
    new: tuple[str, ...]


def method_page(scored: AssessmentResult) -> MethodPage:
    """The page for a completed assessment; works it out once more by today's method."""
    todays = scored.on_edition(scored.edition, TODAY.number)
    role = todays.first_role
    before, after = line_of(scored, role.slug), line_of(todays, role.slug)
    fit, readiness = (move_of([before, after, after], name) for name in ("fit", "readiness_low"))
    return MethodPage(
        assessment=scored.assessment,
        is_todays=scored.method == TODAY.number,
        headline=_headline(scored.first_role.title, role.title),
        first=role.title,
        lines=[
            state("Your result", before),
            moved("What the method changes", before, after, fit.content, readiness.content),
            state("By today's method", after),
        ],
        roles=then_and_now(scored, todays),
        why=_why(todays),
        new=WHAT_IS_NEW,
    )


def _headline(before: str, after: str) -> str:
    if before == after:
        return f"{after} comes first by today's method, too"
    return f"By today's method {after} would come first instead of {before}"


def _why(todays: AssessmentResult) -> list[str]:
    """What the method finds in this person: how far along they are, and roles put further down."""
    result, first = todays.recommendation, int(todays.recommendation.order[0])
    reach, style = float(result.fit.reach[first]), float(result.fit.style[first])
    found = []
    # Somebody who also rates high or low throughout may as well be elsewhere on the way.
    if reach < 1 and abs(style) <= AS_USUAL:
        found.append(reach_sentence(todays.first_role.title, reach))
    by_fit = (-result.fit.log_likelihood).argsort(kind="stable")[:MOST_NAMED]
    found += [held_back_sentence(todays, int(role)) for role in by_fit if result.ladder[role] < 0]
    return found
