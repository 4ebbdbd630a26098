"""Choosing the families to be asked about, and beginning."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import access, actions
from assessments.families import family_choices, known, offered
from assessments.forms_families import FamiliesForm
from assessments.views.context import with_edition
from roles import editions
from roles.editions import NoEditionError
from roles.models import MAIN


@require_http_methods(["GET", "HEAD", "POST"])
def families(request: HttpRequest) -> HttpResponse:
    """Choose one to three families; the questionnaire then asks what matters for them."""
    asked = request.GET.get("catalogue", "")
    try:
        edition = editions.current(asked or MAIN)
    except NoEditionError as error:
        if asked:
            raise Http404("There is no such catalogue.") from error
        return render(request, "assessments/closed.html", status=503)
    if not offered(edition):
        return redirect("assessments:index")
    data = request.POST if request.method == "POST" else None
    form = FamiliesForm(family_choices(edition), data)
    if form.is_valid():
        assessment = actions.start(
            edition=edition,
            questionnaire=edition.catalogue.questionnaires[0].slug,
            families=known(edition, form.cleaned_data["families"]),
        )
        access.remember(request, assessment)
        return redirect("assessments:page", assessment.key, 1)
    context = with_edition(edition, form=form)
    status = 422 if form.errors else 200
    return render(request, "assessments/families.html", context, status=status)
