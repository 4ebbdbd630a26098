"""Answers as other programs hand them over: one JSON object a person."""

from __future__ import annotations

from typing import Any

import numpy as np

from assessments.engine.profiles import Floats, RoleProfiles, answers_array
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
    profiles: RoleProfiles,
    edition: int,
    answers: dict[str, dict[str, int | None]],
    top: int | None = None,
) -> dict[str, Any]:
    """Every role's scores for one person, best first, as plain data.

    With ``top`` the first so many without their gaps. No role where nothing is rated: there is
    nothing to order them by. The method, and the score that orders the roles, are named unless it
    is the first, by which the score is the fit. Raises AnswersError for an unknown slug or a level
    that is not a whole number from 0 to 4.
    """
    arrays = []
    for key, slugs in (("ratings", profiles.skill_slugs), ("interests", profiles.activity_slugs)):
        try:
            arrays.append(answers_array(slugs, answers[key]))
        except ValueError as error:
            raise AnswersError(f"{key}: {error}") from error
    ratings, interests = arrays
    result = recommend(profiles, ratings, interests)
    answered, method = result.fit.answered, profiles.method.number
    ranked = [
        (int(role), _scores(profiles, result, int(role), rank))
        for rank, role in enumerate(result.order[:top] if answered else (), 1)
    ]
    if top is None:
        for role, scores in ranked:
            scores["gaps"] = _gaps(profiles, ratings, role)
    return {
        "edition": edition,
        **({} if method == 1 else {"method": method}),
        "answered": answered,
        "roles": [scores for _role, scores in ranked],
    }


def _scores(profiles: RoleProfiles, result: Recommendation, role: int, rank: int) -> dict[str, Any]:
    enjoyed = float(result.interest[role])
    return {
        "slug": profiles.role_slugs[role],
        "rank": rank,
        **({} if profiles.method.number == 1 else {"score": round(float(result.score[role]), 1)}),
        "fit": round(float(result.fit.shown[role]), 1),
        "readiness": round(float(result.readiness.low[role]), 1),
        "readiness_high": round(float(result.readiness.high[role]), 1),
        "interest": None if np.isnan(enjoyed) else round(enjoyed, 1),
    }


def _gaps(profiles: RoleProfiles, ratings: Floats, role: int) -> list[dict[str, Any]]:
    parts = readiness_parts(profiles, role, ratings)
    return [
        {
            "skill": part.skill,
            "level": part.rating,
            "required": part.required,
            "points": part.cost,
        }
        for part in sorted(parts, key=lambda part: -part.cost)
        if part.gap > 0
    ]
