"""Autocompleting fields that ask the database nothing for a row that is read already."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import Model
from django.forms import Field, ModelForm


class KnownSelect(AutocompleteSelect):
    """Knows the chosen row; Django's own asks for it once a field, which adds up in long forms."""

    known: Model | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The chosen row and, where none may be chosen, nothing."""
        if self.known is None or [str(one) for one in value] != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", selected=False, index=0))
        options.append(
            self.create_option(
                name, str(self.known.pk), str(self.known), selected=True, index=len(options)
            )
        )
        return [(None, options, 0)]


def tell_known(form: ModelForm[Any]) -> None:
    """Give every such field of a form the row that its instance has read."""
    for name, field in form.fields.items():
        widget = _inner(field)
        if isinstance(widget, KnownSelect) and form.instance._state.fields_cache.get(name):
            widget.known = getattr(form.instance, name)


def _inner(field: Field) -> Any:
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
