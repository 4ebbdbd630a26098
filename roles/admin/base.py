"""What the editors' pages share: order, and stacked lists of children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Max, Model
from django.http import HttpRequest

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.StackedInline[Any, Any]
    AnyFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:  # these classes take type arguments only in their stubs
    AnyModelAdmin = admin.ModelAdmin
    AnyInline = admin.StackedInline
    AnyFormSet = forms.BaseInlineFormSet

LAST = "Places are counted from the top; leave 0 to put a new entry at the end."


def has_place(model: type[Model]) -> bool:
    """Whether editors choose the order of the model's rows."""
    return any(field.name == "position" for field in model._meta.get_fields())


class OrderedFormSet(AnyFormSet):
    """Puts a new row without a place after its siblings, which is where people expect it."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        if has_place(self.model) and not form.instance.position:
            places = [other.instance.position or 0 for other in self.forms]
            form.instance.position = max(places, default=0) + 1
        return super().save_new(form, commit=commit)


class Inline(AnyInline):
    """Children of a row, stacked and folded up: a table of them fails accessibility checks."""

    formset = OrderedFormSet
    extra = 0
    classes = ("collapse",)


class OrderedAdmin(AnyModelAdmin):
    """Puts a new row without a place at the end."""

    list_per_page = 200

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change and not obj.position:
            last = self.model._default_manager.aggregate(last=Max("position"))["last"]
            obj.position = (last or 0) + 1
        super().save_model(request, obj, form, change)


class ReadOnlyAdmin(AnyModelAdmin):
    """A list to look at: nothing can be added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
