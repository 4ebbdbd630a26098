"""Method 1 scores as it did before there was another; method 2 knows how early somebody is."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessments.engine.likelihood import manners, sample, with_reach_of
from assessments.engine.method import METHOD_1, METHOD_2
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.reasons import reasons, shortfalls
from assessments.engine.recommend import Recommendation, recommend
from assessments.engine.robustness import robustness

STORED = json.loads((Path(__file__).parent / "method_1.json").read_text(encoding="utf-8"))


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
        method=METHOD_1,
    )


PROFILES = {spreads: profiles_of(spreads) for spreads in ("alike", "own")}


def answers(said: str) -> Floats:
    """Levels from a string of digits, "-" for not answered."""
    return np.array([np.nan if mark == "-" else float(mark) for mark in said])


def numbers(values: Floats) -> list[float]:
    """Figures to nine decimals: what processors differ in comes after these."""
    return [round(float(value), 9) for value in values]


def figures(person: dict[str, Any]) -> dict[str, Any]:
    """Everything that method 1 says of one person in the file."""
    profiles = PROFILES[person["spreads"]]
    rated, liked = answers(person["ratings"]), answers(person["interests"])
    result = recommend(profiles, rated, liked, weight=person["weight"])
    return {
        "order": result.order.tolist(),
        "log_likelihood": numbers(result.fit.log_likelihood),
        "style": numbers(result.fit.style),
        "score": numbers(result.score),
        "readiness": numbers(result.readiness.low),
        **explained(profiles, rated, liked, result),
    }


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
    for stored in STORED["people"][place : place + 10]:
        again = figures(stored)
        assert json.dumps(again) == json.dumps(stored["figures"])


EARLY = replace(PROFILES["alike"], method=METHOD_2)


def early(role: int, reach: float) -> Floats:
    """Somebody with a part of every level of a role."""
    return np.rint(reach * EARLY.levels[role])


def test_method_2_knows_people_who_are_early_on_the_way_to_their_role() -> None:
    nothing, kept, reaches = answers("-" * 15), [0, 0], []
    for role in range(len(EARLY.role_slugs)):
        rated = early(role, 0.35)
        before = recommend(PROFILES["alike"], rated, nothing)
        now = recommend(EARLY, rated, nothing)
        kept[0] += int(before.order[0] == role)
        kept[1] += int(now.order[0] == role)
        assert (before.fit.reach == 1).all()
        reaches.append(float(now.fit.reach[role]))
    assert kept[1] > kept[0]
    assert 0.3 < np.median(reaches) < 0.5


def test_reasons_name_reach_where_it_tells_and_still_add_up() -> None:
    told = 0
    for role in range(len(EARLY.role_slugs)):
        rated, nothing = early(role, 0.5), answers("-" * 15)
        result = recommend(EARLY, rated, nothing)
        first = int(result.order[0])
        for other in result.order[1:4]:
            why = reasons(EARLY, rated, nothing, result, first, int(other))
            lead = np.round(result.score[first], 1) - np.round(result.score[other], 1)
            assert sum(item.points for item in why) == pytest.approx(lead, abs=1e-9)
            reach = [item for item in why if item.about_reach]
            told += bool(reach)
            for item in reach:
                assert (item.of_a, item.of_b) == tuple(result.fit.reach[[first, other]])
                assert item.of_a != item.of_b
            back = reasons(EARLY, rated, nothing, result, int(other), first)
            turned = sum(item.points for item in back if item.about_reach)
            assert sum(item.points for item in reach) + turned == pytest.approx(0, abs=0.11)
        lacks = shortfalls(EARLY, rated, result, first)
        lost = 100 - round(float(result.fit.shown[first]), 1)
        assert sum(item.points for item in lacks) == pytest.approx(lost, abs=1e-9)
        early_on = [item for item in lacks if item.about_reach]
        assert all(item.required == result.fit.reach[first] < 1 for item in early_on)
    assert told > 10


def test_a_manner_may_take_the_reach_of_another() -> None:
    considered = manners(EARLY)
    for manner, other in ((0, 20), (40, 21), (314, 50), (7, 300)):
        mixed = with_reach_of(EARLY, manner, other)
        assert considered.reach[mixed] == considered.reach[other]
        assert considered.style[mixed] == considered.style[manner]
        assert mixed // 105 == manner // 105, "as steady"


def test_people_drawn_have_the_reach_they_are_drawn_for() -> None:
    at = int(np.flatnonzero((manners(EARLY).reach == 0.46) & (manners(EARLY).style == 0))[0])
    roles, manner = np.zeros(400, dtype=np.intp), np.full(400, at)
    drawn = sample(EARLY, np.arange(40), roles, manner, np.random.default_rng(1))
    asked = EARLY.levels[0] >= 3
    assert drawn[:, asked].mean() == pytest.approx(0.46 * EARLY.levels[0, asked].mean(), abs=0.1)
