"""One assessment scored in its own edition, and the plan that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from assessments.engine.ladder import Rung, rung
from assessments.engine.method import METHODS, TODAY
from assessments.engine.overtake import Overtaking, overtake
from assessments.engine.plan import Plan, PlanStep, in_reach, learning_steps, make_plan
from assessments.engine.profiles import (
    MAX_LEVEL,
    Floats,
    RoleProfiles,
    answers_array,
    compile_profiles,
)
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
from assessments.engine.step_key import StepKey
from assessments.engine.step_marks import Marks
from assessments.models import Assessment, PlanKind
from assessments.store import (
    Answers,
    GivenAnswers,
    fetch_given,
    fetch_given_to,
    plan_start,
    weeks_off,
)
from roles import editions
from roles.document.types import Role
from roles.editions import LoadedEdition, once_per_edition


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
class AssessmentResult:
    """One assessment scored in one edition, its own unless ``on_edition`` made it.

    ``ratings`` (S,) and ``interests`` (A,) are ``given`` as arrays, in the order of ``profiles``.
    Nothing here asks the database; plans are worked out anew at each call.
    """

    assessment: Assessment
    edition: LoadedEdition
    given: GivenAnswers
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
        return self.first_role

    @cached_property
    def roles_in_order(self) -> list[Role]:
        """Every role that can be scored, best first."""
        roles = self.edition.catalogue.roles
        return [roles[int(row)] for row in self.recommendation.order]

    @property
    def first_role(self) -> Role:
        """The role that comes first."""
        return self.roles_in_order[0]

    @property
    def weighed(self) -> bool:
        """Whether enjoyment counts beside fit in the order of roles."""
        known = bool((~np.isnan(self.recommendation.interest)).any())
        return self.recommendation.weight > 0 and known

    def held_back(self, row: int) -> Rung | None:
        """What keeps a role (row) behind others that it fits better than, if anything."""
        return rung(self.profiles, self.ratings, row)

    def parts(self, role_slug: str) -> list[SkillPart]:
        """What each skill adds to a role's readiness, and what it lacks; ValueError if unknown."""
        return readiness_parts(self.profiles, self.profiles.role_index(role_slug), self.ratings)

    def with_ratings(self, changes: Answers) -> AssessmentResult:
        """This person's result with other ratings of some skills; nothing is stored."""
        given = GivenAnswers({**self.given.ratings, **changes}, self.given.interests)
        return _score(self.assessment, given, self.edition, self.method)

    def on_edition(self, edition: LoadedEdition, method: int | None = None) -> AssessmentResult:
        """This person's answers scored against another edition; nothing is stored.

        Answers about what that edition does not have are left out. By another ``method``, where
        its number is given.
        """
        other = editions.with_scorable_roles(edition)
        return _score(self.assessment, self.given, other, method or self.method)

    @property
    def method(self) -> int:
        """The number of the method by which it is scored."""
        return self.profiles.method.number

    def with_weight(self, percent: int) -> AssessmentResult:
        """This person's result if enjoyment counted so much in the order; nothing is stored."""
        return _score(self.assessment, self.given, self.edition, self.method, percent)

    def plan(self, role_slug: str, marks: Marks, chosen: Sequence[str] | None = None) -> Plan:
        """The plan for a role: every step it asks for, or only the ``chosen`` ones, by key.

        ``marks``: what the person makes of the steps. It has no days yet: see ``dated``.
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
        """The plan for a role as the person chose it; a short one takes the solver about 0.03 s."""
        everything = self.plan(role_slug, marks)
        if self.assessment.plan_kind == PlanKind.EVERYTHING:
            return ChosenPlan(everything, everything, None)
        try:
            shortest = self._shortest(role_slug, marks, everything.readiness)
        except SolverError:
            return ChosenPlan(everything, everything, None, unsolved=True)
        return ChosenPlan(self.plan(role_slug, marks, shortest.keys), everything, shortest)

    def with_steps(self, done: Sequence[str]) -> AssessmentResult:
        """This person's result with the learning steps in ``done``, by key, counted as learnt."""
        reached: Answers = {}
        for key in map(StepKey.parse, done):
            if key and key.skill in self.edition.skills:
                # Ticks come in any order, and none takes back a level that was rated higher.
                before = reached.get(key.skill) or self.given.ratings.get(key.skill) or 0
                reached[key.skill] = max(before, min(key.number, MAX_LEVEL))
        return self.with_ratings(reached) if reached else self

    def dated(self, plan: Plan, today: date) -> Plan:
        """The plan with days: what is left begins this week, or at its start if that is later."""
        return dated(plan, start=self._begins(today), off=weeks_off(self.assessment))

    def weeks_until(self, day: date, today: date) -> int:
        """How many whole weeks of study are left until ``day``."""
        return whole_weeks(self._begins(today), weeks_off(self.assessment), day)

    def most_within(self, role_slug: str, marks: Marks, hours: int) -> Shortest | None:
        """The steps that add most readiness in ``hours``, each at what the plan says it takes.

        None when the solver gives up.
        """
        cheapest = self.assessment.plan_kind != PlanKind.EVERYTHING
        options = self._options(role_slug, marks, cheapest=cheapest)
        readiness = self.plan(role_slug, marks).readiness
        try:
            return most_readiness(options, readiness=readiness, hours=hours)
        except SolverError:
            return None

    def overtaking(self, role_slug: str, marks: Marks) -> tuple[Overtaking, list[PlanStep]]:
        """The fewest hours after which a role comes first by fit, and the steps to take for it.

        Without skipped steps and the steps above them in the same skill. Up to a second or two.
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


def profiles_of(edition: LoadedEdition, method: int = TODAY.number) -> RoleProfiles:
    """The roles of an edition that can be scored, compiled to arrays; held with the edition.

    ``method`` is the number of the method to score by.
    """
    return _profiles(edition, method)


@once_per_edition
def _profiles(edition: LoadedEdition, method: int) -> RoleProfiles:
    return compile_profiles(edition.catalogue.scorable(), METHODS[method])


def edition_of(assessment: Assessment) -> LoadedEdition:
    """The edition an assessment is pinned to, with the roles that can be scored.

    A query only where this process does not hold that edition.
    """
    return editions.with_scorable_roles(editions.loaded(assessment.edition))


def compute_result(assessment: Assessment) -> AssessmentResult:
    """An assessment scored in its own edition: one query for the answers, besides the edition."""
    given = fetch_given(assessment)
    return _score(assessment, given, edition_of(assessment), assessment.method)


def compute_results(assessments: Sequence[Assessment]) -> list[AssessmentResult]:
    """Each assessment scored in its own edition: one query for all their answers.

    ``assessments`` come with their editions' rows, as from store.fetch_with_keys.
    """
    given = fetch_given_to(assessments)
    return [_score(row, given[row.pk], edition_of(row), row.method) for row in assessments]


def _score(
    assessment: Assessment,
    given: GivenAnswers,
    edition: LoadedEdition,
    method: int,
    weight: int | None = None,
) -> AssessmentResult:
    """Score the answers that ``edition`` knows; all its roles must be such as can be scored.

    ``weight`` of enjoyment in per cent, None for what the person chose.
    """
    known, profiles = given.within(edition), profiles_of(edition, method)
    ratings = answers_array(profiles.skill_slugs, known.ratings)
    interests = answers_array(profiles.activity_slugs, known.interests)
    percent = assessment.interest_weight if weight is None else weight
    result = recommend(profiles, ratings, interests, weight=percent / 100)
    return AssessmentResult(assessment, edition, known, profiles, ratings, interests, result)
