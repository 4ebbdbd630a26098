"""Take an assessment along: as a file, in a calendar, as a page that somebody else may open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import result
from assessments.exports.formats import available_formats
from assessments.models import Assessment
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.pages.loading import completed_row
from assessments.sharing import actions
from assessments.sharing.forms import PLAN, ShareForm
from assessments.sharing.queries import feed_of, open_shares
from assessments.sharing.take_along import take_along_page


@require_safe
def take_along(request: HttpRequest, key: str) -> HttpResponse:
    """Show the files, the calendar and the shared pages of an assessment."""
    return _draw(request, completed_row(request, key), ShareForm(timezone.localdate()))


@require_POST
@gone_is_not_found
def make_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Make the private address from which a calendar reads the plan."""
    actions.make_feed(assessment=completed_row(request, key))
    return _back(key, "calendar")


@require_POST
@gone_is_not_found
def revoke_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Close the calendar feed: its address opens nothing any more."""
    actions.revoke_feed(assessment=completed_row(request, key))
    return _back(key, "calendar")


@require_POST
@gone_is_not_found
def share(request: HttpRequest, key: str) -> HttpResponse:
    """Make a page that somebody else may open, or refuse the form with 422."""
    assessment = completed_row(request, key)
    today = timezone.localdate()
    form = ShareForm(today, request.POST)
    if not form.is_valid():
        return _draw(request, assessment, form)
    try:
        actions.share(
            assessment=assessment,
            shows_plan=form.cleaned_data["shows"] == PLAN,
            ends_on=form.cleaned_data["ends_on"],
            today=today,
        )
    except actions.TooManySharesError as error:
        form.add_error("shows", str(error))
        return _draw(request, assessment, form)
    return _back(key, "share")


@require_POST
@gone_is_not_found
def revoke_share(request: HttpRequest, key: str) -> HttpResponse:
    """Close a shared page: its address opens nothing any more."""
    assessment = completed_row(request, key)
    actions.revoke_share(assessment=assessment, key=request.POST.get("share", ""))
    return _back(key, "share")


def _draw(request: HttpRequest, assessment: Assessment, form: ShareForm) -> HttpResponse:
    page = take_along_page(
        assessment,
        list(available_formats().values()),
        feed_of(assessment),
        open_shares(assessment, timezone.localdate()),
        form,
        request.build_absolute_uri,
    )
    context = with_edition(result.edition_of(assessment), page=page)
    status = 422 if form.errors else 200
    response = render(request, "sharing/take_along.html", context, status=status)
    # The page holds addresses that open something to whoever has them.
    response["Cache-Control"] = "private, no-store"
    return response


def _back(key: str, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('assessments:take_along', args=[key])}#{anchor}")
