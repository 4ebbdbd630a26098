"""Start an assessment, save its answers, complete it, delete it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from assessments.engine.getting_started import place_of, title_at
from assessments.engine.step_key import StepKey
from assessments.locking import AlreadyCompletedError, lock_assessment
from assessments.models import Answer, AnswerMode, Assessment, Kind, OwnStep, Status, StepProgress
from assessments.result import edition_of
from assessments.store import GivenAnswers, fetch_given
from roles.editions import LoadedEdition
from roles.models import Edition


@transaction.atomic
def carry_over(*, earlier: Assessment, assessment: Assessment, edition: LoadedEdition) -> None:
    """Copy own steps from the ``earlier`` assessment, and progress of steps that ``edition`` has.

    A getting-started step is the same where it has the same title, wherever it stands.
    Learning steps that are done stay behind: the new ratings say what came of them.
    """
    own = _copy_own_steps(earlier, assessment, edition)
    before = edition_of(earlier)
    rows = list(StepProgress.objects.filter(assessment=earlier))
    kept: dict[str, StepProgress] = {}
    for row in rows:
        step = _same_step(row, own, before, edition)
        if step and step not in kept:
            row.pk, row.assessment, row.step = None, assessment, step
            kept[step] = row
    StepProgress.objects.bulk_create(kept.values())


def _copy_own_steps(
    earlier: Assessment, assessment: Assessment, edition: LoadedEdition
) -> dict[str, str]:
    """Copy own steps for roles that ``edition`` has; the key of each copy by the old key."""
    steps = list(OwnStep.objects.filter(assessment=earlier, role__in=edition.roles))
    old = [step.key for step in steps]
    for step in steps:
        step.pk, step.assessment = None, assessment
    copies = OwnStep.objects.bulk_create(steps)
    return dict(zip(old, (step.key for step in copies), strict=True))


def _same_step(
    row: StepProgress, own: Mapping[str, str], before: LoadedEdition, now: LoadedEdition
) -> str:
    """The key of the row's step in the new assessment, "" when it has no place there."""
    key = StepKey.parse(row.step)
    if key is None or key.is_own:
        return own.get(row.step, "")
    # A step done stays behind: the new rating says what came of it (decision 14).
    if key.skill in now.skills and row.status != Status.DONE:
        return row.step
    if key.role in before.roles and key.role in now.roles:
        title = title_at(before.roles[key.role].getting_started, key.number)
        found = place_of(now.roles[key.role].getting_started, title, key.number)
        return str(StepKey.of_role(key.role, found)) if found else ""
    return ""


# What an assessment takes over from the one it repeats, as it is.
KEPT = (
    "education",
    "interest_weight",
    "hours_per_week",
    "plan_kind",
    "plan_target",
    "plan_budget",
    "ready_by",
    "weeks_off",
)


@dataclass(frozen=True)
class Background:
    """What may be said besides ratings: none of it enters a score."""

    education: str = ""
    tools: tuple[str, ...] = ()
    hours_per_week: int = 5


@dataclass(frozen=True)
class PageAnswers(GivenAnswers):
    """The answers of one page of the questionnaire; questions left blank are not in here.

    ``background`` is None for a page of questions.
    """

    background: Background | None = None

    def within(self, edition: LoadedEdition) -> PageAnswers:
        """The answers about skills, activities and tools that ``edition`` has."""
        given, background = super().within(edition), self.background
        if background:
            tools = tuple(slug for slug in background.tools if slug in edition.tools)
            background = replace(background, tools=tools)
        return PageAnswers(given.ratings, given.interests, background)


@transaction.atomic
def start(
    *,
    edition: LoadedEdition,
    questionnaire: str,
    way: str = AnswerMode.FULL,
    families: Sequence[str] = (),
    earlier: Assessment | None = None,
) -> Assessment:
    """A new assessment on ``edition``, with the answers of an ``earlier`` one if given.

    ``families``: those to ask about only; none for the whole questionnaire.

    Answers about skills and activities that the edition does not have are left behind. The new
    one remembers which it repeats, its target, how its roles are ordered, how its plan is laid
    out and what was made of it. The plan begins anew, on the day of completion.

    Raises GoneError when the earlier one has been deleted.
    """
    assessment = Assessment(
        edition=Edition.objects.get(pk=edition.pk),
        questionnaire=questionnaire,
        way=way,
        families=list(families),
    )
    if earlier:
        _repeat(assessment, earlier, edition)
    else:
        assessment.save()
    return assessment


def _repeat(assessment: Assessment, earlier: Assessment, edition: LoadedEdition) -> None:
    """Save a new assessment with what the ``earlier`` one says by now; raises GoneError."""
    before = lock_assessment(earlier)
    before.edition = earlier.edition  # for ever the same, and read already: it is large
    assessment.earlier = before
    assessment.families = assessment.families or [*before.families]
    for name in KEPT:
        setattr(assessment, name, getattr(before, name))
    if before.target_role in edition.roles:
        assessment.target_role = before.target_role
    assessment.tools = [slug for slug in before.tools if slug in edition.tools]
    assessment.save()
    carry_over(earlier=before, assessment=assessment, edition=edition)
    _store(assessment, fetch_given(before).within(edition))


@transaction.atomic
def save_page(*, assessment: Assessment, page: int, answers: PageAnswers) -> None:
    """Save one page, all or nothing. ``page`` counts from 1.

    Raises AlreadyCompletedError when it is too late, GoneError when there is nothing to save to.
    """
    row = lock_assessment(assessment)
    if row.completed_at:
        raise AlreadyCompletedError("This assessment is complete.")
    _store(row, answers)
    if answers.background:
        row.education = answers.background.education
        row.tools = list(answers.background.tools)
        row.hours_per_week = answers.background.hours_per_week
    row.page = max(row.page, page)  # going back loses nothing of how far somebody came
    row.save()


@transaction.atomic
def add_answers(*, assessment: Assessment, answers: PageAnswers) -> None:
    """Add answers that are missing; a rating or an interest already given stays as it is.

    "Not sure" counts as missing. Raises GoneError when there is nothing to add to.
    """
    row = lock_assessment(assessment)
    given = set(row.answers.exclude(value=None).values_list("kind", "slug"))
    _store(row, answers, kept=given)
    row.save(update_fields=["saved_at"])  # calendars go by the time of the last change


def _store(
    assessment: Assessment, answers: GivenAnswers, kept: Collection[tuple[str, str]] = ()
) -> None:
    """Store the answers, but for those whose kind and slug are ``kept`` as they were."""
    # An answer given again keeps its row, and so its place in the order of first answers.
    Answer.objects.bulk_create(
        [
            Answer(assessment=assessment, kind=kind, slug=slug, value=value)
            for kind in Kind
            for slug, value in answers.of(kind).items()
            if (kind, slug) not in kept
        ],
        # One statement, so that the same page sent twice at once stores each answer once.
        update_conflicts=True,
        unique_fields=["assessment", "kind", "slug"],
        update_fields=["value"],
    )


class NothingRatedError(ValueError):
    """No skill has a rating, so that no result could be worked out."""


@transaction.atomic
def complete(*, assessment: Assessment) -> None:
    """Complete the assessment: from now on no answer given changes.

    Doing so twice changes nothing. Raises NothingRatedError, GoneError.
    """
    row = lock_assessment(assessment)
    if row.completed_at is None:
        if not fetch_given(row).has_rating:
            raise NothingRatedError("With no rating there is nothing to compare.")
        # A clock that was put back meanwhile must not keep anybody from their results.
        row.completed_at = max(row.started_at, timezone.now())
        row.save(update_fields=["completed_at"])


@transaction.atomic
def delete(*, assessment: Assessment) -> None:
    """Remove an assessment with all that belongs to it, for good; raises GoneError."""
    lock_assessment(assessment).delete()
