"""The page on which somebody imports an assessment from a JSON file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments import access
from assessments.pages.context import with_edition
from assessments.portable import actions
from assessments.portable.fitting import edition_for
from assessments.portable.forms import AssessmentFileForm
from assessments.portable.read import TransferError
from assessments.portable.words import imported_sentences
from roles import editions
from roles.editions import NoEditionError

NO_CATALOGUE = "this site does not have the catalogue that the answers are about"


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file; a POST imports it and leads to its result, or is refused with 422."""
    try:
        edition = editions.current()
    except NoEditionError:
        return render(request, "answering/closed.html", status=503)
    form = (
        AssessmentFileForm(request.POST, request.FILES)
        if request.method == "POST"
        else AssessmentFileForm()
    )
    if request.method == "POST" and form.is_valid():
        document = form.cleaned_data["file"]
        try:
            own, same = edition_for(document.edition)
            imported = actions.import_assessment(document=document, edition=own, now=timezone.now())
        except TransferError as error:
            for problem in error.problems:
                form.add_error("file", problem)
        except NoEditionError:
            form.add_error("file", f"edition.catalogue: {NO_CATALOGUE}")
        else:
            access.remember(request, imported.assessment)
            for text in imported_sentences(own.number, same, imported.left):
                messages.success(request, text)
            return redirect("assessments:results", imported.assessment.key)
    context = with_edition(edition, form=form)
    return render(request, "portable/import.html", context, status=422 if form.errors else 200)
