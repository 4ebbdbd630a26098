"""The pages that set an assessment beside another one, or beside today's content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.engine.changes import Move, rating_moves
from assessments.models import Assessment
from assessments.pages.days import full_day
from assessments.pages.lines import RankedRole, role_picker
from assessments.pages.words import closest
from assessments.reassessment.reckoning import (
    Line,
    RoleThenAndNow,
    any_range,
    content_changes,
    line_of,
    move_of,
    moved,
    signed,
    state,
    then_and_now,
)
from assessments.result import AssessmentResult
from roles.document.answers import answer_words
from roles.document.types import Role
from roles.public.picking import RolePicker


@dataclass(frozen=True)
class RatingLine:
    """A skill rated differently, in words; ``points`` of the role's readiness that it moved."""

    skill: str
    before: str
    after: str
    points: float


@dataclass(frozen=True)
class ChangesPage:
    """Two assessments side by side, for one role and for the first ones.

    ``assessment`` is the one whose page it is, ``others`` are all to compare with, True for the
    one chosen. ``points`` of the role's readiness are what the new answers moved, and what the
    ratings' points add up to. ``content`` says what editors changed of the role; ``same_edition``:
    nothing could. ``reweighed``: enjoyment counts more or less than it did. ``ranges``: readiness
    is not always one figure.
    """

    assessment: Assessment
    before: Assessment
    after: Assessment
    role: Role
    headline: str
    sentence: str
    lines: list[Line]
    roles: list[RoleThenAndNow]
    ratings: list[RatingLine]
    points: float
    interests_changed: int
    content: list[str]
    same_edition: bool
    reweighed: bool
    ranges: bool
    picker: RolePicker
    others: list[tuple[Assessment, bool]]


@dataclass(frozen=True)
class CurrentPage:
    """One assessment beside what the newest edition makes of the same answers.

    ``content`` says what editors changed of the role; ``ranges``: readiness is not always one
    figure. ``comparable`` is False where the newest edition has no skill that was rated.
    """

    assessment: Assessment
    comparable: bool
    role: Role
    headline: str
    newest: int
    is_newest: bool
    lines: list[Line]
    roles: list[RoleThenAndNow]
    content: list[str]
    new_skills: list[str]
    gone_skills: list[str]
    ranges: bool
    picker: RolePicker


def changes_page(
    shown: Assessment,
    before: AssessmentResult,
    after: AssessmentResult,
    others: Sequence[Assessment],
    role: str,
) -> ChangesPage:
    """The page on what moved from ``before`` to ``after``: one is ``shown``, one among ``others``.

    ``role`` is the slug of the role to look at, "" for the target or else the first one.
    """
    # The old answers on the new edition: what moved up to here is the content's doing, what moves
    # from here on the person's (decision 14).
    between = before.on_edition(after.edition, after.method)
    chosen = after.edition.roles[role or after.target.slug]
    states = [line_of(scored, chosen.slug) for scored in (before, between, after)]
    fit, readiness = (move_of(states, name) for name in ("fit", "readiness_low"))
    same = _same_measure(before, after)
    place = after.profiles.role_index(chosen.slug)
    moves = rating_moves(after.profiles, place, between.ratings, after.ratings)
    other = before.assessment if after.assessment.pk == shown.pk else after.assessment
    return ChangesPage(
        assessment=shown,
        before=before.assessment,
        after=after.assessment,
        role=chosen,
        headline=_headline(before, after),
        sentence=_sentence(chosen.title, readiness, same=same),
        lines=_reckoning(
            before,
            after,
            states,
            line_of(between.with_weight(_weight(after)), chosen.slug),
            fit,
            readiness,
        ),
        roles=then_and_now(before, after),
        ratings=[
            RatingLine(
                after.edition.skills[item.skill].name,
                answer_words(between.given.ratings, item.skill),
                answer_words(after.given.ratings, item.skill),
                item.points,
            )
            for item in moves
        ],
        points=round(sum(item.points for item in moves), 1) + 0.0,  # never "-0.0"
        interests_changed=_interests_changed(between, after),
        content=content_changes(before, after, chosen.slug),
        same_edition=same,
        reweighed=_weight(before) != _weight(after),
        ranges=any_range([before, between, after], chosen.slug),
        picker=role_picker(after, chosen.slug, id="pick-role", label="Role"),
        others=[(item, item.pk == other.pk) for item in others],
    )


def current_page(scored: AssessmentResult, newest: AssessmentResult, role: str) -> CurrentPage:
    """The page that sets ``scored`` beside ``newest``, the same answers on the newest edition.

    ``role`` is the slug of the role to look at, "" for the target or else the first one.
    """
    chosen = newest.edition.roles[role or newest.target.slug]
    before, after = line_of(scored, chosen.slug), line_of(newest, chosen.slug)
    states = [before, after, after]  # the answers are the same, so they move nothing
    fit, readiness = (move_of(states, name) for name in ("fit", "readiness_low"))
    old, new = scored.edition, newest.edition
    difference = moved("What the content changed", before, after, fit.content, readiness.content)
    return CurrentPage(
        assessment=scored.assessment,
        comparable=newest.given.has_rating,
        role=chosen,
        headline=_with_new_content(scored, newest),
        newest=new.number,
        is_newest=old.number == new.number,
        lines=[
            state(f"Your result, edition {old.number}", before),
            difference,
            state(f"The same answers, edition {new.number}", after),
        ],
        roles=then_and_now(scored, newest),
        content=content_changes(scored, newest, chosen.slug),
        new_skills=[skill.name for slug, skill in new.skills.items() if slug not in old.skills],
        gone_skills=[skill.name for slug, skill in old.skills.items() if slug not in new.skills],
        ranges=any_range([scored, newest], chosen.slug),
        picker=role_picker(newest, chosen.slug, id="pick-role", label="Role"),
    )


def _reckoning(
    before: AssessmentResult,
    after: AssessmentResult,
    states: list[RankedRole | None],
    weighed: RankedRole | None,
    fit: Move,
    readiness: Move,
) -> list[Line]:
    """The lines from ``before`` to ``after``, of a role's three ``states`` (see ``move_of``).

    ``weighed`` is the middle one with enjoyment counted as it is now, which moves places only.
    """
    old, new = before.edition.number, after.edition.number
    whose = _measure(before, after)
    then, between, now = states
    yours = [moved("What your answers changed", weighed, now, fit.answers, readiness.answers)]
    if _weight(before) != _weight(after):
        label = f"Enjoyment counts {_weight(after)} %, not {_weight(before)} %"
        yours.insert(0, moved(label, between, weighed, 0.0, 0.0))
    first = state(f"{_day(before)}, edition {old}", then)
    same_answers = "scored as later" if old == new else f"edition {new}"
    last = state(f"{_day(after)}, edition {new}", now)
    if _same_measure(before, after):
        return [first, *yours, last]
    return [
        first,
        moved(f"What {whose} changed", then, between, fit.content, readiness.content),
        state(f"The same answers, {same_answers}", between),
        *yours,
        last,
        moved("In all", then, now, fit.total, readiness.total),
    ]


def _same_measure(before: AssessmentResult, after: AssessmentResult) -> bool:
    """Whether only the answers can have moved anything: the content and the method are the same."""
    return (before.edition.number, before.method) == (after.edition.number, after.method)


def _measure(before: AssessmentResult, after: AssessmentResult) -> str:
    """What else than the answers may have moved a result."""
    if before.method == after.method:
        return "the content"
    same = before.edition.number == after.edition.number
    return "the method" if same else "content and method"


def _weight(scored: AssessmentResult) -> int:
    return scored.assessment.interest_weight


def _day(scored: AssessmentResult) -> str:
    return full_day(scored.assessment.completed_at or scored.assessment.saved_at)


def _headline(before: AssessmentResult, after: AssessmentResult) -> str:
    old, new = before.first_role.title, after.first_role.title
    if old == new:
        return f"{new} is still {closest(weighed=after.weighed)}"
    if before.weighed or after.weighed:
        return f"{old} came first, now {new} does"
    return f"You were closest to {old}, now to {new}"


def _with_new_content(before: AssessmentResult, after: AssessmentResult) -> str:
    old, new = before.first_role.title, after.first_role.title
    if old == new:
        return f"{new} is {closest(weighed=after.weighed)} with the current content, too"
    return f"With the current content, {new} would come first instead of {old}"


def _sentence(role: str, readiness: Move, *, same: bool) -> str:
    if readiness.total is None:
        return f"{role} was not in the catalogue then, so there is nothing to compare it with."
    span = f"from {readiness.before:.1f} % to {readiness.after:.1f} %"
    if readiness.total == 0 and not readiness.answers:
        return f"Your readiness for {role} is what it was: {readiness.after:.1f} %."
    said = f"Your readiness for {role} went {span}"
    if same or not readiness.content:
        return f"{said}: {signed(readiness.total)} points."
    return (
        f"{said}: {signed(readiness.answers)} points by your answers and "
        f"{signed(readiness.content)} because the content changed."
    )


def _interests_changed(before: AssessmentResult, after: AssessmentResult) -> int:
    then, now = before.given.interests, after.given.interests
    return sum(then.get(slug) != now.get(slug) for slug in {*then, *now})
