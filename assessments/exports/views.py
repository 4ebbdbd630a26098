"""Downloads: an assessment in any of the formats, and its plan as a calendar file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import result
from assessments.exports.calendar import calendar
from assessments.exports.formats import available_formats
from assessments.exports.record import record_of
from assessments.pages.loading import completed_row

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def export(request: HttpRequest, key: str, format_slug: str) -> HttpResponse:
    """The assessment as a file in the format ``format_slug``."""
    assessment = completed_row(request, key)
    chosen = available_formats().get(format_slug)
    if chosen is None:
        raise Http404("There is no such format.")
    content = chosen.write(record_of(result.compute_result(assessment), timezone.localdate()))
    return _attachment(content, chosen.media_type, chosen.suffix)


@require_safe
def calendar_file(request: HttpRequest, key: str) -> HttpResponse:
    """The plan as a calendar file."""
    scored = result.compute_result(completed_row(request, key))
    content = calendar(record_of(scored, timezone.localdate()))
    return _attachment(content, CALENDAR, "ics")


def _attachment(content: bytes, media_type: str, suffix: str) -> HttpResponse:
    name = f"careerpath-{timezone.localdate().isoformat()}.{suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        # A file on a shared computer must not come back out of the cache after signing out.
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
