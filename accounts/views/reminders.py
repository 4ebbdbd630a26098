"""Asking for reminders, and stopping them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import actions, queries
from accounts.forms import ReminderForm
from accounts.mail import can_remind
from accounts.views.own import owned, user_of
from assessments.pages.gone import gone_is_not_found


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@gone_is_not_found
def reminder(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for reminders of a plan, change them, or stop them (``go`` = "stop")."""
    assessment = owned(request, key)
    if not assessment.completed_at or not can_remind():
        raise Http404("There is nothing to be reminded of.")
    address = queries.confirmed_address(user_of(request))
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("go") == "stop":
        actions.stop_reminder(assessment=assessment)
        messages.success(request, "No more reminders of this plan.")
        return redirect("accounts:page")
    saved = queries.reminder_of(assessment)
    form = ReminderForm(saved, data)
    if form.is_valid() and address:
        actions.remind(assessment=assessment, today=timezone.localdate(), **form.cleaned_data)
        messages.success(request, f"Reminders of this plan go to {address}.")
        return redirect("accounts:page")
    context = {"assessment": assessment, "form": form, "address": address, "saved": saved}
    status = 422 if data is not None else 200
    return render(request, "accounts/remind.html", context, status=status)


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the token says what may be done
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a reminder from its mail, without signing in.

    A GET only asks: mail scanners follow links.
    """
    if request.method == "POST":
        actions.stop_by_token(token=token)
        return render(request, "accounts/stopped.html")
    if not queries.reminder_exists(token):
        return render(request, "accounts/stopped.html", status=404)
    return render(request, "accounts/stop.html")
