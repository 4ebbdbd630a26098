"""A role's requirements as a table: skill, level, what one can do at that level, importance."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from roles import models
from roles.admin.base import Inline, OrderedFormSet

NEW = "a new requirement"


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of one requirement, a row of the table.

    Each input's label for screen readers names its column and its skill.
    """

    class Meta:
        model = models.Requirement
        fields = ("skill", "level", "importance", "essential", "note", "position")
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "cols": 24})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = str(self.instance.skill) if self.instance.skill_id else NEW
        for name, field in self.fields.items():
            label = field.label or name
            field.widget.attrs["aria-label"] = f"{label} ({about})"
        for name, step in (("level", "0.25"), ("importance", "0.25")):
            if name in self.fields:
                self.fields[name].widget.attrs["step"] = step

    def add_fields_label(self, name: str) -> None:
        """Label the box that deletes the row, which the formset adds after the form is made."""
        about = str(self.instance.skill) if self.instance.skill_id else NEW
        self.fields[name].widget.attrs["aria-label"] = f"Delete ({about})"

    @property
    def statements(self) -> list[tuple[int, str, bool]]:
        """For each level 1-4 of the skill: level, statement or "", and whether it is shown."""
        if not self.instance.skill_id:
            return []
        shown = _whole(self["level"].value())
        said = {item.level: item.text for item in self.instance.skill.level_statements.all()}
        return [(n, said.get(n, ""), n == shown) for n in range(1, 5)]


def _whole(value: Any) -> int:
    """The level whose statement is nearest to a requirement's level; 0 for what is no level.

    A half goes up, as on the public pages.
    """
    try:
        level = float(value)
    except (TypeError, ValueError):
        return 0
    return int(level + 0.5) if 0 <= level <= 4 else 0


class RequirementFormSet(OrderedFormSet):
    """The table's forms; labels the boxes that delete rows as well."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.add_fields_label("DELETE")


class RequirementInline(Inline):
    model = models.Requirement
    form = RequirementForm
    formset = RequirementFormSet
    template = "admin/roles/edit_inline/requirements.html"
    fields = ("skill", "level", "importance", "essential", "note", "position")
    autocomplete_fields = ("skill",)
    classes = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Requirement]:
        """The requirements, with their skills and the statements of these, in two queries."""
        rows = super().get_queryset(request).select_related("skill")
        return rows.prefetch_related("skill__level_statements")
