"""The plan as a calendar: whole days only, no alarm, nothing that the person wrote privately."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

from icalendar import Calendar, Event

from assessments.exports.record import ExportedStep, Record
from assessments.models import Status
from assessments.pages.words import hours_words

# iCalendar text may hold no control characters but tab and line feed (RFC 5545).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(record: Record) -> bytes:
    """An .ics file with an event a step: over its weeks, or on the day it was done.

    Skipped steps are left out, and so are steps without days.
    """
    found = Calendar()
    found.add("prodid", "-//CareerPath//Plan//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", f"CareerPath: {record.role.title}")
    found.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for step in record.steps:
        event = _event(record, step)
        if event is not None:
            found.add_component(event)
    return bytes(found.to_ical())


def _event(record: Record, step: ExportedStep) -> Event | None:
    if step.done_on:
        first = last = step.done_on
    elif step.first_day and step.last_day and step.status != Status.SKIPPED:
        first, last = step.first_day, step.last_day
    else:
        return None
    event = Event()
    event.add("uid", _uid(record, step))
    # When the plan changed, not when it is read: a calendar takes a new stamp for a change.
    event.add("dtstamp", record.changed_at)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # the day after the last
    event.add("summary", _clean(f"Done: {step.title}" if step.done_on else step.title))
    event.add("description", _clean(_description(step)))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # somebody with a plan is not busy for weeks
    return event


def _uid(record: Record, step: ExportedStep) -> str:
    """Names a step alike whenever and wherever it is exported: a calendar then moves its event."""
    begun = record.document.started_at.isoformat()
    return f"{hashlib.sha256(f'{begun} {step.key}'.encode()).hexdigest()[:32]}@careerpath"


def _description(step: ExportedStep) -> str:
    hours = f"{hours_words(step.hours)}."
    return "\n\n".join(
        part
        for part in (
            "" if step.own else step.what,  # their own words stay with them
            f"Done when: {step.done_when}" if step.done_when else "",
            hours,
        )
        if part
    )


def _clean(text: str) -> str:
    return CONTROL.sub("", text)
