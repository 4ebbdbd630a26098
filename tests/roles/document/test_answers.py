"""An answer in words: a level, or why there is none."""

import pytest

from roles.document.answers import answer_words


@pytest.mark.parametrize(
    ("slug", "words"),
    [("sql", "working"), ("python", "not sure"), ("cobol", "not answered")],
)
def test_no_answer_is_not_called_not_sure(slug: str, words: str) -> None:
    assert answer_words({"sql": 2, "python": None}, slug) == words


def test_the_names_are_those_asked_for() -> None:
    assert answer_words({"build": 1}, "build", ("not at all", "a little")) == "a little"
