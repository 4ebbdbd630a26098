"""The page of rating oneself again: which skills may have changed, and what to suggest for each."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine.suggested_rating import suggested_rating
from assessments.questions.questionnaire import Page, Question, skill_questions
from assessments.store import GivenAnswers, StepsSince
from roles.document.answers import Unrated
from roles.document.types import LEVEL_NAMES
from roles.editions import LoadedEdition


@dataclass(frozen=True)
class MayHaveChanged:
    """A ``page`` of questions; by skill, ``notes`` on why it is asked, and a rating to suggest."""

    page: Page
    notes: dict[str, str]
    suggested: dict[str, int | None]


def may_have_changed(
    edition: LoadedEdition, given: GivenAnswers, since: StepsSince
) -> MayHaveChanged:
    """Ask about skills with steps done above the rating or begun, and those answered "not sure".

    ``given`` and ``since`` are those of the assessment that is repeated, ``edition`` the one of the
    new assessment.
    """
    notes, suggested = {}, {}
    for slug in edition.skills:
        rating, done = given.ratings.get(slug), since.done.get(slug, set())
        levels = sorted(level for level in done if level > (rating or 0))
        unsure = slug in given.ratings and rating is None
        if not (levels or slug in since.doing or unsure):
            continue
        suggested[slug] = suggested_rating(rating, levels)
        notes[slug] = _note(
            _was(given, slug),
            levels,
            doing=slug in since.doing,
            skipped=suggested[slug] == rating,
        )
    return MayHaveChanged(_page(skill_questions(edition, tuple(notes))), notes, suggested)


def _page(questions: tuple[Question, ...]) -> Page:
    intro = (
        "Only what may have changed: the skills you have been learning and those you were not "
        "sure of. Everything else is kept as you said it."
    )
    return Page(1, "Where are you now?", intro, questions)


def _was(given: GivenAnswers, skill: str) -> str:
    if skill not in given.ratings:
        return "You had not answered"
    rating = given.ratings[skill]
    return (
        f"You were {Unrated.NOT_SURE}" if rating is None else f"You were at {LEVEL_NAMES[rating]}"
    )


def _note(was: str, levels: list[int], *, doing: bool, skipped: bool) -> str:
    """Why a skill is asked about, after what it ``was``.

    ``levels`` are those of steps done; ``skipped``: a step before them was left out.
    """
    if levels:
        step = "step" if len(levels) == 1 else "steps"
        to = " and ".join(LEVEL_NAMES[level] for level in levels)
        if skipped:
            before = "but not what comes before. What is right?"
            return f"{was}. You have done the {step} to {to}, {before}"
        return f"{was}. You have done the {step} to {to}: is this right?"
    if doing:
        return f"{was}, and you have begun to learn more. Where are you now?"
    return f"{was}. Can you tell now?"
