"""The form that asks what may have changed."""

from __future__ import annotations

from typing import Any

from assessments.answering.forms import QuestionsForm
from assessments.questions.questionnaire import form_value
from assessments.reassessment.may_have_changed import MayHaveChanged


class AgainForm(QuestionsForm):
    """The skills that may have changed, each with its suggestion chosen and a note why."""

    def __init__(self, asked: MayHaveChanged, data: Any = None) -> None:
        chosen = {
            question.field: form_value(asked.suggested, question.slug)
            for question in asked.page.questions
        }
        super().__init__(asked.page, data, initial=chosen)
        for question in asked.page.questions:
            self.fields[question.field].help_text = asked.notes[question.slug]
