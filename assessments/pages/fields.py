"""The fields that forms of several rooms are made of, drawn by crispy-forms."""

from __future__ import annotations

from typing import Any

from django import forms


class MultilineField(forms.CharField):
    """A text of several lines; a line break counts as one character."""

    def to_python(self, value: Any) -> Any:
        """The text with "\\n" between its lines."""
        # Browsers send two characters for a line break and count it as one, as the limits do.
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


def whole_number(label: str, low: int, high: int) -> forms.IntegerField:
    """A field for a whole number from ``low`` to ``high``; its one message says so."""
    wanted = f"{label}: enter a whole number from {low} to {high}"
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wanted),
    )
