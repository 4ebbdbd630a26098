"""Which questions have no answer yet: these may be added to a completed assessment."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import Assessment
from assessments.questions.questionnaire import asked_skills
from assessments.result import AssessmentResult
from assessments.store import GivenAnswers
from roles.document.types import Role
from roles.editions import LoadedEdition


@dataclass(frozen=True)
class UnansweredCounts:
    """How many questions have no answer, named as templates/results/next_questions.html takes it.

    ``open_role_skills``: skills the role asks for without a rating; ``open_skills``: skills never
    asked about; ``open_activities``: activities without an answer.
    """

    open_role_skills: int
    open_skills: int
    open_activities: int


def count_unanswered(scored: AssessmentResult, role_slug: str) -> UnansweredCounts:
    """How many questions have no answer, in all and about one role; KeyError if it is unknown."""
    edition, assessment, given = scored.edition, scored.assessment, scored.given
    role = edition.roles[role_slug]
    return UnansweredCounts(
        open_role_skills=len(role_skills(edition, role, given)),
        open_skills=len(unasked_skills(edition, assessment, given)),
        open_activities=len(activities(edition, assessment, given)),
    )


def role_skills(edition: LoadedEdition, role: Role, given: GivenAnswers) -> tuple[str, ...]:
    """Skills that a role asks for without a rating: not answered, or "not sure"."""
    asked = {row.skill for row in role.requirements if row.level > 0}
    return tuple(slug for slug in edition.skills if slug in asked and _missing(given.ratings, slug))


def unasked_skills(
    edition: LoadedEdition, assessment: Assessment, given: GivenAnswers
) -> tuple[str, ...]:
    """Skills of the questionnaire that have no answer, not even "not sure"."""
    asked = asked_skills(edition, assessment.questionnaire)
    return tuple(slug for slug in asked if slug not in given.ratings)


def activities(
    edition: LoadedEdition, assessment: Assessment, given: GivenAnswers
) -> tuple[str, ...]:
    """Activities of the questionnaire without an answer, or with "not sure"."""
    asked = edition.questionnaires[assessment.questionnaire].activities
    return tuple(slug for slug in asked if _missing(given.interests, slug))


def _missing(answers: dict[str, int | None], slug: str) -> bool:
    return answers.get(slug) is None
