"""Three-way merging of a form: as it was shown, as the row is now, and as somebody typed.

Plain data only. A state is rows by prefix ("" for the row itself, else an inline's) and by key;
a row is the texts of each field, as a browser sends them (none of a box that is not ticked);
LABEL is its name for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Values = dict[str, list[str]]
Rows = dict[str, Values]
State = dict[str, Rows]
Data = dict[str, list[str]]
LABEL = ""  # no field is called so
DELETE = "DELETE"
MOST_FORMS = 1000  # of one inline, whatever number is sent; Django's default, too


@dataclass(frozen=True)
class Difference:
    """One field of one row that differs; ``field`` is "" when the whole row came or went.

    ``before`` and ``after`` are its texts, None for a row that was not, or is no longer, there.
    """

    prefix: str
    key: str
    field: str
    label: str
    before: list[str] | None
    after: list[str] | None


def differences(old: State, new: State) -> list[Difference]:
    """What differs between two states, in the order of the form."""
    found = []
    for prefix in dict.fromkeys([*new, *old]):
        before, after = old.get(prefix, {}), new.get(prefix, {})
        for key in dict.fromkeys([*after, *before]):
            found += _row_differences(prefix, key, before.get(key), after.get(key))
    return found


def _row_differences(
    prefix: str, key: str, old: Values | None, new: Values | None
) -> list[Difference]:
    label = "".join((new or old or {}).get(LABEL, []))
    if old is None or new is None:
        gone, come = None if old is None else [label], None if new is None else [label]
        return [Difference(prefix, key, "", label, gone, come)]
    return [
        Difference(prefix, key, field, label, old.get(field, []), new[field])
        for field in new
        if field != LABEL and old.get(field, []) != new[field]
    ]


def merge(base: State, current: State, typed: Data) -> Data:
    """The form's data with what others changed laid under what somebody typed.

    A field that was typed into keeps what was typed; every other one takes its present value. A
    row that others deleted goes too, unless it was typed into: then it becomes a new row.
    """
    merged = dict(typed)
    for field, now in current.get("", {}).get("", {}).items():
        shown = base.get("", {}).get("", {}).get(field, now)
        if field != LABEL and clean(typed.get(field, [])) == clean(shown):
            merged[field] = now
    for prefix, rows in current.items():
        if prefix and f"{prefix}-TOTAL_FORMS" in typed:
            merged = _merge_rows(prefix, base.get(prefix, {}), rows, merged)
    return merged


def as_new(typed: Data, parents: Mapping[str, str]) -> Data:
    """The form's data with every row as a new one, to add again what others deleted whole.

    ``parents`` says by prefix which field named the row that is gone.
    """
    merged = dict(typed)
    for prefix, parent in parents.items():
        forms = [form for form in _forms(prefix, typed) if DELETE not in form]
        new = [{**form, "id": [""]} for form in forms]
        merged = _with_forms(prefix, merged, [], [_without(form, parent) for form in new])
    return merged


def kept_anew(base: State, typed: Data, change: Difference) -> bool:
    """Whether ``change`` took a row away that was typed into, so that it becomes a new row."""
    if change.field or change.after is not None:
        return False
    shown = base.get(change.prefix, {}).get(change.key, {})
    return any(
        form.get("id") == [change.key] and DELETE not in form and _typed_into(shown, form)
        for form in _forms(change.prefix, typed)
    )


def _without(form: Data, name: str) -> Data:
    return {field: values for field, values in form.items() if field != name}


def clean(values: Iterable[str]) -> list[str]:
    """Texts as they are compared: line ends and outer space mean nothing, nor does the order of
    several, which are ticked boxes."""
    return sorted(value.replace("\r\n", "\n").replace("\r", "\n").strip() for value in values)


def _merge_rows(prefix: str, base: Rows, current: Rows, typed: Data) -> Data:
    forms = _forms(prefix, typed)
    kept: list[Data] = []
    new: list[Data] = []
    seen = set()
    for form in forms:
        key = "".join(form.get("id", []))
        if not key:
            new.append(form)
        elif key in current:
            seen.add(key)
            kept.append(_merge_row(base.get(key, {}), current[key], form))
        elif DELETE not in form and _typed_into(base.get(key, {}), form):
            new.append({**form, "id": [""]})
    for key, row in current.items():
        if key not in seen and key not in base:
            kept.append({**_fields(row), "id": [key]})
    return _with_forms(prefix, typed, kept, new)


def _fields(row: Mapping[str, list[str]]) -> Data:
    return {field: values for field, values in row.items() if field != LABEL}


def _typed_into(shown: Mapping[str, list[str]], form: Data) -> bool:
    return any(
        field in form and clean(form[field]) != clean(values)
        for field, values in _fields(shown).items()
    )


def _merge_row(shown: Values, now: Values, form: Data) -> Data:
    merged = dict(form)
    for field, present in _fields(now).items():
        if clean(form.get(field, [])) == clean(shown.get(field, present)):
            merged[field] = present
    return merged


def _forms(prefix: str, typed: Data) -> list[Data]:
    total = "".join(typed.get(f"{prefix}-TOTAL_FORMS", []))
    count = int(total) if total.isascii() and total.isdigit() and len(total) < 5 else 0
    forms: list[Data] = [{} for _ in range(min(count, MOST_FORMS))]
    for name, values in typed.items():
        place, _, field = name.removeprefix(f"{prefix}-").partition("-")
        known = name.startswith(f"{prefix}-") and place.isascii() and place.isdigit()
        if known and len(place) < 5 and int(place) < len(forms):
            forms[int(place)][field] = values
    return forms


def _with_forms(prefix: str, typed: Data, kept: list[Data], new: list[Data]) -> Data:
    """The data with the forms of one inline in place of those it had: rows first, then new ones."""
    start = f"{prefix}-"
    numbers = {str(place) for place in range(len(_forms(prefix, typed)))}
    left = {
        name: values
        for name, values in typed.items()
        if not (name.startswith(start) and name[len(start) :].partition("-")[0] in numbers)
    }
    for place, form in enumerate([*kept, *new]):
        left |= {f"{prefix}-{place}-{field}": values for field, values in form.items()}
    left[f"{prefix}-TOTAL_FORMS"] = [str(len(kept) + len(new))]
    left[f"{prefix}-INITIAL_FORMS"] = [str(len(kept))]
    return left
