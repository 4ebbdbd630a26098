"""Store how the plan is laid out, what became of its steps, and steps of the person's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.engine.schedule import monday_of
from assessments.engine.step_key import StepKey
from assessments.locking import GoneError, UnknownError, lock_assessment
from assessments.models import Assessment, OwnStep, Status, StepProgress, limits
from roles.document.types import Phase
from roles.editions import LoadedEdition


@transaction.atomic
def lay_out(
    *,
    assessment: Assessment,
    hours_per_week: int,
    plan_kind: str,
    plan_target: int,
    plan_budget: int,
    plan_start: date | None = None,
    ready_by: date | None = None,
    weeks_off: Sequence[date] = (),
) -> None:
    """Choose how the plan is laid out: the hours a week, and which steps it is made of.

    ``plan_kind`` is a PlanKind, ``plan_target`` a readiness in per cent, ``plan_budget`` in
    hours; both are kept whichever the kind needs. ``plan_start`` None: the day of completion.
    ``ready_by`` None: no day. ``weeks_off`` are any days of weeks without study.

    Raises GoneError when the assessment is gone. The database refuses what is not within
    assessments.models.limits.
    """
    row = lock_assessment(assessment)
    row.hours_per_week = hours_per_week
    row.plan_kind = plan_kind
    row.plan_target = plan_target
    row.plan_budget = plan_budget
    row.plan_start = plan_start
    row.ready_by = ready_by
    row.weeks_off = [day.isoformat() for day in sorted({monday_of(day) for day in weeks_off})]
    row.save()


class TooManyError(ValueError):
    """The person has added as many steps as an assessment may have."""


@dataclass(frozen=True)
class Notes:
    """How far a person is with a step, what they write about it, which way and resource they chose.

    ``status`` is a Status. None for what stays as it is, "" for nothing.
    """

    status: str | None = None
    note: str | None = None
    evidence: str | None = None
    intention: str | None = None
    way: str | None = None
    resource: str | None = None


@dataclass(frozen=True)
class OwnWords:
    """A step as the person describes it, within assessments.models.limits."""

    title: str
    what: str
    hours: int
    phase: Phase


@transaction.atomic
def tick_step(*, assessment: Assessment, known: Collection[str], step: str, done: bool) -> None:
    """Tick a step of the plan, or put it back to do. One that is done keeps its day.

    Raises UnknownError unless ``step`` is in ``known``, GoneError when the assessment is gone.
    """
    row = _row(assessment, known, step)
    _set_status(row, Status.DONE if done else Status.TODO)
    row.save()


@transaction.atomic
def note_step(*, assessment: Assessment, known: Collection[str], step: str, notes: Notes) -> None:
    """Say how far one is with a step and write notes about it. One that is done keeps its day.

    Raises UnknownError unless ``step`` is in ``known``, GoneError when the assessment is gone.
    """
    row = _row(assessment, known, step)
    for name, value in asdict(notes).items():
        if value is not None:
            setattr(row, name, value)
    _set_status(row, Status(row.status))
    row.save()


@transaction.atomic
def add_own_step(
    *, assessment: Assessment, edition: LoadedEdition, role: str, words: OwnWords
) -> OwnStep:
    """Add a step of the person's own to the plan for ``role``, and return its row.

    Raises UnknownError for a role the edition does not have, TooManyError beyond
    limits.MOST_OWN_STEPS, GoneError when the assessment is gone.
    """
    if role not in edition.roles:
        raise UnknownError("That role is not in the catalogue.")
    row = lock_assessment(assessment)
    most = limits.MOST_OWN_STEPS
    if row.own_steps.count() >= most:
        raise TooManyError(f"You have added {most} steps, the most there can be. Remove one first")
    _changed(row)
    return OwnStep.objects.create(assessment=row, role=role, **_columns(words))


@transaction.atomic
def change_own_step(*, assessment: Assessment, number: int, words: OwnWords) -> None:
    """Change the words and hours of an added step; GoneError when it is not there any more."""
    parent = lock_assessment(assessment)
    if not _own(parent, number).update(**_columns(words)):
        raise GoneError("This step has been removed.")
    _changed(parent)


@transaction.atomic
def remove_own_step(*, assessment: Assessment, number: int) -> None:
    """Remove an added step with its notes; raises GoneError when it is not there any more."""
    parent = lock_assessment(assessment)
    row = _own(parent, number).first()
    if row is None:
        raise GoneError("This step has been removed.")
    # Its notes are tied to it by its key alone, so no cascade of the database takes them along.
    StepProgress.objects.filter(assessment=parent, step=row.key).delete()
    row.delete()
    _changed(parent)


def _changed(row: Assessment) -> None:
    """Store the time of the change, by which calendars go that read the plan; ``row`` is locked."""
    row.save(update_fields=["saved_at"])


def _columns(words: OwnWords) -> dict[str, str | int]:
    return {**asdict(words), "phase": words.phase.value}


def _own(assessment: Assessment, number: int) -> QuerySet[OwnStep]:
    return OwnStep.objects.filter(assessment=assessment, pk=number)


def _row(assessment: Assessment, known: Collection[str], step: str) -> StepProgress:
    """The step's row, or a new one not saved yet; the assessment is locked."""
    if step not in known:
        raise UnknownError("That step is not in this plan.")
    parent = lock_assessment(assessment)
    key = StepKey.parse(step)
    # ``known`` was read before the lock, and a step of one's own may have been removed since.
    if key and key.is_own and not _own(parent, key.number).exists():
        raise UnknownError("That step is not in this plan.")
    found = StepProgress.objects.filter(assessment=parent, step=step).first()
    return found or StepProgress(assessment=parent, step=step)


def _set_status(row: StepProgress, status: Status) -> None:
    if status != Status.DONE:
        row.done_at = None
    elif row.done_at is None:  # one that is done already keeps its day
        row.done_at = timezone.now()
    row.status = status
