"""What of a file is about things that an edition has."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine.getting_started import place_of, title_at
from assessments.portable.read import TransferError
from assessments.portable.schema import AnswersPart, PlanPart, ProgressPart, Transfer
from roles.editions import LoadedEdition

STEP_LEVELS = frozenset("1234")


@dataclass(frozen=True)
class LeftOut:
    """How much was left out, because an edition does not have what it is about."""

    answers: int = 0
    steps: int = 0
    others: int = 0


def fitting(document: Transfer, edition: LoadedEdition, *, same: bool) -> tuple[Transfer, LeftOut]:
    """What of ``document`` is about things that ``edition`` has, and how much is not.

    ``same``: it is the very edition that the document was made on.
    Raises TransferError for an unknown questionnaire, and where no rating is left to score.
    """
    if document.questionnaire not in edition.questionnaires:
        raise TransferError(
            f"questionnaire: this site has no questionnaire {document.questionnaire}"
        )
    answers = AnswersPart(
        ratings={s: v for s, v in document.answers.ratings.items() if s in edition.skills},
        interests={s: v for s, v in document.answers.interests.items() if s in edition.activities},
    )
    if all(value is None for value in answers.ratings.values()):
        raise TransferError("answers.ratings: there is no rating of a skill that this site has")
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
    """The same for the plan; own steps are numbered anew, getting-started steps found by title."""
    places: dict[str, str] = {}
    own = []
    for place, step in enumerate(plan.own_steps, 1):
        if step.role in edition.roles:
            own.append(step)
            places[f"own/{place}"] = f"own/{len(own)}"
    kept: dict[str, ProgressPart] = {}
    for line in plan.progress:
        name = places.get(line.step) or _step_in(edition, line, same=same)
        if name:
            kept.setdefault(name, line.model_copy(update={"step": name}))
    progress = tuple(kept.values())
    target = plan.target_role if plan.target_role in edition.roles else ""
    parts = {"target_role": target, "progress": progress, "own_steps": tuple(own)}
    left = len(plan.progress) - len(progress) + len(plan.own_steps) - len(own)
    return plan.model_copy(update=parts), left


def _step_in(edition: LoadedEdition, line: ProgressPart, *, same: bool) -> str:
    """The name of a line's step in ``edition``, "" when it has no such step.

    Files of earlier versions give a getting-started step's place only: that says which one it is
    on the very edition, and nothing on another.
    """
    kind, _, rest = line.step.partition("/")
    slug, _, place = rest.rpartition("/")
    if kind == "skill" and slug in edition.skills:
        return line.step if place in STEP_LEVELS else ""
    if kind != "role" or slug not in edition.roles:
        return ""
    steps = edition.roles[slug].getting_started
    title = line.title or (title_at(steps, place) if same else "")
    found = place_of(steps, title, place)
    return f"role/{slug}/{found}" if found else ""
