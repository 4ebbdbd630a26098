"""The form that asks what may have changed."""

from __future__ import annotations

from typing import Any

from assessments.answering.forms import QuestionsForm
from assessments.questions.questionnaire import form_value
from assessments.reassessment.may_have_changed import MayHaveChanged
from assessments.store import Answers


class AgainForm(QuestionsForm):
    """The skills that may have changed, each with a rating chosen and a note why.

    ``saved`` are the ratings that were chosen here before; None: none was, what is suggested is.
    """

    def __init__(self, asked: MayHaveChanged, saved: Answers | None, data: Any = None) -> None:
        ratings = asked.suggested if saved is None else saved
        chosen = {
            question.field: form_value(ratings, question.slug) for question in asked.page.questions
        }
        super().__init__(asked.page, data, initial=chosen)
        for question in asked.page.questions:
            self.fields[question.field].help_text = asked.notes[question.slug]
