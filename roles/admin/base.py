"""What the editors' pages share: forms that notice other editors, lists of children, positions."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import (
    CharField,
    Max,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    QuerySet,
    TextField,
    UniqueConstraint,
    URLField,
)
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from roles.admin import edit_conflicts
from roles.admin.merging import differences
from roles.admin.name_fields import choice_field, named_of, names_to_keys, tell_known, unwrapped
from roles.draft.locks import changing_draft
from roles.models.base import LinesField

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.StackedInline[Any, Any]
    AnyFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:  # these classes take type arguments only in their stubs
    AnyModelAdmin = admin.ModelAdmin
    AnyInline = admin.StackedInline
    AnyFormSet = forms.BaseInlineFormSet

KEPT = "Kept and carried by every form of the catalogue; pages do not show it yet."
LAST = "Places are counted from the top; leave 0 to put a new entry at the end."


def has_place(model: type[Model] | None) -> bool:
    """Whether the model has a position, by which editors put its rows in order."""
    return model is not None and hasattr(model, "position")


def unique_fields(model: type[Model]) -> set[str]:
    """The names of the fields in the model's unique constraints."""
    return {
        name
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        for name in constraint.fields
    }


class OrderedFormSet(AnyFormSet):
    """A list of child rows: new ones without a place go last, and rows may trade unique values."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Leave out the inputs' ids on a first showing, since labels enclose their inputs.

        A form that comes back keeps them: its errors point at the inputs.
        """
        return {**super().get_form_kwargs(index), **({} if self.is_bound else {"auto_id": False})}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        tell_known(form)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        if has_place(self.model) and not form.instance.position:
            places = [other.instance.position or 0 for other in self.forms]
            form.instance.position = max(places, default=0) + 1
        return super().save_new(form, commit=commit)

    def save_existing_objects(self, commit: bool = True) -> Any:
        if commit:
            self._make_room()
        return super().save_existing_objects(commit=commit)

    def _make_room(self) -> None:
        """Lift the rows that go or change what must be unique; saving puts each back.

        Two rows that trade their skills, or one that takes over a deleted row's skill, would
        otherwise meet in the database half-way and end in an error page.
        """
        if self.model is None:
            return
        unique = unique_fields(self.model)
        moving = [
            form.instance.pk
            for form in self.initial_forms
            if form in self.deleted_forms or unique.intersection(form.changed_data)
        ]
        if unique and moving:
            self.model._default_manager.filter(pk__in=moving).delete()


class NamedFields:
    """Fields listed in ``autocomplete_fields`` take a name or a slug, with a list to pick from."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A field to type a name into, where ``autocomplete_fields`` lists it, or Django's own."""
        if db_field.name in self.autocomplete_fields:  # type: ignore[attr-defined]
            return choice_field(db_field, request, **kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's form field, without the icons that it puts around typed names, and with low
        boxes for lists of short lines."""
        if isinstance(db_field, LinesField):
            kwargs.setdefault("widget", AdminTextareaWidget({"rows": 3}))
        made = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        return unwrapped(made)


class Inline(NamedFields, AnyInline):
    """Children of a row, stacked and folded up: a table of them fails accessibility checks."""

    formset = OrderedFormSet
    template = "admin/roles/edit_inline/stacked.html"
    extra = 0
    classes: tuple[str, ...] = ("collapse",)
    # Without the admin's classes, which are most of a long form's weight.
    formfield_overrides = {
        CharField: {"widget": forms.TextInput},
        TextField: {"widget": forms.Textarea({"rows": 3})},
        PositiveIntegerField: {"widget": forms.NumberInput},
        PositiveSmallIntegerField: {"widget": forms.NumberInput},
        URLField: {"widget": forms.URLInput, "assume_scheme": "https"},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The child rows, with those they point at read by the same query."""
        rows, shown = super().get_queryset(request), self.autocomplete_fields
        return rows.select_related(*shown) if shown else rows

    @property
    def kinds(self) -> list[Any]:
        """The model options of what is chosen in this list, for links to the lists of them."""
        fields = (self.model._meta.get_field(name) for name in self.autocomplete_fields)
        return [field.related_model._meta for field in fields]


class TogetherAdmin(NamedFields, AnyModelAdmin):
    """Refuses to save over what somebody else changed, and logs changes from what to what."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form class for this request: it carries, signed, the values it is filled with, and is
        invalid with a message where ``changeform_view`` found a conflict."""
        form = super().get_form(request, obj, change=change, **kwargs)
        conflict = getattr(request, "conflict", None)

        # Django builds the form anew from a class for each request, so the conflict is put in here.
        class Refused(form):  # type: ignore[misc, valid-type]
            def clean(self) -> Any:
                cleaned = super().clean()
                if conflict:
                    self.add_error(None, conflict.message)
                return cleaned

        if obj is None or not self.has_change_permission(request, obj):
            return Refused if conflict else form

        class Together(Refused):
            seen = edit_conflicts.SeenField(
                required=False, initial=lambda: edit_conflicts.sign(self, request, obj)
            )

        return Together

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with changing_draft():
            names_to_keys(self, request, None)  # before anything compares what was sent
            if object_id is None:
                return super().changeform_view(request, None, form_url, extra_context)
            row = self._locked(request, object_id)
            conflict = None
            if row is not None and self.has_change_permission(request, row):
                before = edit_conflicts.state_of(self, request, row)
                conflict = edit_conflicts.check(self, request, row, before)
                # Nothing but the request comes by both here and get_form or log_change.
                setattr(request, "before", before)  # noqa: B010
                setattr(request, "conflict", conflict)  # noqa: B010
            elif row is None and self.has_add_permission(request):
                conflict = edit_conflicts.check_gone(self, request, object_id)
                if conflict:  # what was typed goes on as the form of a new row
                    setattr(request, "conflict", conflict)  # noqa: B010
                    add = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
                    return super().changeform_view(request, None, add, extra_context)
            context = {**(extra_context or {}), "conflict": conflict}
            return super().changeform_view(request, object_id, form_url, context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with changing_draft() if request.method == "POST" else nullcontext():
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with changing_draft() if request.method == "POST" else nullcontext():
            return super().changelist_view(request, extra_context)

    def get_inline_formsets(
        self, request: HttpRequest, formsets: Any, inline_instances: Any, obj: Any = None
    ) -> Any:
        """The lists of children. On a GET their rows are kept on ``obj``, so that what is signed
        and what is missing are worked out without reading them again."""
        if request.method == "GET" and obj is not None:
            edit_conflicts.keep(obj, formsets)
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form's page, with the names that its fields share.

        After a POST it has status 422: Django shows it again only when nothing was saved.
        """
        row = context.get("original")
        if row is None or self.has_change_permission(request, row):
            context["named"] = list(named_of(request).values())
        response = super().render_change_form(request, context, *args, **kwargs)
        if request.method == "POST":
            response.status_code = 422
        return response

    def _locked(self, request: HttpRequest, object_id: str) -> Any:
        """The row, locked until the transaction ends; None where there is none (any more)."""
        row = self.get_object(request, object_id)
        if row is None:
            return None
        # Two editors who save one row take turns: the second is told what the first did.
        rows = self.model._default_manager.select_for_update().filter(pk=row.pk)
        if rows.first() is None:  # deleted while the lock was waited for
            return None
        row.refresh_from_db()  # it was read before the lock, which may have been waited for
        return row

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's entry in the log of changes, with what changed from what to what in words."""
        before = getattr(request, "before", None)
        if before is not None and isinstance(message, list):
            changed = differences(before, edit_conflicts.state_of(self, request, obj))
            words = [
                edit_conflicts.sentence(edit_conflicts.in_words(self, item)) for item in changed
            ]
            message = [*message, {"words": words}]
        return super().log_change(request, obj, message)


class OrderedAdmin(TogetherAdmin):
    """The admin of a model with positions: a new row without one goes to the end."""

    list_per_page = 50

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The form field; that of the position says what it counts."""
        if db_field.name == "position":
            kwargs["help_text"] = LAST
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change and not obj.position:
            last = self.model._default_manager.aggregate(last=Max("position"))["last"]
            obj.position = (last or 0) + 1
        super().save_model(request, obj, form, change)


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless ``allowed``."""
    if not allowed:
        raise PermissionDenied


class FramedAdmin(AnyModelAdmin):
    """An admin that has pages of its own beside Django's."""

    def framed(
        self, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """A page in the admin's frame; ``template`` is its path below admin/, without .html."""
        page = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/{template}.html", page, status=status)


class ReadOnlyAdmin(AnyModelAdmin):
    """A list to look at: nothing can be added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
