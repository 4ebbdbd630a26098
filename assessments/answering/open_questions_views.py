"""Adding what a completed assessment lacks: a role's questions, the activities."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments import access, result, store
from assessments.answering import actions
from assessments.answering.forms import QuestionsForm, page_form
from assessments.models import Assessment
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.pages.words import minutes_words
from assessments.questions import unanswered
from assessments.questions.questionnaire import (
    Page,
    Question,
    grouped_questions,
    interests_page,
    minutes_for,
)
from assessments.store import GivenAnswers
from roles.editions import LoadedEdition


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def role_questions(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Ask about the skills that one role asks for and that have no rating yet."""
    assessment = access.owned(request, key)
    edition = result.edition_of(assessment)
    if slug not in edition.roles:
        raise Http404("The catalogue has no such role.")
    role, given = edition.roles[slug], store.fetch_given(assessment)
    skills = unanswered.role_skills(edition, role, given)
    page = _role_page(role.title, grouped_questions(edition, skills))
    leads_to = reverse("assessments:gaps", args=[key, slug])
    return _ask(request, assessment, edition, given, page, leads_to)


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def interests(request: HttpRequest, key: str) -> HttpResponse:
    """Ask how much one would enjoy the activities that have no answer yet."""
    assessment = access.owned(request, key)
    edition, given = result.edition_of(assessment), store.fetch_given(assessment)
    page = interests_page(edition, unanswered.activities(edition, assessment, given))
    leads_to = reverse("assessments:results", args=[key])
    return _ask(request, assessment, edition, given, page, leads_to)


def _role_page(title: str, questions: tuple[Question, ...]) -> Page:
    time = minutes_for(len(questions))
    intro = (
        "What this role asks for and you have not rated yet: "
        f"about {minutes_words(time)}. With it, your gaps are exact."
    )
    return Page(1, f"Questions about {title}", intro, questions)


def _ask(
    request: HttpRequest,
    assessment: Assessment,
    edition: LoadedEdition,
    given: GivenAnswers,
    page: Page,
    leads_to: str,
) -> HttpResponse:
    """Show a page of open questions, or add its answers and redirect to ``leads_to``."""
    if not assessment.completed_at:
        return redirect("assessments:resume", assessment.key)
    if not page.questions:
        return redirect(leads_to)
    data = request.POST if request.method == "POST" else None
    form = page_form(page, edition, assessment, given, data)
    if data is not None and isinstance(form, QuestionsForm) and form.is_valid():
        actions.add_answers(assessment=assessment, answers=form.answers())
        return redirect(leads_to)
    context = with_edition(edition, assessment=assessment, page=page, form=form, leads_to=leads_to)
    status = 422 if form.errors else 200
    return render(request, "answering/open_questions.html", context, status=status)
