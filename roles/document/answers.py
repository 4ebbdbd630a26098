"""Answers about skills and activities in words: a level, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from roles.document.types import LEVEL_NAMES


class Unrated(StrEnum):
    """Why there is no level. The value is what every page and every export calls it."""

    # Nobody records what was asked: never asked about and left blank are one and the same.
    NOT_ANSWERED = "not answered"
    NOT_SURE = "not sure"  # an answer: it is not asked again
    NOT_RATED = "not rated"  # one of the two above, where they are counted together


def answer_words(
    answers: Mapping[str, int | None], slug: str, names: Sequence[str] = LEVEL_NAMES
) -> str:
    """The answer about ``slug`` in words: ``names[level]``, or why there is no level.

    ``answers`` maps slugs to levels, None for "not sure"; a slug that is absent was not answered.
    """
    if slug not in answers:
        return Unrated.NOT_ANSWERED.value
    level = answers[slug]
    return Unrated.NOT_SURE.value if level is None else names[level]
