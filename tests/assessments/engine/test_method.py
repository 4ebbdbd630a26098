"""Method 1 scores as it always did: its figures were written to a file before there were others."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.quick import standing
from assessments.engine.reasons import reasons, shortfalls
from assessments.engine.recommend import Recommendation, recommend
from assessments.engine.robustness import robustness

STORED = json.loads((Path(__file__).parent / "method_1.json").read_text(encoding="utf-8"))
WITH_STANDING = 10  # people whose next question is looked at: it takes longer than all the rest


def profiles_of(spreads: str) -> RoleProfiles:
    """The catalogue in the file, with spreads that are "alike" or "own"."""
    stored = STORED["catalogue"]
    return RoleProfiles(
        role_slugs=tuple(stored["roles"]),
        skill_slugs=tuple(stored["skills"]),
        activity_slugs=tuple(stored["activities"]),
        levels=np.array(stored["levels"]),
        weights=np.array(stored["weights"]),
        activity_weights=np.array(stored["activity_weights"]),
        spreads=np.array(stored["spreads"][spreads]),
    )


PROFILES = {spreads: profiles_of(spreads) for spreads in ("alike", "own")}


def answers(said: str) -> Floats:
    """Levels from a string of digits, "-" for not answered."""
    return np.array([np.nan if mark == "-" else float(mark) for mark in said])


def numbers(values: Floats) -> list[float]:
    """Figures to nine decimals: what processors differ in comes after these."""
    return [round(float(value), 9) for value in values]


def figures(person: dict[str, Any], *, with_standing: bool = False) -> dict[str, Any]:
    """Everything that method 1 says of one person in the file."""
    profiles = PROFILES[person["spreads"]]
    rated, liked = answers(person["ratings"]), answers(person["interests"])
    result = recommend(profiles, rated, liked, weight=person["weight"])
    found = {
        "order": result.order.tolist(),
        "log_likelihood": numbers(result.fit.log_likelihood),
        "style": numbers(result.fit.style),
        "score": numbers(result.score),
        "readiness": numbers(result.readiness.low),
        **explained(profiles, rated, liked, result),
    }
    if with_standing:
        at = standing(profiles, rated, np.isnan(rated))
        found["standing"] = [round(at.settled, 9), at.next, at.enough]
    return found


def explained(
    profiles: RoleProfiles, rated: Floats, liked: Floats, result: Recommendation
) -> dict[str, Any]:
    """Why the first role comes before the second, what it lacks, and how sure that is."""
    first, second = (int(role) for role in result.order[:2])
    why = reasons(profiles, rated, liked, result, first, second)
    lacks = shortfalls(profiles, rated, result, first)
    sure = robustness(profiles, rated, result)
    return {
        "reasons": [[item.skill, item.activity, item.points] for item in why],
        "shortfalls": [[item.skill, item.points] for item in lacks],
        "share": round(sure.share, 9),
        "turns": [[turn.skill, turn.level, turn.first] for turn in sure.turns],
    }


@pytest.mark.parametrize("place", range(0, 100, 10))
def test_method_1_gives_the_figures_that_were_stored(place: int) -> None:
    for number, stored in enumerate(STORED["people"][place : place + 10], place):
        again = figures(stored, with_standing=number < WITH_STANDING)
        assert json.dumps(again) == json.dumps(stored["figures"])
