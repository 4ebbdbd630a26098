"""What allauth's pages lack: a status for refused forms, and a word where no mail is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse

# What allauth calls forms in the context of its pages.
FORMS = ("form", "verify_form", "change_form", "webauthn_form")
# Addresses of the pages that make no sense where no mail is sent.
NEED_MAIL = frozenset(
    {
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "account_password_reset_completed",
        "account_request_login_code",
        "account_confirm_login_code",
    }
)


class AccountPages:
    """Answers 422 to a refused form of allauth, and 404 where a page would need mail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """A page with 404 that says why, in place of one that would pretend to send mail."""
        match = request.resolver_match
        if settings.SENDS_MAIL or match is None or match.view_name not in NEED_MAIL:
            return None
        return render(request, "account/no_mail.html", status=404)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> HttpResponseBase:
        """422 for a form that comes back with errors; allauth says 200, as if all were well."""
        if request.method == "POST" and response.status_code == 200 and _ours(request):
            context = response.context_data or {}
            if any(getattr(context.get(name), "errors", None) for name in FORMS):
                response.status_code = 422
        return response


def _ours(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.route.startswith("account/")
