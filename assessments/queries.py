"""Rows -> engine types; the only adapter, with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.engine.marks import Marks, OwnWork
from assessments.engine.overtake import Overtaking, overtake
from assessments.engine.plan import Plan, PlanStep, in_reach, learning_steps, make_plan
from assessments.engine.profiles import (
    MAX_LEVEL,
    Floats,
    RoleProfiles,
    answers_array,
    compile_profiles,
)
from assessments.engine.quick import Standing, standing
from assessments.engine.readiness import SkillPart, readiness_parts
from assessments.engine.recommend import Recommendation, recommend
from assessments.engine.schedule import dated, monday_of, whole_weeks
from assessments.engine.shortest import (
    Option,
    Shortest,
    SolverError,
    fewest_hours,
    most_readiness,
    options_of,
)
from assessments.models import (
    Answer,
    Assessment,
    Kind,
    OwnStep,
    PlanKind,
    Status,
    StepProgress,
)
from assessments.questionnaire import asked_skills
from roles import editions
from roles.catalogue.document import Phase, Role
from roles.editions import LoadedEdition

Answers = dict[str, int | None]


@dataclass(frozen=True)
class Given:
    """What a person has answered: by skill and by activity, None for "not sure".

    In the order in which each was first answered.
    """

    ratings: Answers
    interests: Answers


@dataclass(frozen=True)
class QuickStanding:
    """Where somebody's quick check stands.

    ``settled`` 0-1, as in the engine; ``next`` the skill to ask about, None when all have been;
    ``done``: it is settled enough to stop, and there is a rating to score.
    """

    settled: float
    next: str | None
    done: bool


@dataclass(frozen=True)
class ChosenPlan:
    """The plan that a person chose, beside the one for everything the role asks for.

    ``shortest`` is what a short plan comes to, None where everything was chosen, and where the
    solver gave up (``unsolved``): then the plan is everything.
    """

    plan: Plan
    everything: Plan
    shortest: Shortest | None
    unsolved: bool = False


@dataclass(frozen=True, eq=False)
class Scored:
    """One assessment with everything that follows from it, in its own edition."""

    assessment: Assessment
    edition: LoadedEdition
    given: Given
    profiles: RoleProfiles
    ratings: Floats
    interests: Floats
    recommendation: Recommendation

    @property
    def target(self) -> Role:
        """The role chosen as the target, or the closest when none was chosen."""
        chosen = self.assessment.target_role
        if chosen in self.edition.roles:
            return self.edition.roles[chosen]
        return self.edition.catalogue.roles[int(self.recommendation.order[0])]

    def parts(self, role_slug: str) -> list[SkillPart]:
        """Readiness parts of a role; raises ValueError for an unknown role."""
        return readiness_parts(self.profiles, self.profiles.role_index(role_slug), self.ratings)

    def with_ratings(self, changes: Answers) -> Scored:
        """The same person with other ratings of some skills; nothing is stored."""
        answers = {**self.given.ratings, **changes}
        ratings = answers_array(self.profiles.skill_slugs, answers)
        weight = self.recommendation.weight
        result = recommend(self.profiles, ratings, self.interests, weight=weight)
        given = Given(answers, self.given.interests)
        return replace(self, given=given, ratings=ratings, recommendation=result)

    def plan(self, role_slug: str, marks: Marks, chosen: Sequence[str] | None = None) -> Plan:
        """The plan for a target role with what the person makes of its steps.

        Everything the role asks for, or only the ``chosen`` steps.
        """
        return make_plan(
            self.edition.roles[role_slug],
            self.edition.skills,
            self.parts(role_slug),
            hours_per_week=self.assessment.hours_per_week,
            marks=marks,
            chosen=chosen,
        )

    def chosen_plan(self, role_slug: str, marks: Marks) -> ChosenPlan:
        """The plan for a target role as the person chose it."""
        everything = self.plan(role_slug, marks)
        if self.assessment.plan_kind == PlanKind.EVERYTHING:
            return ChosenPlan(everything, everything, None)
        try:
            shortest = self._shortest(role_slug, marks, everything.readiness)
        except SolverError:
            return ChosenPlan(everything, everything, None, unsolved=True)
        return ChosenPlan(self.plan(role_slug, marks, shortest.keys), everything, shortest)

    def with_steps(self, done: Sequence[str]) -> Scored:
        """The same person with the learning steps ticked as ``done`` counted as learnt."""
        reached: Answers = {}
        for key in done:
            kind, _, rest = key.partition("/")
            slug, _, level = rest.rpartition("/")
            if kind == "skill" and slug in self.edition.skills and level.isdecimal():
                before = reached.get(slug) or self.given.ratings.get(slug) or 0
                reached[slug] = max(before, min(int(level), MAX_LEVEL))
        return self.with_ratings(reached) if reached else self

    def dated(self, plan: Plan, today: date) -> Plan:
        """The plan with days. What is left is laid out from this week on, or from its start."""
        return dated(plan, start=self._begins(today), off=weeks_off(self.assessment))

    def weeks_until(self, day: date, today: date) -> int:
        """How many whole weeks of study are left until ``day``."""
        return whole_weeks(self._begins(today), weeks_off(self.assessment), day)

    def most_within(self, role_slug: str, marks: Marks, hours: int) -> Shortest | None:
        """The steps that add most to readiness in ``hours``, each at what the plan says it takes.

        None when that cannot be worked out.
        """
        cheapest = self.assessment.plan_kind != PlanKind.EVERYTHING
        options = self._options(role_slug, marks, cheapest=cheapest)
        readiness = self.plan(role_slug, marks).readiness
        try:
            return most_readiness(options, readiness=readiness, hours=hours)
        except SolverError:
            return None

    def overtaking(self, role_slug: str, marks: Marks) -> tuple[Overtaking, list[PlanStep]]:
        """The fewest hours after which a role comes first by fit, and the steps these are.

        Without skipped steps and the steps above them in the same skill.
        """
        skills = self.edition.skills
        steps = learning_steps(skills, self.parts(role_slug), marks=marks, cheapest=True)
        role = self.profiles.role_index(role_slug)
        try:
            found = overtake(self.profiles, self.ratings, role, in_reach(steps), skills)
        except SolverError:
            found = Overtaking((), 0, reachable=False)  # the page says that it is not known
        taken = self.plan(role_slug, marks, found.keys).steps
        return found, [step for step in taken if step.key in found.keys]

    def _shortest(self, role_slug: str, marks: Marks, readiness: float) -> Shortest:
        row, options = self.assessment, self._options(role_slug, marks, cheapest=True)
        if row.plan_kind == PlanKind.FEWEST_HOURS:
            return fewest_hours(options, readiness=readiness, target=row.plan_target)
        return most_readiness(options, readiness=readiness, hours=row.plan_budget)

    def _begins(self, today: date) -> date:
        """The first day of what is left: never a week that is over."""
        return max(plan_start(self.assessment), monday_of(today))

    def _options(self, role_slug: str, marks: Marks, *, cheapest: bool) -> list[Option]:
        skills = self.edition.skills
        steps = learning_steps(skills, self.parts(role_slug), marks=marks, cheapest=cheapest)
        return options_of([step for step in steps if not step.skipped], skills)


@lru_cache(maxsize=16)
def profiles_of(edition: LoadedEdition) -> RoleProfiles:
    """The rated roles of an edition compiled to arrays, once per process."""
    return compile_profiles(edition.catalogue.rated())


def edition_of(assessment: Assessment) -> LoadedEdition:
    """The edition an assessment is pinned to, with the roles that can be scored."""
    return editions.rated(editions.loaded(assessment.edition))


def given(assessment: Assessment) -> Given:
    """Every answer, in one query."""
    return given_of(assessment.answers.order_by("pk"))


def given_of(rows: Iterable[Answer]) -> Given:
    """The answers in these rows, in their order."""
    found = Given({}, {})
    for row in rows:
        (found.ratings if row.kind == Kind.SKILL else found.interests)[row.slug] = row.value
    return found


def scored(assessment: Assessment) -> Scored:
    """Score an assessment against its own edition."""
    edition = edition_of(assessment)
    answers = given(assessment)
    profiles = profiles_of(edition)
    ratings = answers_array(profiles.skill_slugs, answers.ratings)
    interests = answers_array(profiles.activity_slugs, answers.interests)
    result = recommend(profiles, ratings, interests, weight=assessment.interest_weight / 100)
    return Scored(assessment, edition, answers, profiles, ratings, interests, result)


def quick_standing(assessment: Assessment, edition: LoadedEdition, given: Given) -> QuickStanding:
    """Where a quick check stands; "not sure" is an answer and is not asked again."""
    asked = asked_skills(edition, assessment.questionnaire)
    open_ = frozenset(asked).difference(given.ratings)
    at = _standing(edition, frozenset(given.ratings.items()), open_)
    slug = None if at.next is None else profiles_of(edition).skill_slugs[at.next]
    return QuickStanding(at.settled, slug, at.enough and rated(given))


@lru_cache(maxsize=256)
def _standing(
    edition: LoadedEdition, ratings: frozenset[tuple[str, int | None]], askable: frozenset[str]
) -> Standing:
    """Remembered, because saving an answer and showing the next question both need it."""
    profiles = profiles_of(edition)
    mask = np.array([slug in askable for slug in profiles.skill_slugs])
    return standing(profiles, answers_array(profiles.skill_slugs, dict(ratings)), mask)


def rated(given: Given) -> bool:
    """Whether there is any rating to score."""
    return any(value is not None for value in given.ratings.values())


def owned_by(keys: Sequence[str]) -> list[Assessment]:
    """The assessments with these keys, newest first, each with its edition."""
    rows = Assessment.objects.filter(key__in=keys).select_related("edition")
    return list(newest_first(rows))


def newest_first(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """The one answered last comes first: by its completion, or by its start until it is complete.

    The same everywhere, so that no two pages take another one for somebody's newest.
    """
    return rows.order_by(Coalesce("completed_at", "started_at").desc(), "-pk")


def keys_held(kept: Sequence[str], user: int | None) -> list[str]:
    """Keys of the account's assessments, and of the ``kept`` ones that nobody owns."""
    held = Q(key__in=kept, owner=None)
    if user is not None:
        held |= Q(owner=user)
    rows = Assessment.objects.filter(held).order_by("started_at", "pk")
    return list(rows.values_list("key", flat=True))


def find(key: str) -> Assessment | None:
    """The assessment with this key, with its edition."""
    return Assessment.objects.filter(key=key).select_related("edition").first()


def progress(assessment: Assessment) -> dict[str, StepProgress]:
    """What the person makes of each step, by its key, in one query."""
    return {row.step: row for row in StepProgress.objects.filter(assessment=assessment)}


def own_steps(assessment: Assessment) -> list[OwnStep]:
    """The steps that the person added, for any role, in one query."""
    return list(OwnStep.objects.filter(assessment=assessment))


def own_step(assessment: Assessment, number: int) -> OwnStep | None:
    """One of the steps that the person added."""
    return OwnStep.objects.filter(assessment=assessment, pk=number).first()


def marks(assessment: Assessment) -> Marks:
    """What the person makes of the steps, as the engine takes it, in two queries."""
    return marks_of(progress(assessment), own_steps(assessment))


def marks_of(rows: Mapping[str, StepProgress], own: Sequence[OwnStep]) -> Marks:
    """The same from rows read already."""

    def with_status(status: Status) -> frozenset[str]:
        return frozenset(key for key, row in rows.items() if row.status == status)

    return Marks(
        done=with_status(Status.DONE),
        doing=with_status(Status.DOING),
        skipped=with_status(Status.SKIPPED),
        ways={key: row.way for key, row in rows.items() if row.way},
        own=tuple(
            OwnWork(row.key, row.role, row.title, row.what, row.hours, Phase(row.phase))
            for row in own
        ),
    )


def weeks_off(assessment: Assessment) -> list[date]:
    """The Mondays of the weeks without study."""
    return [date.fromisoformat(day) for day in assessment.weeks_off]


def plan_start(assessment: Assessment) -> date:
    """The first day of the plan: the one chosen, or the day of completion."""
    begun = assessment.completed_at or assessment.started_at
    return assessment.plan_start or timezone.localdate(begun)


def latest_ratings(keys: Sequence[str], catalogue: str) -> Answers | None:
    """Ratings of the newest of these assessments of a catalogue that has any; else None."""
    rated = Assessment.objects.filter(
        key__in=keys, answers__kind=Kind.SKILL, edition__catalogue=catalogue
    )
    newest = newest_first(rated).values_list("pk", flat=True).first()
    if newest is None:
        return None
    rows = Answer.objects.filter(assessment_id=newest, kind=Kind.SKILL)
    return dict(rows.values_list("slug", "value"))
