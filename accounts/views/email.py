"""The page on which one changes one's email address."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator

from accounts import queries

LOOKING = ("GET", "HEAD", "OPTIONS")


class EmailPage(EmailView):  # type: ignore[misc]  # allauth has no types
    """allauth's page, except that looking at it writes nothing.

    allauth makes a row of an address that an administrator typed, whenever the page opens. Here
    that waits until a form is sent, and the page shows the address as one that waits for its code.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Leave out allauth's own dispatch, which writes, unless a form was sent."""
        look = self.look if request.method in LOOKING else super().dispatch
        answer: HttpResponseBase = look(request, *args, **kwargs)
        return answer

    @method_decorator(login_required)
    def look(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page as the rows are now."""
        # What allauth's dispatch sets besides writing; get_success_url reads it.
        self._did_send_verification_email = False
        answer: HttpResponseBase = super(EmailView, self).dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's context; an address without a row is shown as one that waits for its code."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        known = [row.email for row in queries.addresses_of(user)]
        if user.email and user.email not in known:
            context["new_emailaddress"] = EmailAddress(user=user, email=user.email)
        return context


page = EmailPage.as_view()
