"""The forms of the results: other ratings tried out, and how much enjoyment counts."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.models import limits
from assessments.pages.fields import answer_value, whole_number
from assessments.questions.questionnaire import UNSURE, Question
from assessments.store import Given


class WhatIfForm(forms.Form):
    """Other ratings than those given, for the skills of one role; nothing of it is stored.

    Skills that ``data`` does not name stay as rated.
    """

    def __init__(self, questions: tuple[Question, ...], given: Given, data: Any) -> None:
        self.slugs = {question.field: question.slug for question in questions}
        rated = {
            name: answer_value(given.ratings[slug]) if slug in given.ratings else ""
            for name, slug in self.slugs.items()
        }
        super().__init__({name: data.get(name, value) for name, value in rated.items()})
        for question in questions:
            self.fields[question.field] = _what_if_field(question, rated[question.field])

    def changes(self) -> dict[str, int | None]:
        """The skills with another rating than given. Call after is_valid()."""
        return {
            self.slugs[name]: None if value in ("", UNSURE) else int(value)
            for name, value in self.cleaned_data.items()
            if value != self.fields[name].initial
        }


def _what_if_field(question: Question, rated: str) -> forms.ChoiceField:
    options = [(option.value, option.name) for option in question.options]
    blank = [("", "Not rated")] if rated == "" else []
    return forms.ChoiceField(
        choices=[*blank, *options],
        required=False,
        initial=rated,
        label=question.title,
        error_messages={"invalid_choice": f"{question.title}: choose one of the levels shown"},
    )


class WeightForm(forms.Form):
    """How much enjoyment counts, on the results."""

    percent = whole_number("How much enjoyment counts", *limits.INTEREST_WEIGHT)
