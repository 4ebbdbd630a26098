"""Why one role comes before another, and what speaks against a role."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.reasons import Reason, reasons, shortfalls
from assessments.models import Assessment
from assessments.pages.lines import RankedRole, ranked, role_picker
from assessments.pages.order import Order, order_of
from assessments.result import AssessmentResult
from assessments.results import words
from roles.document.types import Role
from roles.public.picking import RolePicker

CARRIED = 2 / 3  # of the lead: as few reasons as carry it are shown
MOST_REASONS = 6
MOST_REASONS_AGAINST = 2
SHOWN_AGAINST = 3
SHOWN_MORE = 5
LITTLE_ENJOYED = 1  # at most "a little"
MUCH_OF_A_ROLE = 0.15  # share of a role's activities that is worth a warning


@dataclass(frozen=True)
class ReasonLine:
    """A reason in words; ``points`` are signed: above 0 it speaks for the role."""

    text: str
    points: float


@dataclass(frozen=True)
class Why:
    """Why one role comes before another: parts that add up exactly to ``lead``.

    ``for_it`` are as few as carry two thirds of it, ``against_it`` the largest of the others, and
    ``other_points`` what the rest comes to.
    """

    first: RankedRole
    second: RankedRole
    lead: float
    for_it: list[ReasonLine]
    against_it: list[ReasonLine]
    other_points: float
    every: list[ReasonLine]


def why(scored: AssessmentResult, role_a: int, role_b: int) -> Why:
    """Why one of two roles (rows) comes before the other, whichever of them is named first."""
    result = scored.recommendation
    if result.rank(role_b) < result.rank(role_a):
        role_a, role_b = role_b, role_a
    first, second = ranked(scored, role_a), ranked(scored, role_b)
    found = reasons(
        scored.profiles, scored.ratings, scored.interests, scored.recommendation, role_a, role_b
    )
    lines = [
        ReasonLine(
            words.reason_sentence(item, _name(scored, item), first.title, second.title), item.points
        )
        for item in found
    ]
    lead = round(first.score - second.score, 1)
    for_it = _carrying([line for line in lines if line.points > 0], lead)
    against_it = [line for line in lines if line.points < 0][:MOST_REASONS_AGAINST]
    shown = [*for_it, *against_it]
    return Why(
        first=first,
        second=second,
        lead=lead,
        for_it=for_it,
        against_it=against_it,
        other_points=round(lead - sum(line.points for line in shown), 1),
        every=lines,
    )


def _carrying(lines: list[ReasonLine], lead: float) -> list[ReasonLine]:
    """The first of the ``lines``, largest first, that come to two thirds of the lead."""
    shown: list[ReasonLine] = []
    for line in lines[:MOST_REASONS]:
        shown.append(line)
        if sum(item.points for item in shown) >= CARRIED * lead:
            break
    return shown


def _name(scored: AssessmentResult, reason: Reason) -> str:
    if reason.rung:
        lower = reason.rung.lower
        return "" if lower is None else scored.edition.catalogue.roles[lower].title
    if reason.activity:
        return scored.edition.activities[reason.activity].name
    return scored.edition.skills[reason.skill].name if reason.skill else ""


@dataclass(frozen=True)
class Against:
    """What keeps a role's fit from 100, in points below 0: the largest ones as ``lines``.

    ``more`` are names of skills of which one has more than the role asks for, which
    ``more_points`` come from; ``other_points`` are those of the rest, ``missing`` is the sum as
    points above 0. ``activities`` are sentences on what one would hardly enjoy.
    """

    lines: list[ReasonLine]
    more: list[str]
    more_points: float
    other_points: float
    missing: float
    activities: list[str]


def against(scored: AssessmentResult, role: int) -> Against:
    """What speaks against a role, given by its row."""
    found = shortfalls(scored.profiles, scored.ratings, scored.recommendation, role)
    skills = scored.edition.skills
    more = [item for item in found if item.beyond > words.AS_ASKED]
    less = [item for item in found if item.beyond <= words.AS_ASKED]
    lines = [
        ReasonLine(
            words.shortfall_sentence(item, skills[item.skill].name if item.skill else ""),
            -item.points,
        )
        for item in less[:SHOWN_AGAINST]
    ]
    missing = round(sum(item.points for item in found), 1)
    more_points = -round(sum(item.points for item in more), 1)
    return Against(
        lines=lines,
        more=[skills[item.skill].name for item in more[:SHOWN_MORE] if item.skill],
        more_points=more_points,
        other_points=round(-missing - more_points - sum(line.points for line in lines), 1),
        missing=missing,
        activities=_little_enjoyed(scored, role),
    )


def _little_enjoyed(scored: AssessmentResult, role: int) -> list[str]:
    """Sentences on activities that are much of a role and that the person would hardly enjoy."""
    weights = scored.profiles.activity_weights[role]
    shares = weights / max(weights.sum(), 1e-12)  # a role may have no activities
    return [
        words.little_enjoyed_sentence(
            scored.edition.activities[scored.profiles.activity_slugs[column]].name,
            int(scored.interests[column]),
            float(shares[column]),
        )
        for column in np.argsort(-shares, kind="stable")  # ties: the catalogue's order
        if shares[column] >= MUCH_OF_A_ROLE and scored.interests[column] <= LITTLE_ENJOYED
    ]


@dataclass(frozen=True)
class WhyPage:
    """Any two roles: why one comes before the other, and fields to choose two others."""

    assessment: Assessment
    edition: int
    order: Order
    why: Why | None
    first_picker: RolePicker
    second_picker: RolePicker


def why_page(scored: AssessmentResult, first: Role, second: Role) -> WhyPage:
    """The page for two roles as chosen; ``why`` is None where they are the same."""
    rows = scored.profiles.role_index
    return WhyPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        order=order_of(scored),
        why=None if first == second else why(scored, rows(first.slug), rows(second.slug)),
        first_picker=role_picker(
            scored, first.slug, name="first", id="first-role", label="One role"
        ),
        second_picker=role_picker(
            scored, second.slug, name="second", id="second-role", label="The other"
        ),
    )
