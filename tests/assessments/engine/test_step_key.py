"""The key of a step, and the texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.step_key import StepKey

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
NUMBERS = st.integers(1, 2**63 - 1)
KEYS = st.one_of(
    st.builds(StepKey.of_skill, SLUGS, NUMBERS),
    st.builds(StepKey.of_role, SLUGS, NUMBERS),
    st.builds(StepKey.of_own, NUMBERS),
)
PIECES = st.sampled_from(["skill", "role", "own", "/", "sql", "0", "1", "2", "-", "²", "٣", "\n"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("skill/sql/2", StepKey(skill="sql", role="", number=2)),
        ("role/builder/1", StepKey(skill="", role="builder", number=1)),
        ("own/7", StepKey(skill="", role="", number=7)),
    ],
)
def test_a_key_is_read_and_written(text: str, key: StepKey) -> None:
    assert StepKey.parse(text) == key
    assert str(key) == text
    assert key.is_own == text.startswith("own")


@given(KEYS)
def test_what_is_written_reads_as_the_same(key: StepKey) -> None:
    assert StepKey.parse(str(key)) == key


@given(st.text() | st.lists(PIECES, max_size=6).map("".join))
def test_any_text_is_the_text_of_its_key_or_none(text: str) -> None:
    key = StepKey.parse(text)
    assert key is None or str(key) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "own", "own/", "own/0", "own/07", "own/x", "own/a/1", " own/1", "own/" + "9" * 5000),
        *("skill/2", "skill//2", "skill/sql/²", "skill/sql/2\n", "skill/sql/2/3", "Role/builder/1"),
    ],
)
def test_odd_texts_are_no_keys(text: str) -> None:
    assert StepKey.parse(text) is None
