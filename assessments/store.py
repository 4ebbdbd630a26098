"""Rows of assessments and what they say as plain values: no scores.

``fetch_`` and ``find_`` ask the database, once unless they say otherwise, or not at all for rows
prefetched with the assessment; the others never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.engine.step_key import StepKey
from assessments.engine.step_marks import Marks, OwnWork
from assessments.models import Answer, Assessment, Kind, OwnStep, Status, StepProgress
from roles.document.types import Phase
from roles.editions import LoadedEdition
from roles.models import join_edition

Answers = dict[str, int | None]


@dataclass(frozen=True)
class GivenAnswers:
    """What a person has answered, by the slug of a skill or activity: 0-4, None for "not sure".

    In the order in which each was first answered; what was not answered is not in it.
    """

    ratings: Answers = field(default_factory=dict)
    interests: Answers = field(default_factory=dict)

    def of(self, kind: str) -> Answers:
        """The answers of one Kind: about skills or about activities."""
        return self.ratings if kind == Kind.SKILL else self.interests

    def within(self, edition: LoadedEdition) -> GivenAnswers:
        """The answers about skills and activities that ``edition`` has."""
        return GivenAnswers(
            {slug: value for slug, value in self.ratings.items() if slug in edition.skills},
            {slug: value for slug, value in self.interests.items() if slug in edition.activities},
        )

    @property
    def has_rating(self) -> bool:
        """Whether any skill has a rating to score: "not sure" is none."""
        return any(value is not None for value in self.ratings.values())


def fetch_given(assessment: Assessment) -> GivenAnswers:
    """Every answer of an assessment."""
    return given_of(assessment.answers.order_by("pk"))


def fetch_given_to(assessments: Sequence[Assessment]) -> dict[int, GivenAnswers]:
    """Every answer of each of these assessments, by the assessment's primary key."""
    found = {row.pk: GivenAnswers() for row in assessments}
    for row in Answer.objects.filter(assessment__in=assessments).order_by("pk"):
        found[row.assessment_id].of(row.kind)[row.slug] = row.value
    return found


def given_of(rows: Iterable[Answer]) -> GivenAnswers:
    """The answers in rows read already, in their order."""
    found = GivenAnswers()
    for row in rows:
        found.of(row.kind)[row.slug] = row.value
    return found


def fetch_with_keys(keys: Sequence[str]) -> list[Assessment]:
    """The assessments with these keys, newest first, each with its edition but not its document."""
    rows = join_edition(Assessment.objects.filter(key__in=keys))
    return list(newest_first(rows))


def newest_first(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Sort by the time of completion, or of the start until complete, the latest first.

    For every page: two that sorted otherwise would take different ones for somebody's newest.
    """
    return rows.order_by(Coalesce("completed_at", "started_at").desc(), "-pk")


def fetch_keys(kept: Sequence[str], user: int | None) -> list[str]:
    """Keys of the account's assessments and of ``kept`` ones without an owner, oldest first."""
    held = Q(key__in=kept, owner=None)
    if user is not None:
        held |= Q(owner=user)
    rows = Assessment.objects.filter(held).order_by("started_at", "pk")
    return list(rows.values_list("key", flat=True))


def find_assessment(key: str) -> Assessment | None:
    """The assessment with this key, with its edition; None for no assessment's key."""
    return join_edition(Assessment.objects.filter(key=key)).first()


def fetch_progress(assessment: Assessment) -> dict[str, StepProgress]:
    """What the person makes of the steps of the plan, by the step's key; only of those touched."""
    return {row.step: row for row in assessment.progress.all()}


def fetch_own_steps(assessment: Assessment) -> list[OwnStep]:
    """The steps that the person added, for any role, in the order of adding."""
    return list(assessment.own_steps.all())


def fetch_own_step(assessment: Assessment, number: int) -> OwnStep | None:
    """The step of this number, if the person added it to this assessment's plan."""
    return OwnStep.objects.filter(assessment=assessment, pk=number).first()


def fetch_marks(assessment: Assessment) -> Marks:
    """What the person makes of the steps, as the engine takes it; two queries."""
    return marks_of(fetch_progress(assessment), fetch_own_steps(assessment))


def marks_of(rows: Mapping[str, StepProgress], own: Sequence[OwnStep]) -> Marks:
    """What the person makes of the steps, as the engine takes it, from rows read already."""

    def with_status(status: Status) -> frozenset[str]:
        return frozenset(key for key, row in rows.items() if row.status == status)

    return Marks(
        done=with_status(Status.DONE),
        doing=with_status(Status.DOING),
        skipped=with_status(Status.SKIPPED),
        alternatives={key: row.way for key, row in rows.items() if row.way},
        own=tuple(
            OwnWork(row.key, row.role, row.title, row.what, row.hours, Phase(row.phase))
            for row in own
        ),
    )


def weeks_off(assessment: Assessment) -> list[date]:
    """The Mondays of the weeks without study, in order."""
    return [date.fromisoformat(day) for day in assessment.weeks_off]


def plan_start(assessment: Assessment) -> date:
    """The first day of the plan: the one chosen, or the day of completion."""
    return assessment.plan_start or completion_day(assessment)


def completion_day(assessment: Assessment) -> date:
    """The day on which the answers were completed; until then, on which they were begun."""
    return timezone.localdate(assessment.completed_at or assessment.started_at)


def fetch_latest_ratings(keys: Sequence[str], catalogue: str) -> Answers | None:
    """Ratings of the newest completed assessment with one of these ``keys``, of one catalogue.

    What is begun and not finished does not hide a result. Where none is completed, the newest one
    with a rating counts; "not sure" alone is no rating. None where nothing is rated. Two queries.
    """
    rated = Assessment.objects.filter(
        key__in=keys,
        answers__kind=Kind.SKILL,
        answers__value__isnull=False,
        edition__catalogue=catalogue,
    )
    completed_first = F("completed_at").desc(nulls_last=True)
    newest = rated.order_by(completed_first, "-started_at", "-pk").values_list("pk", flat=True)[:1]
    if not newest:
        return None
    rows = Answer.objects.filter(assessment_id=newest[0], kind=Kind.SKILL)
    return dict(rows.values_list("slug", "value"))


@dataclass(frozen=True)
class StepsSince:
    """What somebody did since they rated themselves, by skill: levels learnt, and skills begun."""

    done: dict[str, set[int]] = field(default_factory=dict)
    doing: set[str] = field(default_factory=set)


def fetch_earlier(assessment: Assessment) -> Assessment | None:
    """The assessment that this one repeats, with its edition; None when there is none left."""
    if assessment.earlier_id is None:
        return None
    return join_edition(Assessment.objects.filter(pk=assessment.earlier_id)).first()


def fetch_steps_since(assessment: Assessment) -> StepsSince:
    """The learning steps done and begun; steps of roles and one's own say nothing of a level."""
    found = StepsSince()
    rows = StepProgress.objects.filter(
        assessment=assessment, status__in=[Status.DONE, Status.DOING]
    )
    for step, status in rows.values_list("step", "status"):
        key = StepKey.parse(step)
        if key is None or not key.skill:
            continue
        if status == Status.DOING:
            found.doing.add(key.skill)
        else:
            found.done.setdefault(key.skill, set()).add(key.number)
    return found
