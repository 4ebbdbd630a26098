"""Results, their reasons, and gaps for a role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assessments import access, actions, queries
from assessments.forms import WeightForm, WhatIfForm
from assessments.presenters.again import offer
from assessments.presenters.first import first_page
from assessments.presenters.gaps import gaps_page
from assessments.presenters.results import results_page
from assessments.presenters.what_if import asked_of, tried_of, what_if_page
from assessments.presenters.why import why_page
from assessments.queries import Scored
from assessments.questionnaire import skill_questions
from assessments.views.context import with_edition
from assessments.views.finished import completed, named_role, picked_role
from roles import editions
from roles.picking import settles_roles


@require_safe
def results(request: HttpRequest, key: str) -> HttpResponse:
    """What you are closest to, how sure that is, why, and what to do first."""
    assessment = access.owned(request, key)
    if not assessment.completed_at:
        return redirect("assessments:resume", key)
    return _results(request, queries.scored(assessment), None)


def _results(request: HttpRequest, scored: Scored, refused: WeightForm | None) -> HttpResponse:
    marks = queries.marks(scored.assessment)
    every, part = request.GET.get("all") == "1", request.GET.get("page", "")
    page = results_page(scored, marks, show_all=every, page=part)
    newest = editions.current_number(scored.edition.catalogue_slug)
    again = offer(scored.assessment, marks.done, newest)
    context = with_edition(scored.edition, page=page, again=again, weight_form=refused)
    return render(request, "assessments/results.html", context, status=422 if refused else 200)


@require_POST
def weight(request: HttpRequest, key: str) -> HttpResponse:
    """Choose how much enjoyment counts in the order of roles."""
    scored = completed(request, key)
    form = WeightForm(request.POST)
    if form.is_valid():
        actions.weigh_interest(assessment=scored.assessment, **form.cleaned_data)
        return redirect(f"{reverse('assessments:results', args=[key])}#weight")
    return _results(request, scored, form)


@require_safe
@settles_roles
def why(request: HttpRequest, key: str) -> HttpResponse:
    """Why one role comes before another, for any two; the first two unless named."""
    scored = completed(request, key)
    order = scored.recommendation.order
    usual = [scored.edition.catalogue.roles[int(order[place])].slug for place in (0, -1)]
    if order.size > 1:
        usual[1] = scored.edition.catalogue.roles[int(order[1])].slug
    chosen = [
        picked_role(scored, request.GET.get(name) or slug, name)
        for name, slug in zip(("first", "second"), usual, strict=True)
    ]
    page = why_page(scored, *chosen)
    return render(request, "assessments/why.html", with_edition(scored.edition, page=page))


@require_safe
def first(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What would have to change for a role to come first."""
    scored = completed(request, key)
    role = named_role(scored, slug)
    page = first_page(scored, role, queries.marks(scored.assessment))
    return render(request, "assessments/first.html", with_edition(scored.edition, page=page))


@require_safe
def what_if(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What other ratings would make of a role; nothing is stored."""
    scored = completed(request, key)
    role = named_role(scored, slug)
    named = {name.removeprefix("skill-") for name in request.GET}
    slugs = tried_of(role, named, every=request.GET.get("every") == "1")
    questions = skill_questions(scored.edition, slugs)
    form = WhatIfForm(questions, scored.given, request.GET)
    changes = form.changes() if form.is_valid() else {}
    page = what_if_page(scored, role, changes, queries.marks(scored.assessment))
    left_out = len(asked_of(role)) - len(slugs)
    context = with_edition(scored.edition, page=page, form=form, left_out=left_out)
    return render(request, "assessments/what_if.html", context, status=422 if form.errors else 200)


@require_safe
def gaps(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What separates you from one role."""
    scored = completed(request, key)
    page = gaps_page(scored, named_role(scored, slug))
    return render(request, "assessments/gaps.html", with_edition(scored.edition, page=page))


@require_POST
@settles_roles
def target(request: HttpRequest, key: str) -> HttpResponse:
    """Choose a role, to see its gaps or to plan for it."""
    scored = completed(request, key)
    role = picked_role(scored, request.POST.get("role", ""))
    if request.POST.get("show") == "gaps":
        return redirect("assessments:gaps", key, role.slug)
    actions.choose_target(assessment=scored.assessment, edition=scored.edition, role=role.slug)
    return redirect("assessments:plan", key)
