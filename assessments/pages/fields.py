"""The fields that forms of several rooms are made of, drawn by crispy-forms."""

from __future__ import annotations

from django import forms


def whole_number(label: str, low: int, high: int) -> forms.IntegerField:
    """A field for a whole number from ``low`` to ``high``; its one message says so."""
    wanted = f"{label}: enter a whole number from {low} to {high}"
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wanted),
    )
