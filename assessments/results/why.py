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

SHOWN_REASONS = 6
SHOWN_AGAINST = 5
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

    ``for_it`` and ``against_it`` are the largest ones, ``other_points`` what the rest comes to.
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
    shown = lines[:SHOWN_REASONS]
    lead = round(first.score - second.score, 1)
    return Why(
        first=first,
        second=second,
        lead=lead,
        for_it=[line for line in shown if line.points > 0],
        against_it=[line for line in shown if line.points < 0],
        other_points=round(lead - sum(line.points for line in shown), 1),
        every=lines,
    )


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

    ``other_points`` are those of the rest, ``missing`` is the sum as points above 0.
    ``activities`` are sentences on what one would hardly enjoy.
    """

    lines: list[ReasonLine]
    other_points: float
    missing: float
    activities: list[str]


def against(scored: AssessmentResult, role: int) -> Against:
    """What speaks against a role, given by its row."""
    found = shortfalls(scored.profiles, scored.ratings, scored.recommendation, role)
    skills = scored.edition.skills
    lines = [
        ReasonLine(
            words.shortfall_sentence(item, skills[item.skill].name if item.skill else ""),
            -item.points,
        )
        for item in found[:SHOWN_AGAINST]
    ]
    missing = round(sum(item.points for item in found), 1)
    return Against(
        lines=lines,
        other_points=round(-missing - sum(line.points for line in lines), 1),
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
