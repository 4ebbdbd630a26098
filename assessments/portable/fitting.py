"""The edition for a file that comes in, and which part of the file is about what it has."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine.getting_started import place_of, title_at
from assessments.engine.step_key import StepKey
from assessments.portable.read import TransferError
from assessments.portable.schema import (
    AnswersPart,
    EditionRef,
    PlanPart,
    ProgressPart,
    Transfer,
)
from assessments.store import GivenAnswers
from roles import editions
from roles.editions import LoadedEdition
from roles.models import Edition

STEP_LEVELS = range(1, 5)  # levels that a learning step can lead to


@dataclass(frozen=True)
class LeftOut:
    """How much was left out, because an edition does not have what it is about."""

    answers: int = 0
    steps: int = 0
    others: int = 0


def edition_for(wanted: EditionRef) -> tuple[LoadedEdition, bool]:
    """The edition for a file made on ``wanted``, and whether it is the same by its digest.

    Of several with that digest, one in the catalogue that the file names comes first, then one of
    that number. Where none has it, the newest of that catalogue: answers are never scored against
    another catalogue. Raises NoEditionError when that has no edition here.
    """
    same = Edition.objects.filter(digest=wanted.digest)
    if not same:
        return editions.current(wanted.catalogue), False
    best = max(
        same,
        key=lambda row: (
            row.catalogue_slug == wanted.catalogue,
            row.number == wanted.number,
            row.number,
        ),
    )
    return editions.loaded(best), True


def fitting(document: Transfer, edition: LoadedEdition, *, same: bool) -> tuple[Transfer, LeftOut]:
    """What of ``document`` is about things that ``edition`` has, and how much is not.

    ``same``: it is the very edition that the document was made on.
    Raises TransferError for an unknown questionnaire, and where no rating is left to score.
    """
    if document.questionnaire not in edition.questionnaires:
        raise TransferError(
            f"questionnaire: this site has no questionnaire {document.questionnaire}"
        )
    known = GivenAnswers(document.answers.ratings, document.answers.interests).within(edition)
    if not known.has_rating:
        raise TransferError("answers.ratings: there is no rating of a skill that this site has")
    answers = AnswersPart(ratings=known.ratings, interests=known.interests)
    tools = tuple(slug for slug in document.background.tools if slug in edition.tools)
    plan, steps = _fitting_plan(document.plan, edition, same=same)
    target_lost = plan.target_role != document.plan.target_role
    left = LeftOut(
        answers=_size(document.answers) - _size(answers),
        steps=steps,
        others=len(document.background.tools) - len(tools) + target_lost,
    )
    background = document.background.model_copy(update={"tools": tools})
    families = tuple(name for name in document.families if name in edition.catalogue.families)
    parts = {"answers": answers, "background": background, "plan": plan, "families": families}
    return document.model_copy(update=parts), left


def _size(answers: AnswersPart) -> int:
    return len(answers.ratings) + len(answers.interests)


def _fitting_plan(plan: PlanPart, edition: LoadedEdition, *, same: bool) -> tuple[PlanPart, int]:
    """What of a plan is about things that ``edition`` has, and how many steps are left out.

    Own steps are numbered anew, getting-started steps found by their title.
    """
    places: dict[StepKey, StepKey] = {}
    own = []
    for place, step in enumerate(plan.own_steps, 1):
        if step.role in edition.roles:
            own.append(step)
            places[StepKey.of_own(place)] = StepKey.of_own(len(own))
    kept: dict[StepKey, ProgressPart] = {}
    for line in plan.progress:
        key = StepKey.parse(line.step)
        key = key and (places.get(key) or _step_in(edition, key, line.title, same=same))
        if key:
            # Two lines of a file may come to one step; the first counts.
            kept.setdefault(key, line.model_copy(update={"step": str(key)}))
    progress = tuple(kept.values())
    target = plan.target_role if plan.target_role in edition.roles else ""
    parts = {"target_role": target, "progress": progress, "own_steps": tuple(own)}
    left = len(plan.progress) - len(progress) + len(plan.own_steps) - len(own)
    return plan.model_copy(update=parts), left


def _step_in(edition: LoadedEdition, key: StepKey, title: str, *, same: bool) -> StepKey | None:
    """The key in ``edition`` of the step that a file calls ``key``, None when it has no such step.

    ``title`` is what the file calls a getting-started step. Files of earlier versions give its
    place only (""): that says which one it is on the very edition, and nothing on another.
    """
    if key.skill in edition.skills and key.number in STEP_LEVELS:
        return key
    if key.role not in edition.roles:
        return None
    steps = edition.roles[key.role].getting_started
    title = title or (title_at(steps, key.number) if same else "")
    found = place_of(steps, title, key.number)
    return StepKey.of_role(key.role, found) if found else None
