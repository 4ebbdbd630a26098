"""Where a quick check stands, and what it asks next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.profiles import answers_array
from assessments.engine.quick import Standing, standing
from assessments.models import Assessment
from assessments.questions.questionnaire import asked_skills
from assessments.result import profiles_of
from assessments.store import GivenAnswers
from roles.editions import LoadedEdition, once_per_edition


@dataclass(frozen=True)
class QuickStanding:
    """Where somebody's quick check stands.

    ``settled`` 0-1, as in the engine; ``next`` the skill to ask about, None when all have been;
    ``done``: it is settled enough to stop, and there is a rating to score.
    """

    settled: float
    next: str | None
    done: bool


def quick_standing(
    assessment: Assessment, edition: LoadedEdition, given: GivenAnswers
) -> QuickStanding:
    """Where a quick check stands; "not sure" is an answer and is not asked again."""
    asked = asked_skills(edition, assessment.questionnaire)
    open_ = frozenset(asked).difference(given.ratings)
    at = _standing(edition, frozenset(given.ratings.items()), open_)
    slug = None if at.next is None else profiles_of(edition).skill_slugs[at.next]
    return QuickStanding(at.settled, slug, at.enough and given.has_rating)


@once_per_edition
def _standing(
    edition: LoadedEdition, ratings: frozenset[tuple[str, int | None]], askable: frozenset[str]
) -> Standing:
    """Remembered, because saving an answer and showing the next question both need it."""
    profiles = profiles_of(edition)
    mask = np.array([slug in askable for slug in profiles.skill_slugs])
    return standing(profiles, answers_array(profiles.skill_slugs, dict(ratings)), mask)
