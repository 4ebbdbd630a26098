"""Choosing one row of many by typing its name or slug, with a list to pick from.

A select of every skill in every row of a form is heavy; one that a script fills cannot be changed
without scripts. So a field is a text, all fields of a kind share one list of names, and what was
typed is turned into keys before anything else looks at the form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, Model, Q
from django.forms.models import _get_foreign_key
from django.http import HttpRequest

from roles.document.types import folded
from roles.models.base import called_alike

if TYPE_CHECKING:
    AnyChoiceField = forms.ModelChoiceField[Any]
else:  # takes type arguments only in its stubs
    AnyChoiceField = forms.ModelChoiceField

MOST_LISTED = 250  # above, a list would be heavier than the form; a script asks for what matches
NAMES = ("name", "title")  # the field that str() of a row shows
WITH_SLUG = re.compile(r"(?P<name>.*) \((?P<slug>[a-z0-9-]+)\)\Z", re.DOTALL)


class Named:
    """The rows of one model that a page's forms may name, read once for all their fields."""

    def __init__(self, field: ForeignKey[Any, Any]) -> None:
        self.field = field
        self.model: type[Model] = field.related_model
        self.list_id = f"names-of-{self.model._meta.model_name}"
        self.rows: dict[str, Model] = {}

    @property
    def kind(self) -> str:
        """What a row of the model is called: "skill"."""
        return str(self.model._meta.verbose_name)

    @property
    def query(self) -> str:
        """The query string for Django's address that completes names, without the letters typed."""
        at = self.field.model._meta
        names = {"app_label": at.app_label, "model_name": at.model_name}
        return urlencode({**names, "field_name": self.field.name})

    def learn(self, rows: Iterable[Model]) -> None:
        """Remember rows that were read anyway, so that their names need no query."""
        self.rows |= {str(row.pk): row for row in rows}

    @cached_property
    def texts(self) -> list[str]:
        """The name of every row, in order; none above MOST_LISTED rows. One query, on first use."""
        return [self._named(row) for row in self._listed]

    @cached_property
    def _listed(self) -> list[Model]:
        # One more than may be listed tells whether there are more.
        rows = list(self.model._default_manager.all()[: MOST_LISTED + 1])
        self.learn(rows)
        return rows if len(rows) <= MOST_LISTED else []

    @cached_property
    def _repeated(self) -> set[str]:
        """The names that several rows have, of those that the page shows."""
        if self._listed:
            names = [str(row) for row in self._listed]
        else:
            shown = {f"{_name_field(self.model)}__in": {str(row) for row in self.rows.values()}}
            names = [str(row) for row in self.model._default_manager.filter(**shown)]
        return {name for name, count in Counter(names).items() if count > 1}

    def _named(self, row: Any) -> str:
        return f"{row} ({row.slug})" if str(row) in self._repeated else str(row)

    def text(self, value: Any) -> str | None:
        """The name to show for a key; what was typed, where that is no key; None for nothing.

        A query for a key that was not learnt.
        """
        if value in (None, ""):
            return None
        key = str(value)
        if key not in self.rows and re.fullmatch(r"[0-9]{1,9}", key):
            self.learn(self.model._default_manager.filter(pk=key))
        row = self.rows.get(key)
        return key if row is None else self._named(row)

    def keys(self, texts: Iterable[str]) -> dict[str, str]:
        """The key of the row that each text names; texts that name none or several are left out.

        One query for all of them, and two more where one has other capitals or names none.
        """
        typed = {text: text.strip() for text in texts if text.strip()}
        names = set(typed.values())
        split = {name: WITH_SLUG.match(name) for name in names}
        slugs = names | {found["slug"] for found in split.values() if found}
        rows = self.model._default_manager.all()
        field = _name_field(self.model)
        asked: list[Any] = list(rows.filter(Q(slug__in=slugs) | Q(**{f"{field}__in": names})))
        meant = {name: _meant(name, split[name], asked) for name in names}
        if unknown := [name for name in names if not meant[name]]:
            alike = list(rows.filter(pk__in=called_alike(rows, field, unknown)))
            asked += alike
            meant |= {
                name: [row for row in alike if folded(str(row)) == folded(name)] for name in unknown
            }
        self.learn(asked)
        return {
            text: str(meant[name][0].pk) for text, name in typed.items() if len(meant[name]) == 1
        }


def _meant(name: str, split: re.Match[str] | None, rows: list[Any]) -> list[Any]:
    """The rows of that name, else of that slug, else of "name (slug)"."""
    candidates = (
        [row for row in rows if str(row) == name],
        [row for row in rows if row.slug == name],
        [row for row in rows if split and (str(row), row.slug) == split.groups()],
    )
    return next((found for found in candidates if found), [])


def _name_field(model: type[Model]) -> str:
    fields = {field.name for field in model._meta.fields}
    return next(name for name in NAMES if name in fields)


class NameInput(forms.TextInput):
    """A text input that shows a row's name; the page has the ``<datalist>`` to choose from."""

    def __init__(self, named: Named) -> None:
        super().__init__({"list": named.list_id, "autocomplete": "off"})
        self.named = named

    def format_value(self, value: Any) -> str | None:
        """The name of the row with this key, or what was typed."""
        return self.named.text(value)


class NamedChoiceField(AnyChoiceField):
    """A choice of a row whose names the page knows; its value is a key, as in Django's own."""

    named: Named

    def to_python(self, value: Any) -> Any:
        """The row of a key; a query only where the page has not read it."""
        row = self.named.rows.get(str(value))
        return super().to_python(value) if row is None else row


def named_of(request: HttpRequest) -> dict[type[Model], Named]:
    """What the forms of this request choose from, by model; kept on the request itself."""
    known: dict[type[Model], Named] | None = getattr(request, "named", None)
    if known is None:
        known = {}
        setattr(request, "named", known)  # noqa: B010
    return known


def choice_field(field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
    """The form field for a foreign key to rows with names and slugs."""
    named = named_of(request).setdefault(field.related_model, Named(field))
    message = (
        f"“%(value)s” names no {named.kind}, or more than one. "
        f"Type a name as it is in the list, or the slug."
    )
    ours = {
        "form_class": NamedChoiceField,
        "widget": NameInput(named),
        "error_messages": {"invalid_choice": message},
    }
    made: Any = field.formfield(**{**kwargs, **ours})
    made.named = named
    return made


def unwrapped(formfield: Any) -> Any:
    """The form field; one for typed names without the icons that Django puts around it, which need
    a script."""
    widget: Any = getattr(formfield, "widget", None)
    if isinstance(formfield, NamedChoiceField) and isinstance(widget, RelatedFieldWidgetWrapper):
        formfield.widget = widget.widget
        formfield.widget.attrs.pop("data-context", None)
    return formfield


def tell_known(form: forms.ModelForm[Any]) -> None:
    """Tell the fields for typed names which rows the form's instance has read, to spare queries."""
    for name, field in form.fields.items():
        if isinstance(field, NamedChoiceField) and form.instance._state.fields_cache.get(name):
            field.named.learn([getattr(form.instance, name)])


def names_to_keys(model_admin: Any, request: HttpRequest, row: Model | None) -> None:
    """Put keys in place of the names in what was sent, with one query a kind."""
    sent = request.POST.copy()
    for field, pattern in _named_fields(model_admin, request, row):
        named = named_of(request).setdefault(field.related_model, Named(field))
        typed = {name: str(sent[name]) for name in sent if pattern.fullmatch(name)}
        keys = named.keys(typed.values()) if typed else {}
        for name, text in typed.items():
            sent[name] = keys.get(text, text)
    request.POST = sent  # type: ignore[assignment]


def _named_fields(
    model_admin: Any, request: HttpRequest, row: Model | None
) -> Iterator[tuple[ForeignKey[Any, Any], re.Pattern[str]]]:
    """Each field in which names are typed, and what it is called in the data of a form."""
    for name in model_admin.autocomplete_fields:
        yield model_admin.model._meta.get_field(name), re.compile(re.escape(name))
    for inline in model_admin.get_inline_instances(request, row):
        # Private to Django: there is no public way to ask which key ties an inline to its row.
        key = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
        prefix = re.escape(str(key.remote_field.get_accessor_name(model=inline.model)))
        for name in inline.autocomplete_fields:
            field = inline.model._meta.get_field(name)
            yield field, re.compile(f"{prefix}-[0-9]+-{re.escape(name)}")
