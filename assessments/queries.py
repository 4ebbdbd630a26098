"""Rows -> engine types; the only adapter, with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.overtake import Overtaking, overtake
from assessments.engine.plan import Plan, PlanStep, learning_steps, make_plan
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
from assessments.engine.shortest import (
    Shortest,
    SolverError,
    fewest_hours,
    most_readiness,
    options_of,
)
from assessments.models import Answer, Assessment, Kind, PlanKind, Status, StepProgress
from assessments.questionnaire import asked_skills
from roles import editions
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

    ``shortest`` is what a short plan comes to, None where everything was chosen.
    """

    plan: Plan
    everything: Plan
    shortest: Shortest | None


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

    def plan(
        self, role_slug: str, done: Sequence[str], chosen: Sequence[str] | None = None
    ) -> Plan:
        """The plan for a target role with ``done`` step keys ticked.

        Everything the role asks for, or only the ``chosen`` steps.
        """
        return make_plan(
            self.edition.roles[role_slug],
            self.edition.skills,
            self.parts(role_slug),
            hours_per_week=self.assessment.hours_per_week,
            done=done,
            chosen=chosen,
        )

    def chosen_plan(self, role_slug: str, done: Sequence[str]) -> ChosenPlan:
        """The plan for a target role as the person chose it, with ``done`` steps ticked."""
        everything = self.plan(role_slug, done)
        if self.assessment.plan_kind == PlanKind.EVERYTHING:
            return ChosenPlan(everything, everything, None)
        shortest = self._shortest(role_slug, done, everything.readiness)
        return ChosenPlan(self.plan(role_slug, done, shortest.keys), everything, shortest)

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

    def overtaking(self, role_slug: str) -> tuple[Overtaking, list[PlanStep]]:
        """The fewest hours after which a role comes first by fit, and the steps these are."""
        steps = learning_steps(self.edition.skills, self.parts(role_slug), cheapest=True)
        role = self.profiles.role_index(role_slug)
        try:
            found = overtake(self.profiles, self.ratings, role, steps, self.edition.skills)
        except SolverError:
            found = Overtaking((), 0, reachable=False)  # the page says that it is not known
        return found, list(self.plan(role_slug, (), found.keys).steps)

    def _shortest(self, role_slug: str, done: Sequence[str], readiness: float) -> Shortest:
        skills, row = self.edition.skills, self.assessment
        steps = learning_steps(skills, self.parts(role_slug), done=done, cheapest=True)
        options = options_of(steps, skills)
        if row.plan_kind == PlanKind.FEWEST_HOURS:
            return fewest_hours(options, readiness=readiness, target=row.plan_target)
        return most_readiness(options, readiness=readiness, hours=row.plan_budget)


@lru_cache(maxsize=16)
def profiles_of(edition: LoadedEdition) -> RoleProfiles:
    """The rated roles of an edition compiled to arrays, once per process."""
    return compile_profiles(editions.rated(edition).catalogue)


def edition_of(assessment: Assessment) -> LoadedEdition:
    """The edition an assessment is pinned to, with the roles that can be scored."""
    return editions.rated(editions.load(number=assessment.edition.number))


def given(assessment: Assessment) -> Given:
    """Every answer, in one query."""
    found = Given({}, {})
    rows = assessment.answers.order_by("pk").values_list("kind", "slug", "value")
    for kind, slug, value in rows:
        (found.ratings if kind == Kind.SKILL else found.interests)[slug] = value
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
    return list(Assessment.objects.filter(key__in=keys).select_related("edition"))


def find(key: str) -> Assessment | None:
    """The assessment with this key, with its edition."""
    return Assessment.objects.filter(key=key).select_related("edition").first()


def steps_done(assessment: Assessment) -> list[str]:
    """Keys of the ticked steps."""
    done = StepProgress.objects.filter(assessment=assessment, status=Status.DONE)
    return list(done.values_list("step", flat=True))


def latest_ratings(keys: Sequence[str]) -> Answers | None:
    """Ratings of the newest of these assessments that has any; None when there is none."""
    newest = (
        Assessment.objects.filter(key__in=keys, answers__kind=Kind.SKILL)
        .order_by("-started_at", "-pk")
        .values_list("pk", flat=True)
        .first()
    )
    if newest is None:
        return None
    rows = Answer.objects.filter(assessment_id=newest, kind=Kind.SKILL)
    return dict(rows.values_list("slug", "value"))
