"""What pydantic finds wrong, in words for the people who write files and fill in forms."""

from __future__ import annotations

from typing import Any

# By pydantic's types of error, with the values it gives along.
MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a key this file has",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "string_unicode": "must be proper text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must be at least {min_length} in number",
    "too_long": "must be at most {max_length} in number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "timezone_aware": "must have a time zone, as in 2026-11-25T10:00:00Z",
}
# What is wanted where a text does not have the form it should have, by that form.
PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "must be small letters, digits and single hyphens",
    r"^(#[0-9a-fA-F]{6})?$": "must be a colour such as #1d6f5c",
    r"^[A-Z]{3}$": "must be three capital letters such as EUR",
}


def _figure(value: Any) -> Any:
    """A limit as people write it: 4, not 4.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def fault_words(fault: Any) -> str:
    """One of ``ValidationError.errors()`` as a phrase that goes on from the name of its place."""
    kind = str(fault["type"])
    given = {name: _figure(value) for name, value in fault.get("ctx", {}).items()}
    if kind in MESSAGES:
        return MESSAGES[kind].format(**given)
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(given["pattern"], "is not written as it should be")
    if kind.startswith("datetime"):
        return "must be a time such as 2026-11-25T10:00:00Z"
    if kind.startswith("date"):
        return "must be a date such as 2026-11-25"
    return str(fault["msg"]).removeprefix("Value error, ")
