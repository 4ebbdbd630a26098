"""Answers as other programs hand them over: one JSON object a person."""

from __future__ import annotations

from typing import Any

import numpy as np

from assessments.engine.profiles import RoleProfiles, answers_array
from assessments.engine.readiness import readiness_parts
from assessments.engine.recommend import Recommendation, recommend
from roles.document.json_text import JsonError, parse_json

KEYS = {"ratings", "interests"}


class AnswersError(ValueError):
    """Answers that cannot be read; the message says what is wrong and where."""


def read_answers(text: str) -> dict[str, dict[str, int | None]]:
    """Answers from JSON ``{"ratings": {slug: 0-4 or null}, "interests": {...}}``.

    Either may be left out. Slugs and levels are checked by ``score_answers``. Raises AnswersError.
    """
    try:
        data = parse_json(text)
    except JsonError as error:
        raise AnswersError(f"not valid JSON: {error}") from error
    if not isinstance(data, dict) or not set(data) <= KEYS:
        raise AnswersError('must be an object with the keys "ratings" and "interests"')
    for key in data:
        if not isinstance(data[key], dict):
            raise AnswersError(f"{key}: must be an object of slugs to levels")
    return {key: data.get(key, {}) for key in KEYS}


def score_answers(
    profiles: RoleProfiles, edition: int, answers: dict[str, dict[str, int | None]]
) -> dict[str, Any]:
    """Every role's scores for one person, best first, as plain data.

    No role where nothing is rated: there is nothing to order them by. Raises AnswersError for an
    unknown slug or a level that is not a whole number from 0 to 4.
    """
    arrays = []
    for key, slugs in (("ratings", profiles.skill_slugs), ("interests", profiles.activity_slugs)):
        try:
            arrays.append(answers_array(slugs, answers[key]))
        except ValueError as error:
            raise AnswersError(f"{key}: {error}") from error
    ratings, interests = arrays
    result = recommend(profiles, ratings, interests)
    answered = result.fit.answered
    return {
        "edition": edition,
        "answered": answered,
        "roles": [
            _role(profiles, result, ratings, int(role), rank)
            for rank, role in enumerate(result.order if answered else (), 1)
        ],
    }


def _role(
    profiles: RoleProfiles, result: Recommendation, ratings: Any, role: int, rank: int
) -> dict[str, Any]:
    enjoyed = float(result.interest[role])
    parts = readiness_parts(profiles, role, ratings)
    return {
        "slug": profiles.role_slugs[role],
        "rank": rank,
        "fit": round(float(result.fit.shown[role]), 1),
        "readiness": round(float(result.readiness.low[role]), 1),
        "readiness_high": round(float(result.readiness.high[role]), 1),
        "interest": None if np.isnan(enjoyed) else round(enjoyed, 1),
        "gaps": [
            {
                "skill": part.skill,
                "level": part.rating,
                "required": part.required,
                "points": part.cost,
            }
            for part in sorted(parts, key=lambda part: -part.cost)
            if part.gap > 0
        ],
    }
