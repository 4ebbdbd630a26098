"""The page from which somebody takes an assessment along: files, calendar, shared pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from assessments.exports.formats import ExportFormat
from assessments.models import Assessment, CalendarFeed, Share


@dataclass(frozen=True)
class SharedAddress:
    """A shared page with its full address; ``shows`` says what of the assessment it shows."""

    key: str
    address: str
    shows: str
    ends_on: date


@dataclass(frozen=True)
class TakeAlongPage:
    """The formats of files, the address of the calendar ``feed`` or "", and the shared pages."""

    assessment: Assessment
    formats: list[ExportFormat]
    feed: str
    shares: list[SharedAddress]
    form: Any


def take_along_page(
    assessment: Assessment,
    formats: list[ExportFormat],
    feed: CalendarFeed | None,
    shares: list[Share],
    form: Any,
    absolute: Callable[[str], str],
) -> TakeAlongPage:
    """The page; ``absolute`` makes a full address of a path, ``form`` may carry errors."""
    return TakeAlongPage(
        assessment=assessment,
        formats=formats,
        feed=absolute(reverse("public:feed", args=[feed.key])) if feed else "",
        shares=[
            SharedAddress(
                key=share.key,
                address=absolute(reverse("public:shared", args=[share.key])),
                shows="Result and plan" if share.shows_plan else "Result only",
                ends_on=share.ends_on,
            )
            for share in shares
        ],
        form=form,
    )
