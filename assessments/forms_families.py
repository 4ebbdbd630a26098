"""The form that chooses the families to be asked about."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.families import MOST_CHOSEN, FamilyChoice


class FamiliesForm(forms.Form):
    """One to three families."""

    families = forms.MultipleChoiceField(
        label="Families of roles",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one family, and at most three",
            "invalid_choice": "Choose from the families shown",
        },
    )

    def __init__(self, choices: tuple[FamilyChoice, ...], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["families"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(item.name, _said(item)) for item in choices]

    def clean_families(self) -> list[str]:
        """At most three."""
        chosen: list[str] = self.cleaned_data["families"]
        if len(chosen) > MOST_CHOSEN:
            raise forms.ValidationError(
                f"You chose {len(chosen)} families: choose at most {MOST_CHOSEN}"
            )
        return chosen


def _said(item: FamilyChoice) -> str:
    roles = "1 role" if item.roles == 1 else f"{item.roles:,} roles"
    minutes = "1 minute" if item.minutes == 1 else f"{item.minutes} minutes"
    return f"{item.name} ({roles}; {item.skills} questions, about {minutes})"
