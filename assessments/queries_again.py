"""Rows of several assessments, and answers scored against another edition than their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessments.engine.profiles import answers_array
from assessments.engine.recommend import recommend
from assessments.models import Answer, Assessment, Kind, Status, StepProgress
from assessments.queries import Given, Scored, profiles_of
from roles import editions
from roles.editions import LoadedEdition

SKILL_STEP = "skill"


@dataclass(frozen=True)
class StepsSince:
    """What the steps of an assessment's plan say since: levels done, and skills under way."""

    done: dict[str, set[int]] = field(default_factory=dict)
    doing: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many steps about skills are done."""
        return sum(len(levels) for levels in self.done.values())


def on_edition(scored: Scored, edition: LoadedEdition) -> Scored:
    """The same answers scored against another edition; nothing is stored.

    Answers about what that edition does not have are left out.
    """
    return _score(scored.assessment, scored.given, edition)


def scored_all(assessments: Sequence[Assessment]) -> list[Scored]:
    """Each assessment scored against its own edition: one query for all their answers.

    The assessments come with their editions' rows.
    """
    given: dict[int, Given] = defaultdict(lambda: Given({}, {}))
    rows = Answer.objects.filter(assessment__in=assessments).order_by("pk")
    for owner, kind, slug, value in rows.values_list("assessment_id", "kind", "slug", "value"):
        answers = given[owner]
        (answers.ratings if kind == Kind.SKILL else answers.interests)[slug] = value
    return [
        _score(row, given[row.pk], editions.rated(editions.loaded(row.edition)))
        for row in assessments
    ]


def earlier_of(assessment: Assessment) -> Assessment | None:
    """The assessment that this one repeats, with its edition; None when there is none left."""
    if assessment.earlier_id is None:
        return None
    return Assessment.objects.filter(pk=assessment.earlier_id).select_related("edition").first()


def steps_since(assessment: Assessment) -> StepsSince:
    """The skill steps done and under way; steps of roles and one's own say nothing of a level."""
    found = StepsSince()
    rows = StepProgress.objects.filter(
        assessment=assessment, status__in=[Status.DONE, Status.DOING]
    )
    for step, status in rows.values_list("step", "status"):
        kind, _, rest = step.partition("/")
        skill, _, level = rest.rpartition("/")
        if kind != SKILL_STEP or not level.isdecimal():
            continue
        if status == Status.DOING:
            found.doing.add(skill)
        else:
            found.done.setdefault(skill, set()).add(int(level))
    return found


def _score(assessment: Assessment, given: Given, whole: LoadedEdition) -> Scored:
    edition = editions.rated(whole)
    known = Given(
        {slug: value for slug, value in given.ratings.items() if slug in edition.skills},
        {slug: value for slug, value in given.interests.items() if slug in edition.activities},
    )
    profiles = profiles_of(edition)
    ratings = answers_array(profiles.skill_slugs, known.ratings)
    interests = answers_array(profiles.activity_slugs, known.interests)
    result = recommend(profiles, ratings, interests, weight=assessment.interest_weight / 100)
    return Scored(assessment, edition, known, profiles, ratings, interests, result)
