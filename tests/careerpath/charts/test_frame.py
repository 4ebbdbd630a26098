"""Places on a track, and how much of a label there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerpath.charts.frame import FONT_SIZE, GAP, LETTER, Frame, Scale

FRAME = Frame(left=10, right=350, label_left=10)
NUMBERS = st.floats(-1e6, 1e6)


def test_values_stand_in_proportion() -> None:
    across = Scale(0, 4, 10, 350)
    assert [across.at(level) for level in (0, 1, 2.5, 4)] == [10, 95, 222.5, 350]
    assert across.length(1) == 85
    upwards = Scale(20, 40, 160, 12)
    assert [upwards.at(level) for level in (20, 30, 40)] == [160, 86, 12]
    assert upwards.length(30) == 74


@given(st.lists(NUMBERS, min_size=2, max_size=2, unique=True), NUMBERS, NUMBERS)
def test_no_value_leaves_its_track_and_more_is_never_to_the_left(
    ends: list[float], one: float, other: float
) -> None:
    scale = Scale(min(ends), max(ends), 7, 353)
    less, more = sorted((one, other))
    assert 7 <= scale.at(less) <= scale.at(more) <= 353
    assert 0 <= scale.length(less) <= scale.length(more) <= 346


@given(st.text("abc ,", max_size=80), st.text("0123", max_size=60), st.integers(8, 20))
def test_a_label_keeps_clear_of_its_note_and_is_cut_only_without_room(
    label: str, note: str, size: int
) -> None:
    frame = Frame(left=10, right=350, label_left=10, font_size=size)
    shown = frame.shortened(label, note)
    letter = LETTER * size / FONT_SIZE
    room = 340 - len(note) * letter - (GAP if note else 0)
    assert len(shown) * letter <= max(room, 0)
    if shown == label:
        return
    assert len(label) * letter > room
    if shown:
        assert shown.endswith("…")
        assert label.startswith(shown[:-1])


@pytest.mark.parametrize(
    ("label", "note", "shown"),
    [
        ("Data Engineer", "12 %", "Data Engineer"),
        (
            "Lead Machine Learning Engineer, Payments and Fraud",
            "12 %",
            "Lead Machine Learning Engineer, Payments…",
        ),
    ],
)
def test_what_is_cut_ends_with_a_word_or_letter(label: str, note: str, shown: str) -> None:
    assert FRAME.shortened(label, note) == shown
