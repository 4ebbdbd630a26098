"""The page on which one checks the answers."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import Assessment
from assessments.questions.questionnaire import Page, Question
from assessments.store import GivenAnswers


@dataclass(frozen=True)
class CheckRow:
    """One question and its answer, for checking."""

    question: str
    answer: str
    answered: bool


@dataclass(frozen=True)
class CheckSection:
    """One page's answers."""

    page: Page
    rows: list[CheckRow]


def check_sections(
    pages: list[Page], assessment: Assessment, given: GivenAnswers, tools: dict[str, str]
) -> list[CheckSection]:
    """All answers, page by page."""
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
    if question.slug not in answers:
        return CheckRow(question.title, "Not answered", False)
    value = answers[question.slug]
    if value is None:
        return CheckRow(question.title, "Not sure", True)
    return CheckRow(question.title, question.options[value].name, True)


def _background_rows(assessment: Assessment, tools: dict[str, str]) -> list[CheckRow]:
    used = ", ".join(tools[slug] for slug in assessment.tools if slug in tools)
    return [
        CheckRow(
            "Education and training",
            assessment.education or "Not answered",
            bool(assessment.education),
        ),
        CheckRow("Hours a week", str(assessment.hours_per_week), True),
        CheckRow("Tools you have used", used or "Not answered", bool(used)),
    ]
