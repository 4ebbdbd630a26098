"""What moved adds up as shown, and what did not change does not move."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.changes import move, rating_moves
from assessments.engine.profiles import Floats, RoleProfiles
from assessments.engine.readiness import readiness
from assessments.engine.suggested_rating import suggested_rating
from tests.assessments.engine.strategies import RATINGS, array, people, quick

PERCENT = st.floats(0, 100)


@st.composite
def people_twice(draw: st.DrawFn) -> tuple[RoleProfiles, Floats, Floats]:
    """Somebody's ratings now and some time on."""
    profiles, before = draw(people())
    size = len(profiles.skill_slugs)
    return profiles, before, array(draw(st.lists(RATINGS, min_size=size, max_size=size)))


@quick
@given(people_twice())
def test_points_add_up_to_the_difference_as_shown(
    twice: tuple[RoleProfiles, Floats, Floats],
) -> None:
    profiles, before, after = twice
    low = [readiness(profiles, ratings).low for ratings in (before, after)]
    for role in range(len(profiles.role_slugs)):
        moves = rating_moves(profiles, role, before, after)
        shown = [round(float(values[role]), 1) for values in low]
        assert round(sum(item.points for item in moves), 1) == round(shown[1] - shown[0], 1)


@quick
@given(people_twice())
def test_only_changed_ratings_are_named_each_once(
    twice: tuple[RoleProfiles, Floats, Floats],
) -> None:
    profiles, before, after = twice
    moves = rating_moves(profiles, 0, before, after)
    changed = {
        slug
        for slug, old, new in zip(profiles.skill_slugs, before, after, strict=True)
        if not (old == new or (np.isnan(old) and np.isnan(new)))
    }
    assert sorted(item.skill for item in moves) == sorted(changed)
    assert all(item.before != item.after for item in moves)
    unasked = {
        slug
        for slug, weight in zip(profiles.skill_slugs, profiles.weights[0], strict=True)
        if weight == 0
    }
    assert all(item.points == 0 for item in moves if item.skill in unasked)


@quick
@given(people())
def test_the_same_answers_move_nothing(person: tuple[RoleProfiles, Floats]) -> None:
    profiles, ratings = person
    assert rating_moves(profiles, 0, ratings, ratings.copy()) == []


@quick
@given(PERCENT, PERCENT, PERCENT)
def test_content_and_answers_add_up(before: float, between: float, after: float) -> None:
    found = move(before, between, after)
    assert round(found.content + found.answers, 1) == found.total
    assert round(found.before + found.total, 1) == found.after


@quick
@given(PERCENT, PERCENT)
def test_a_new_role_has_only_answers_to_compare(between: float, after: float) -> None:
    found = move(None, between, after)
    assert (found.content, found.total) == (None, None)
    assert round(found.between + found.answers, 1) == found.after


@quick
@given(RATINGS, st.sets(st.integers(1, 4)))
def test_a_suggestion_follows_steps_without_a_hole(rating: int | None, done: set[int]) -> None:
    found = suggested_rating(rating, done)
    start = rating or 0
    if found is None:
        assert rating is None
        assert 1 not in done
    else:
        assert found >= start
        assert set(range(start + 1, found + 1)) <= done
        assert found == 4 or found + 1 not in done


def test_examples_of_suggestions() -> None:
    assert suggested_rating(2, {3}) == 3
    assert suggested_rating(2, {4}) == 2
    assert suggested_rating(None, {1, 2, 4}) == 2
    assert suggested_rating(None, {2}) is None
    assert suggested_rating(3, {1, 2}) == 3
