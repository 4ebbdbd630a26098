"""Two editors on one row: the second to save is told what changed meanwhile, and loses nothing.

A change form carries, signed, the values it was filled with. When a row differs from that at the
time of saving, nothing is saved: the form comes back with what was typed, with what others changed
elsewhere laid under it, and with a list of the changes. Saving again then goes through. Comparing
values rather than a version number notices every way of changing a row, imports included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db.models import BooleanField, ForeignKey, Model
from django.forms.models import _get_foreign_key, model_to_dict
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from roles.admin.merging import (
    LABEL,
    Data,
    Difference,
    State,
    as_new,
    clean,
    differences,
    kept_anew,
    merge,
)

SALT = "roles.admin.together"
SEEN = "seen"
NAMED_BY = ("skill", "activity", "tool", "other")  # children that are best told apart by these
LONGEST = 160  # characters of a text in a list of changes
UNKNOWN = "It cannot be told what this form was filled with. Check it, and save again."
REFUSED = (
    "Nothing is saved yet: somebody else changed this in the meantime. What they changed is below, "
    "and what you typed is still in the form. Look through it, and save again."
)
GONE = (
    "Nothing is saved yet: somebody else deleted this in the meantime. What you typed is still in "
    "the form, and saving it adds it anew. To leave it deleted, leave this page."
)
TICKED = "on"  # what a browser sends for a box without a value of its own
ANEW = "your version of it, as a new entry"


@dataclass(frozen=True)
class Meanwhile:
    """One change that somebody else made, in words: ``where``, from what, to what, and ``yours``,
    what was typed instead, "" where nothing was."""

    where: str
    before: str
    after: str
    yours: str = ""


@dataclass(frozen=True)
class Conflict:
    """Why a save was refused: what changed, and what the log says of who did it."""

    message: str
    changes: list[Meanwhile]
    entries: list[LogEntry]


class SeenField(forms.CharField):
    """A hidden field with what the form was filled with, signed.

    It is no part of the row, so it never counts as a change.
    """

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def state_of(model_admin: Any, request: HttpRequest, row: Model) -> State:
    """The row and its inlines' rows as their forms show them, texts as a browser sends them.

    One query for each inline whose rows were not kept on ``row``.
    """
    names = flatten_fieldsets(model_admin.get_fieldsets(request, row))
    state: State = {"": {"": _values(row, names)}}
    for inline in model_admin.get_inline_instances(request, row):
        key = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
        prefix = str(key.remote_field.get_accessor_name(model=inline.model))
        fields = flatten_fieldsets(inline.get_fieldsets(request, row))
        named = [name for name in NAMED_BY if name != key.name and points(inline.model, name)]
        rows = getattr(row, "_prefetched_objects_cache", {}).get(prefix)
        if rows is None:
            children = inline.get_queryset(request).filter(**{key.name: row})
            rows = children.select_related(*named) if named else children
        state[prefix] = {}
        for child in rows:
            setattr(child, key.name, row)  # str(child) may name it: without a query
            label = str(getattr(child, named[0]) if named else child)
            state[prefix][str(child.pk)] = _values(child, fields, label)
    return state


def keep(row: Model, formsets: Any) -> None:
    """Keep the children that a row's formsets have read, as if they had been prefetched."""
    kept = {str(formset.get_default_prefix()): formset.get_queryset() for formset in formsets}
    setattr(row, "_prefetched_objects_cache", kept)  # noqa: B010


def points(model: type[Model], name: str) -> bool:
    """Whether every row of the model points at another one by a field of this name."""
    return any(field.name == name and not field.null for field in model._meta.fields)


def _values(row: Model, names: list[str], label: str = "") -> dict[str, list[str]]:
    values = {name: _texts(value) for name, value in model_to_dict(row, fields=names).items()}
    return {LABEL: [_short(label)], **values}


def _texts(value: Any) -> list[str]:
    """A value as the texts a browser sends for it: none for a box that is not ticked."""
    if isinstance(value, bool):
        return [TICKED] if value else []
    if isinstance(value, list):
        return clean(str(item.pk) for item in value)
    return [""] if value is None else clean([str(value)])


def sign(model_admin: Any, request: HttpRequest, row: Model) -> str:
    """The state of a row with its name and the time, signed, to be carried by its form."""
    state = state_of(model_admin, request, row)
    payload = {"row": _name(row), "at": timezone.now().isoformat(), "state": state}
    return signing.dumps(payload, salt=SALT, compress=True)


def _name(row: Model) -> str:
    return f"{row._meta.label_lower}/{row.pk}"


def check(model_admin: Any, request: HttpRequest, row: Model, current: State) -> Conflict | None:
    """Compare what the form was filled with and ``current``, the row's state now.

    None where they are equal. Else the request's data is replaced by the merge and carries the
    present state, so that the form shows the merge and its next save is based on it.
    """
    try:
        seen = signing.loads(request.POST.get(SEEN, ""), salt=SALT)
    except signing.BadSignature:
        seen = {}
    if seen.get("row") != _name(row):
        _replace(request, current, current, sign(model_admin, request, row))
        return Conflict(UNKNOWN, [], [])
    base: State = seen["state"]
    changed = differences(base, current)
    if not changed:
        return None
    typed = request.POST.copy()
    _replace(request, base, current, sign(model_admin, request, row))
    return Conflict(
        REFUSED,
        [in_words(model_admin, change, _yours(base, typed, change)) for change in changed],
        _log_since(row, datetime.fromisoformat(seen["at"])),
    )


def check_gone(model_admin: Any, request: HttpRequest, key: str) -> Conflict | None:
    """The conflict of a form whose row, known by ``key``, was deleted since it was filled.

    The request's data is then replaced by that of a new row with new children. None for a form
    that never was that row's.
    """
    try:
        seen = signing.loads(request.POST.get(SEEN, ""), salt=SALT)
    except signing.BadSignature:
        return None
    if seen.get("row") != f"{model_admin.model._meta.label_lower}/{key}":
        return None
    parents = {}
    for inline in model_admin.get_inline_instances(request):
        field = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
        prefix = str(field.remote_field.get_accessor_name(model=inline.model))
        parents[prefix] = field.name
    _set(request, as_new(_sent(request), parents))
    return Conflict(GONE, [], [])


def _replace(request: HttpRequest, base: State, current: State, token: str) -> None:
    _set(request, {**merge(base, current, _sent(request)), SEEN: [token]})


def _sent(request: HttpRequest) -> Data:
    return {name: request.POST.getlist(name) for name in request.POST}


def _set(request: HttpRequest, values: Data) -> None:
    data = QueryDict(mutable=True)  # request.POST itself cannot be changed
    for name, texts in values.items():
        data.setlist(name, texts)
    request.POST = data  # type: ignore[assignment]


def _yours(base: State, data: QueryDict, change: Difference) -> list[str] | None:
    """What was typed where somebody else changed something; None where it was left alone."""
    if change.field:
        return _typed(data, change)
    typed = {name: data.getlist(name) for name in data}
    return [ANEW] if kept_anew(base, typed, change) else None


def _typed(data: QueryDict, change: Difference) -> list[str] | None:
    """What was typed into a field that somebody else changed; None where it was left alone."""
    start = ""
    if change.prefix:
        keys = [
            name.removesuffix("-id")
            for name in data
            if name.startswith(f"{change.prefix}-") and name.endswith("-id")
        ]
        own = [key for key in keys if data[f"{key}-id"] == change.key]
        if not own:
            return None
        start = f"{own[0]}-"
    values = clean(data.getlist(f"{start}{change.field}"))
    left_alone = values in (clean(change.before or []), clean(change.after or []))
    return None if left_alone else values


def _log_since(row: Model, at: datetime) -> list[LogEntry]:
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        action_time__gte=at,
    )
    return list(entries.select_related("user").order_by("action_time")[:20])


def in_words(model_admin: Any, change: Difference, yours: list[str] | None = None) -> Meanwhile:
    """A difference for people: names instead of keys, short texts."""
    model = _model_of(model_admin, change.prefix)
    kind = str(model._meta.verbose_name)
    where = f"{kind} “{change.label}”" if change.prefix else ""
    if not change.field:
        gone = change.after is None
        now = ("there", "deleted") if gone else ("not there", "added")
        return Meanwhile(where, *now, "".join(yours or []))
    field = str(model._meta.get_field(change.field).verbose_name)  # type: ignore[union-attr]
    return Meanwhile(
        f"{where}: {field}" if where else field,
        _shown(model, change.field, change.before or []),
        _shown(model, change.field, change.after or []),
        "" if yours is None else _shown(model, change.field, yours),
    )


def sentence(change: Meanwhile) -> str:
    """A change as a line for the log: "where: before → after"."""
    return f"{change.where}: {change.before} → {change.after}"


def _model_of(model_admin: Any, prefix: str) -> type[Model]:
    if not prefix:
        found: type[Model] = model_admin.model
        return found
    for inline in model_admin.inlines:
        key = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
        if key.remote_field.get_accessor_name(model=inline.model) == prefix:
            inner: type[Model] = inline.model
            return inner
    raise LookupError(prefix)


def _shown(model: type[Model], name: str, values: list[str]) -> str:
    field = model._meta.get_field(name)
    if isinstance(field, BooleanField):
        return "yes" if values else "no"
    related = field.related_model
    if isinstance(field, ForeignKey) or field.many_to_many:
        # What was typed may be no key, or a number that no key column holds.
        keys = [value for value in values if re.fullmatch(r"[0-9]{1,9}", value)]
        rows = related._default_manager.in_bulk(keys)  # type: ignore[union-attr]
        values = [str(rows.get(int(key), key)) for key in keys]
    choices = {str(value): text for value, text in getattr(field, "flatchoices", [])}
    words = [str(choices.get(value, value)) for value in values if value]
    return _short(", ".join(words)) or "nothing"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
