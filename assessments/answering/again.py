"""Rating again: from a completed assessment, or with what was sent after its completion."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessments import access, result, store
from assessments.answering import actions
from assessments.models import Assessment, Kind
from assessments.questions.families import pages_for
from assessments.questions.questionnaire import repeated
from roles import editions


def begin_again(request: HttpRequest, source: Assessment) -> Assessment:
    """A new assessment from the answers of ``source``, on its catalogue's newest edition.

    This browser may open it. Raises GoneError when ``source`` has been deleted.
    """
    edition = editions.current(source.edition.catalogue_slug)
    assessment = actions.start(
        edition=edition,
        questionnaire=repeated(edition, source.questionnaire).slug,
        earlier=source,
    )
    access.remember(request, assessment)
    return assessment


def completed_meanwhile(
    request: HttpRequest,
    assessment: Assessment,
    answers: actions.PageAnswers,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Answer a page of questions sent after completion, in another tab perhaps: nothing is saved.

    The same page with 409, what was typed still in it and a button to rate again with it, which
    sends ``go`` = "again". Redirects to the results where the page says nothing new.
    """
    if not _say_something_new(assessment, answers):
        return redirect("assessments:results", assessment.key)
    if request.POST.get("go") != "again":
        return render(request, template, {**context, "meanwhile": assessment}, status=409)
    new = begin_again(request, assessment)
    edition = result.edition_of(new)
    # Saved as the last page, so that coming back leads on to checking all answers.
    last = len(pages_for(edition, new))
    actions.save_page(assessment=new, page=last, answers=answers.within(edition))
    return redirect("assessments:check", new.key)


def _say_something_new(assessment: Assessment, answers: actions.PageAnswers) -> bool:
    given = store.fetch_given(assessment)
    if any(answers.of(kind).items() - given.of(kind).items() for kind in Kind):
        return True
    stored = actions.Background(
        assessment.education, tuple(assessment.tools), assessment.hours_per_week
    )
    return answers.background not in (None, stored)
