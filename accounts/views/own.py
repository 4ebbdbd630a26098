"""My page, and what somebody does from there: download, close shares and feeds, delete."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, exports, queries
from accounts.freshness import signed_in_just_now
from accounts.presenters import my_page
from assessments import access
from assessments.models import Assessment
from assessments.pages.gone import gone_is_not_found
from assessments.sharing import actions as assessment_actions


def user_of(request: HttpRequest) -> AbstractBaseUser:
    """The account signed in, for views that require one; raises Http404 without."""
    if not isinstance(request.user, AbstractBaseUser):
        raise Http404("Nobody is signed in.")
    return request.user


def owned(request: HttpRequest, key: str) -> Assessment:
    """The account's own assessment ``key``; raises Http404 for any other.

    Stricter than access.owned, which also opens what only this browser's session holds.
    """
    assessment = access.owned(request, key)
    if assessment.owner_id != user_of(request).pk:
        raise Http404("There is no such assessment in this account.")
    return assessment


@require_safe
@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """My page."""
    held = my_page(user_of(request), timezone.localdate())
    return render(request, "accounts/page.html", {"page": held})


@require_safe
@never_cache
@login_required
def download(request: HttpRequest) -> HttpResponse:
    """All that the site keeps about the account, as a zip."""
    response = HttpResponse(exports.everything(user_of(request)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="careerpath.zip"'
    return response


@require_POST
@login_required
@gone_is_not_found
def revoke_share(request: HttpRequest, key: str) -> HttpResponse:
    """Close a shared page of one of the account's assessments."""
    share = request.POST.get("share", "")
    assessment_actions.revoke_share(assessment=owned(request, key), key=share)
    messages.success(request, "The shared page is closed. Its address opens nothing any more.")
    return redirect("accounts:page")


@require_POST
@login_required
@gone_is_not_found
def revoke_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Close the calendar feed of one of the account's assessments."""
    assessment_actions.revoke_feed(assessment=owned(request, key))
    messages.success(request, "The calendar feed is closed. Calendars that read it find nothing.")
    return redirect("accounts:page")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Ask, then delete the account, if its owner signed in or confirmed just now; else 422."""
    user = user_of(request)
    fresh, editor = signed_in_just_now(request), queries.is_or_was_editor(user)
    if request.method == "POST" and fresh and not editor:
        # All sessions are read before the transaction begins: it may take seconds (decision 0013).
        actions.delete_account(user=user, sessions=queries.sessions_of(user))
        logout(request)
        return redirect("accounts:deleted")
    context = {
        "assessments": queries.assessments_of(user).count(),
        "editor": editor,
        "fresh": fresh,
        "refused": request.method == "POST",
        "confirm_url": _confirm_url(user),
        "here": reverse("accounts:delete"),
        "sign_in_again": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/delete.html", context, status=status)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """The page after deletion; it needs no account, because there is none any more."""
    return render(request, "accounts/deleted.html")


def _confirm_url(user: AbstractBaseUser) -> str:
    """The page that asks to confirm who one is; "" for somebody who signs in by code only."""
    methods = get_adapter().get_reauthentication_methods(user)
    next_ = urlencode({"next": reverse("accounts:delete")})
    return f"{methods[0]['url']}?{next_}" if methods else ""
