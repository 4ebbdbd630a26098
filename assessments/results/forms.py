"""The forms of the results: other ratings tried out, and how much enjoyment counts."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.models import limits
from assessments.pages.fields import whole_number
from assessments.questions.questionnaire import Question, answer_of, form_value
from assessments.store import GivenAnswers
from roles.document.answers import Unrated


class WhatIfForm(forms.Form):
    """Other ratings than those given, for the skills of one role; nothing of it is stored.

    Skills that ``data`` does not name, or leaves blank, stay as rated.
    """

    def __init__(self, questions: tuple[Question, ...], given: GivenAnswers, data: Any) -> None:
        self.slugs = {question.field: question.slug for question in questions}
        rated = {name: form_value(given.ratings, slug) for name, slug in self.slugs.items()}
        super().__init__({name: data.get(name) or value for name, value in rated.items()})
        for question in questions:
            self.fields[question.field] = _what_if_field(question, rated[question.field])

    def changes(self) -> dict[str, int | None]:
        """Ratings by skill where they differ from those given. Call after is_valid()."""
        return {
            self.slugs[name]: answer_of(value)
            for name, value in self.cleaned_data.items()
            if value != self.fields[name].initial
        }


def _what_if_field(question: Question, rated: str) -> forms.ChoiceField:
    options = [(option.value, option.name) for option in question.options]
    blank = [("", Unrated.NOT_ANSWERED.capitalize())] if rated == "" else []
    return forms.ChoiceField(
        choices=[*blank, *options],
        required=False,
        initial=rated,
        label=question.title,
        error_messages={"invalid_choice": f"{question.title}: choose one of the levels shown"},
    )


class WeightForm(forms.Form):
    """How much enjoyment counts beside fit in the order of roles, 0-100 %."""

    percent = whole_number("How much enjoyment counts", *limits.INTEREST_WEIGHT)
