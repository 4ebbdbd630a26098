"""The quick check: the most telling question next, and an end when it is settled."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assessments.engine import quick as engine
from assessments.engine.fit import fit
from assessments.engine.profiles import Floats, compile_profiles
from assessments.engine.quick import FEWEST, standing
from roles.formats.folder import read_folder
from tests.assessments.engine.strategies import array, profiles_from

PROFILES = compile_profiles(read_folder(Path(__file__).parents[3] / "roles" / "content"))
SKILLS = len(PROFILES.skill_slugs)


def ask(full: Floats, *, profiles=PROFILES) -> tuple[list[int], Floats]:  # type: ignore[no-untyped-def]
    """The skills asked of somebody who would answer ``full``, and the ratings given."""
    ratings, askable = np.full(full.size, np.nan), np.ones(full.size, dtype=bool)
    asked: list[int] = []
    while True:
        at = standing(profiles, ratings, askable)
        if at.enough or at.next is None:
            return asked, ratings
        assert askable[at.next]
        asked.append(at.next)
        ratings[at.next], askable[at.next] = full[at.next], False


@pytest.mark.parametrize("role", [0, 7, 14, 23])
def test_somebody_like_a_role_needs_few_questions(role: int) -> None:
    asked, ratings = ask(np.rint(PROFILES.levels[role]))
    assert FEWEST <= len(asked) <= 15
    assert int(np.argmax(fit(PROFILES, ratings).log_likelihood)) == role


def test_the_same_answers_lead_the_same_way() -> None:
    full = np.rint(PROFILES.levels[3:5].mean(axis=0))
    assert ask(full)[0] == ask(full)[0]


def test_somebody_who_is_never_sure_comes_to_an_end() -> None:
    asked, ratings = ask(np.full(SKILLS, np.nan))
    assert sorted(asked) == list(range(SKILLS))
    assert np.isnan(ratings).all()


def test_the_first_question_tells_the_roles_apart() -> None:
    """Both ask the same of one skill; only the other says anything."""
    two = profiles_from([[2.0, 4.0], [2.0, 0.0]], [[1.0] * 2] * 2, [[0.0]] * 2)
    at = standing(two, array([None, None]), np.ones(2, dtype=bool))
    assert at.next == 1
    assert not at.enough


def test_only_what_may_be_asked_is_asked() -> None:
    askable = np.zeros(SKILLS, dtype=bool)
    askable[[5, 9]] = True
    assert standing(PROFILES, np.full(SKILLS, np.nan), askable).next in (5, 9)
    nothing = standing(PROFILES, np.full(SKILLS, np.nan), np.zeros(SKILLS, dtype=bool))
    assert (nothing.next, nothing.enough, nothing.settled) == (None, True, 1.0)


def test_one_role_is_settled_before_it_begins() -> None:
    alone = profiles_from([[2.0]], [[1.0]], [[0.0]])
    at = standing(alone, array([None]), np.ones(1, dtype=bool))
    assert (at.settled, at.enough) == (1.0, True)


def test_skills_whose_ratings_stray_less_are_asked_first() -> None:
    levels = [[0.0, 0.0], [3.0, 3.0]]
    two = replace(profiles_from(levels, levels, [[0.0]] * 2), spreads=np.array([1.5, 0.3]))
    assert standing(two, array([None, None]), np.ones(2, dtype=bool)).next == 1


def test_a_large_catalogue_begins_with_the_cheaper_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CANDIDATES", 5)
    at = standing(PROFILES, np.full(SKILLS, np.nan), np.ones(SKILLS, dtype=bool))
    assert at.next is not None
    assert (at.settled, at.enough) == (0.0, False)
    asked, ratings = ask(np.rint(PROFILES.levels[7]))
    assert len(asked) <= 20
    assert int(np.argmax(fit(PROFILES, ratings).log_likelihood)) == 7
