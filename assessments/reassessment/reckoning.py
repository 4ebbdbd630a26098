"""What the pages of before and after are made of: a role's figures then and now, and what moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.changes import Move, move
from assessments.pages.lines import RankedRole, ranked
from assessments.result import AssessmentResult
from careerpath import figures
from roles.document.levels import level_words

MOST_ROLES = 5  # first ones of either, for then and now
NOTHING = "\N{EN DASH}"  # in place of a figure that there is not


@dataclass(frozen=True)
class Line:
    """A role's place, fit and readiness in words; where ``moved``, their differences."""

    label: str
    place: str
    fit: str
    readiness: str
    moved: bool = False


@dataclass(frozen=True)
class RoleThenAndNow:
    """One of the first roles: (then, now) each, NOTHING where the content does not have it."""

    title: str
    place: tuple[str, str]
    fit: tuple[str, str]
    readiness: tuple[str, str]


def line_of(scored: AssessmentResult, role: str) -> RankedRole | None:
    """The figures of a role, given by slug; None where the edition does not have it."""
    if role not in scored.edition.roles:
        return None
    return ranked(scored, scored.profiles.role_index(role))


def move_of(states: list[RankedRole | None], name: str) -> Move:
    """How the figure called ``name`` of a RankedRole moved over three ``states``.

    These are before, with the new content alone, and after; the last is never None.
    """
    before, between, after = (getattr(state, name, None) for state in states)
    return move(before, between, after or 0.0)


def state(label: str, line: RankedRole | None) -> Line:
    """A line with a role's figures; None for a role that the content does not have."""
    if line is None:
        return Line(label, NOTHING, NOTHING, "not in it")
    return Line(label, str(line.rank), f"{line.fit:.1f}", line.readiness)


def moved(
    label: str,
    before: RankedRole | None,
    after: RankedRole | None,
    fit: float | None,
    readiness: float | None,
) -> Line:
    """A line with the difference between two states.

    ``fit`` and ``readiness`` are the differences, in points, None where there is none to tell.
    """
    places = before.rank - after.rank if before and after else None
    return Line(label, _steps(places), signed(fit), signed(readiness), moved=True)


def _steps(places: int | None) -> str:
    if not places:
        return "same" if places == 0 else NOTHING
    return f"{abs(places)} {'up' if places > 0 else 'down'}"


def signed(value: float | None) -> str:
    """A difference with its sign and one decimal, NOTHING for None."""
    return NOTHING if value is None else figures.signed(value)


def then_and_now(before: AssessmentResult, after: AssessmentResult) -> list[RoleThenAndNow]:
    """The first MOST_ROLES roles of either, in their order now; those that are gone come last."""
    slugs = {role.slug for scored in (before, after) for role in scored.roles_in_order[:MOST_ROLES]}
    found = [(line_of(before, slug), line_of(after, slug), slug) for slug in slugs]
    found.sort(key=lambda item: _order(item[0], item[1]))
    return [
        RoleThenAndNow(
            title=(after if now else before).edition.roles[slug].title,
            place=(_text(then, "rank"), _text(now, "rank")),
            fit=(_text(then, "fit"), _text(now, "fit")),
            readiness=(_text(then, "readiness"), _text(now, "readiness")),
        )
        for then, now, slug in found
    ]


def _order(then: RankedRole | None, now: RankedRole | None) -> tuple[bool, int]:
    """A sort key: by the place now; roles that are gone come last, by their place then."""
    line = now or then
    return now is None, line.rank if line else 0


def _text(line: RankedRole | None, name: str) -> str:
    return NOTHING if line is None else str(getattr(line, name))


def any_range(scores: list[AssessmentResult], role: str) -> bool:
    """Whether the role's readiness is a range, as shown, in any of these results."""
    known = [scored for scored in scores if role in scored.edition.roles]
    return any(_is_range(scored, scored.profiles.role_index(role)) for scored in known)


def _is_range(scored: AssessmentResult, role: int) -> bool:
    readiness = scored.recommendation.readiness
    return bool(np.round(readiness.low[role], 1) != np.round(readiness.high[role], 1))


def content_changes(before: AssessmentResult, after: AssessmentResult, role: str) -> list[str]:
    """What editors changed of what a role asks for: a sentence a skill.

    Empty where the role was not there before.
    """
    old = _requirements(before, role)
    new = _requirements(after, role)
    if not old:
        return []
    return [
        f"{_skill_name(before, after, slug)}: {_changed(old.get(slug), new.get(slug))}."
        for slug in dict.fromkeys([*new, *old])
        if old.get(slug) != new.get(slug)
    ]


def _requirements(scored: AssessmentResult, role: str) -> dict[str, tuple[float, float]]:
    if role not in scored.edition.roles:
        return {}
    rows = scored.edition.roles[role].requirements
    return {row.skill: (float(row.level), float(row.importance)) for row in rows if row.level > 0}


def _skill_name(before: AssessmentResult, after: AssessmentResult, slug: str) -> str:
    skills = after.edition.skills if slug in after.edition.skills else before.edition.skills
    return skills[slug].name


def _changed(old: tuple[float, float] | None, new: tuple[float, float] | None) -> str:
    if new is None:
        return "no longer asked for"
    if old is None:
        return f"newly asked for, at {level_words(new[0])}"
    if old[0] != new[0]:
        return f"asked for at {level_words(new[0])} instead of {level_words(old[0])}"
    return f"counts {'more' if new[1] > old[1] else 'less'} than before"
