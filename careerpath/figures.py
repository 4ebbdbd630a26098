"""Figures as people read them, never for files. In templates: ``{% load figures %}``."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def signed(value: float, form: str = "+z.1f") -> str:
    """A difference with its sign, and a real minus in front of what is below 0.

    ``form`` is a format specification; the usual one gives one decimal and no negative zero.
    """
    return format(value, form).replace("-", "\N{MINUS SIGN}")
