"""The page on which somebody checks their answers before they see the results."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import Assessment
from assessments.questions.questionnaire import Page, Question
from assessments.store import GivenAnswers
from roles.document.answers import Unrated, answer_words

NOT_ANSWERED = Unrated.NOT_ANSWERED.capitalize()


@dataclass(frozen=True)
class CheckRow:
    """One question and its answer in words."""

    question: str
    answer: str
    answered: bool


@dataclass(frozen=True)
class CheckSection:
    """The answers of one page of the questionnaire."""

    page: Page
    rows: list[CheckRow]


def check_sections(
    pages: list[Page], assessment: Assessment, given: GivenAnswers, tools: dict[str, str]
) -> list[CheckSection]:
    """Every question of ``pages`` with its answer. ``tools``: names by slug, of all there are."""
    return [
        CheckSection(
            page,
            _background_rows(assessment, tools)
            if page.background
            else [_check_row(question, given) for question in page.questions],
        )
        for page in pages
    ]


def _check_row(question: Question, given: GivenAnswers) -> CheckRow:
    answers = given.of(question.kind)
    words = answer_words(answers, question.slug, [option.name for option in question.options])
    return CheckRow(question.title, words.capitalize(), question.slug in answers)


def _background_rows(assessment: Assessment, tools: dict[str, str]) -> list[CheckRow]:
    used = ", ".join(tools[slug] for slug in assessment.tools if slug in tools)
    return [
        CheckRow(
            "Education and training",
            assessment.education or NOT_ANSWERED,
            bool(assessment.education),
        ),
        CheckRow("Hours a week", str(assessment.hours_per_week), True),
        CheckRow("Tools you have used", used or NOT_ANSWERED, bool(used)),
    ]
