"""The form that shares a result."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from assessments.pages.days import full_day

DAYS, MOST_DAYS = 30, 365  # that a shared page opens: unless one says otherwise, and at most
RESULT, PLAN = "result", "plan"


class ShareForm(forms.Form):
    """What a shared page shows, and until when it opens."""

    shows = forms.ChoiceField(
        label="What may be seen?",
        choices=((RESULT, "The result only"), (PLAN, "The result and the plan")),
        initial=RESULT,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "What may be seen: choose the result, or the plan too"
        ),
    )
    ends_on = forms.DateField(
        label="The last day on which it opens",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(
            ("required", "invalid"), "The last day: enter a date such as 2027-01-31"
        ),
    )

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"ends_on": today + timedelta(days=DAYS)})
        self.today = today
        self.last = today + timedelta(days=MOST_DAYS)
        self.fields["ends_on"].help_text = "A year from now at the latest."
        self.fields["ends_on"].widget.attrs.update(
            {"min": today.isoformat(), "max": self.last.isoformat()}
        )

    def clean_ends_on(self) -> date:
        """The last day; one before today or more than a year from now is refused."""
        day: date = self.cleaned_data["ends_on"]
        if day < self.today:
            raise forms.ValidationError("The last day: choose today or a day to come")
        if day > self.last:
            raise forms.ValidationError(f"The last day: choose {full_day(self.last)} or earlier")
        return day
