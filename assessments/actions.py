"""Start, save answers, complete, choose a target, lay out, tick a step: the only writers."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from assessments.models import Answer, Assessment, Kind, StepDone, Way
from assessments.queries import Answers, Given
from roles.editions import LoadedEdition
from roles.models import Edition


class UnknownError(ValueError):
    """A role or step that the assessment's edition does not have."""


class GoneError(LookupError):
    """The assessment was deleted meanwhile, in another tab perhaps."""


class AlreadyCompletedError(ValueError):
    """Somebody tried to change a completed assessment."""


@dataclass(frozen=True)
class Background:
    """What may be said besides ratings: none of it enters a score."""

    education: str = ""
    tools: tuple[str, ...] = ()
    hours_per_week: int = 5


@dataclass(frozen=True)
class PageAnswers:
    """What one page of the questionnaire says. Questions left blank are not in here."""

    ratings: Answers = field(default_factory=dict)
    interests: Answers = field(default_factory=dict)
    background: Background | None = None


@transaction.atomic
def start(
    *,
    edition: LoadedEdition,
    questionnaire: str,
    way: str = Way.FULL,
    earlier: Assessment | None = None,
    answers: Given | None = None,
) -> Assessment:
    """A new assessment on ``edition``, with the ``answers`` of an ``earlier`` one if given.

    Answers about skills and activities that the edition does not have are left behind.
    """
    assessment = Assessment(
        edition=Edition.objects.get(number=edition.number), questionnaire=questionnaire, way=way
    )
    if earlier:
        assessment.education = earlier.education
        assessment.tools = [slug for slug in earlier.tools if slug in edition.tools]
        assessment.hours_per_week = earlier.hours_per_week
    assessment.save()
    if answers:
        _store(
            assessment,
            {slug: value for slug, value in answers.ratings.items() if slug in edition.skills},
            {s: value for s, value in answers.interests.items() if s in edition.activities},
        )
    return assessment


@transaction.atomic
def save_page(*, assessment: Assessment, page: int, answers: PageAnswers) -> None:
    """Save one page, all or nothing.

    Raises AlreadyCompletedError when it is too late, GoneError when there is nothing to save to.
    """
    locked = _locked(assessment)
    if locked.completed_at:
        raise AlreadyCompletedError("This assessment is complete.")
    _store(locked, answers.ratings, answers.interests)
    if answers.background:
        locked.education = answers.background.education
        locked.tools = list(answers.background.tools)
        locked.hours_per_week = answers.background.hours_per_week
    locked.page = max(locked.page, page)
    locked.save()


@transaction.atomic
def add_answers(*, assessment: Assessment, answers: PageAnswers) -> None:
    """Add answers that are missing; a rating or an interest already given stays as it is.

    "Not sure" counts as missing. Raises GoneError when there is nothing to add to.
    """
    locked = _locked(assessment)
    given = set(locked.answers.exclude(value=None).values_list("kind", "slug"))
    _store(
        locked,
        {s: value for s, value in answers.ratings.items() if (Kind.SKILL, s) not in given},
        {s: value for s, value in answers.interests.items() if (Kind.ACTIVITY, s) not in given},
    )
    locked.save(update_fields=["saved_at"])


def _locked(assessment: Assessment) -> Assessment:
    found = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if found is None:
        raise GoneError("This assessment has been deleted.")
    return found


def _store(assessment: Assessment, ratings: Answers, interests: Answers) -> None:
    Answer.objects.bulk_create(
        [
            Answer(assessment=assessment, kind=kind, slug=slug, value=value)
            for kind, values in ((Kind.SKILL, ratings), (Kind.ACTIVITY, interests))
            for slug, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "kind", "slug"],
        update_fields=["value"],
    )


@transaction.atomic
def complete(*, assessment: Assessment) -> None:
    """Close the answers; doing so twice changes nothing."""
    Assessment.objects.filter(pk=assessment.pk, completed_at=None).update(
        completed_at=timezone.now()
    )


@transaction.atomic
def choose_target(*, assessment: Assessment, edition: LoadedEdition, role: str) -> None:
    """Choose the target role; raises UnknownError for a role the edition does not have."""
    if role not in edition.roles:
        raise UnknownError("That role is not in the catalogue.")
    Assessment.objects.filter(pk=assessment.pk).update(target_role=role)


@transaction.atomic
def lay_out(
    *,
    assessment: Assessment,
    hours_per_week: int,
    plan_kind: str,
    plan_target: int,
    plan_budget: int,
) -> None:
    """Choose how the plan is laid out: 1-80 hours a week, and which steps it is made of.

    ``plan_kind`` is a PlanKind, ``plan_target`` a readiness of 1-100 %, ``plan_budget`` 1-5000
    hours; both are kept whichever the kind needs.
    """
    Assessment.objects.filter(pk=assessment.pk).update(
        hours_per_week=hours_per_week,
        plan_kind=plan_kind,
        plan_target=plan_target,
        plan_budget=plan_budget,
    )


@transaction.atomic
def weigh_interest(*, assessment: Assessment, percent: int) -> None:
    """Choose how much enjoyment counts beside fit in the order of roles, 0-100 %."""
    Assessment.objects.filter(pk=assessment.pk).update(interest_weight=percent)


@transaction.atomic
def tick_step(*, assessment: Assessment, known: set[str], step: str, done: bool) -> None:
    """Tick or untick a step of the plan.

    Raises UnknownError unless ``step`` is in ``known``, GoneError when the assessment is gone.
    """
    if step not in known:
        raise UnknownError("That step is not in this plan.")
    _locked(assessment)
    if done:
        StepDone.objects.get_or_create(assessment=assessment, step=step)
    else:
        StepDone.objects.filter(assessment=assessment, step=step).delete()


@transaction.atomic
def delete(*, assessment: Assessment) -> None:
    """Remove an assessment with its answers and ticks, for good."""
    assessment.delete()
