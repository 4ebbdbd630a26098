"""The quick check: the question that tells most, one at a time."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments import access, locking, result, store
from assessments.answering import actions, quick_standing
from assessments.answering.again import completed_meanwhile
from assessments.answering.forms import QuickForm
from assessments.answering.quick import QuickPage, quick_page
from assessments.models import Assessment
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.questions.questionnaire import Question, asked_skills, skill_question
from assessments.store import GivenAnswers
from roles.editions import LoadedEdition

TEMPLATE = "answering/quick.html"


@require_safe
def go_on(request: HttpRequest, key: str) -> HttpResponse:
    """Redirect to the question to ask next, or to what comes after the last one."""
    assessment = access.owned(request, key)
    edition = result.edition_of(assessment)
    at = quick_standing.quick_standing(assessment, edition, store.fetch_given(assessment))
    # Once settled it stops by itself, but after the results it may go on for as long as one likes.
    if at.next and (assessment.completed_at or not at.done):
        return redirect("assessments:quick_question", key, at.next)
    return redirect("assessments:results" if assessment.completed_at else "assessments:check", key)


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def question(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show one question, or save the answer that the button pressed stands for.

    ``go`` = "stop" completes the check instead, if there is a rating.
    """
    assessment = access.owned(request, key)
    edition = result.edition_of(assessment)
    asked = _question(edition, assessment, slug)
    given = store.fetch_given(assessment)
    stop = request.POST.get("go") == "stop"
    if stop and (assessment.completed_at or given.has_rating):
        return _finish(assessment)
    form = QuickForm(asked, _answer(request), stop=stop)
    if form.is_valid():
        answers = form.answers()
        try:
            return _save(assessment, edition, given, answers)
        except locking.AlreadyCompletedError:
            page = _page(assessment, edition, asked, given)
            page = replace(page, answer=form.cleaned_data["answer"])
            context = with_edition(edition, page=page, form=form)
            return completed_meanwhile(request, assessment, answers, TEMPLATE, context)
    # What was answered before completion does not change any more (decision 7).
    if assessment.completed_at and slug in given.ratings:
        return redirect("assessments:results", key)
    context = with_edition(edition, page=_page(assessment, edition, asked, given), form=form)
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


def _page(
    assessment: Assessment, edition: LoadedEdition, asked: Question, given: GivenAnswers
) -> QuickPage:
    at = quick_standing.quick_standing(assessment, edition, given)
    return quick_page(assessment, edition, asked, given, at)


def _answer(request: HttpRequest) -> dict[str, str] | None:
    """What was posted as an answer; None when nothing was posted at all."""
    if request.method != "POST":
        return None
    stop = request.POST.get("go") == "stop"
    return {} if stop else {"answer": request.POST.get("answer", "")}


def _question(edition: LoadedEdition, assessment: Assessment, slug: str) -> Question:
    if slug not in asked_skills(edition, assessment.questionnaire):
        raise Http404("The questionnaire does not ask about that.")
    return skill_question(edition.skills[slug])


def _save(
    assessment: Assessment,
    edition: LoadedEdition,
    given: GivenAnswers,
    answers: actions.PageAnswers,
) -> HttpResponse:
    """Save; once completed, add what is missing or raise AlreadyCompletedError for a change."""
    ((slug, value),) = answers.ratings.items()
    try:
        actions.save_page(assessment=assessment, page=assessment.page, answers=answers)
    except locking.AlreadyCompletedError:
        if given.ratings.get(slug) not in (None, value):
            raise
        actions.add_answers(assessment=assessment, answers=answers)
        return redirect("assessments:quick", assessment.key)
    at = quick_standing.quick_standing(assessment, edition, store.fetch_given(assessment))
    if at.done:
        return _finish(assessment)
    return redirect("assessments:quick", assessment.key)


def _finish(assessment: Assessment) -> HttpResponse:
    try:
        actions.complete(assessment=assessment)
    except actions.NothingRatedError:  # another tab took the one rating back
        return redirect("assessments:check", assessment.key)
    return redirect("assessments:results", assessment.key)
