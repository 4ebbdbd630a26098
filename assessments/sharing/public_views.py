"""What opens to whoever has the address: shared pages and calendar feeds. And robots.txt."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import result
from assessments.exports.calendar import calendar
from assessments.exports.record import record_of
from assessments.pages.context import with_edition
from assessments.sharing.queries import find_feed, find_share
from assessments.sharing.shared_page import shared_page

PRIVATE = ("assessments/", "shared/", "calendar/")


@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """A result that somebody shared; 404 once it is revoked or its last day is over."""
    today = timezone.localdate()
    share = find_share(key, today)
    if share is None:
        raise Http404("This page is not shared, or no longer.")
    scored = result.compute_result(share.assessment)
    context = with_edition(scored.edition, page=shared_page(scored, share, today))
    return _discreet(render(request, "sharing/shared.html", context))


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """A plan as iCalendar, for a calendar to read; 404 once the feed is revoked."""
    found = find_feed(key)
    if found is None:
        raise Http404("There is no such calendar, or no longer.")
    content = calendar(record_of(result.compute_result(found.assessment), timezone.localdate()))
    return _discreet(HttpResponse(content, content_type="text/calendar; charset=utf-8"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: what search engines should leave alone. It protects nothing; the keys do."""
    home = reverse("roles:home")
    lines = ["User-agent: *", *(f"Disallow: {home}{path}" for path in PRIVATE), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _discreet(response: HttpResponse) -> HttpResponse:
    """Add headers: no search engine lists it, no cache keeps it, no site learns its address."""
    response["X-Robots-Tag"] = "noindex"
    # The address is the key: a link that is followed must not hand it on.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
