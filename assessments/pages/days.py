"""Days in words."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, today: date) -> str:
    """A day such as "30 Nov", with its year when that is another than today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def full_day(day: date) -> str:
    """A day such as "30 November 2026", for what is kept or read by others."""
    return f"{day.day} {day:%B %Y}"


def span_words(first: date, last: date, today: date) -> str:
    """Two days such as "30 Nov to 13 Dec"; one when they are the same."""
    if first == last:
        return day_words(first, today)
    return f"{day_words(first, today)} to {day_words(last, today)}"
