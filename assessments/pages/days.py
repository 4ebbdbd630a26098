"""Days in words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format


def day_words(day: date, today: date) -> str:
    """A day such as "30 Nov", with its year when that is another than today's."""
    return date_format(day, "j M" if day.year == today.year else "j M Y")


def full_day(day: date) -> str:
    """A day such as "30 November 2026", for what is kept or read by others."""
    return date_format(day, "j F Y")


def span_words(first: date, last: date, today: date) -> str:
    """Two days such as "30 Nov to 13 Dec"; one when they are the same."""
    if first == last:
        return day_words(first, today)
    return f"{day_words(first, today)} to {day_words(last, today)}"
