"""Results, gaps for a role, and the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access, actions, queries
from assessments.forms import PlanForm, WeightForm, WhatIfForm
from assessments.models import Assessment
from assessments.presenters.again import offer
from assessments.presenters.first import first_page
from assessments.presenters.gaps import gaps_page
from assessments.presenters.plan import plan_page
from assessments.presenters.results import results_page
from assessments.presenters.what_if import asked_of, what_if_page
from assessments.presenters.why import why_page
from assessments.queries import Scored
from assessments.questionnaire import skill_questions
from assessments.views.context import with_edition
from roles import editions
from roles.catalogue.document import Role


@require_safe
def results(request: HttpRequest, key: str) -> HttpResponse:
    """What you are closest to, how sure that is, why, and what to do first."""
    assessment = access.owned(request, key)
    if not assessment.completed_at:
        return redirect("assessments:resume", key)
    return _results(request, queries.scored(assessment), None)


def _results(request: HttpRequest, scored: Scored, refused: WeightForm | None) -> HttpResponse:
    done = queries.steps_done(scored.assessment)
    page = results_page(scored, done, show_all=request.GET.get("all") == "1")
    again = offer(scored.assessment, done, editions.current_number())
    context = with_edition(scored.edition, page=page, again=again, weight_form=refused)
    return render(request, "assessments/results.html", context, status=422 if refused else 200)


@require_POST
def weight(request: HttpRequest, key: str) -> HttpResponse:
    """Choose how much enjoyment counts in the order of roles."""
    scored = _completed(request, key)
    form = WeightForm(request.POST)
    if form.is_valid():
        actions.weigh_interest(assessment=scored.assessment, **form.cleaned_data)
        return redirect(f"{reverse('assessments:results', args=[key])}#weight")
    return _results(request, scored, form)


@require_safe
def why(request: HttpRequest, key: str) -> HttpResponse:
    """Why one role comes before another, for any two; the first two unless named."""
    scored = _completed(request, key)
    order = scored.recommendation.order
    usual = [scored.edition.catalogue.roles[int(order[place])].slug for place in (0, -1)]
    if order.size > 1:
        usual[1] = scored.edition.catalogue.roles[int(order[1])].slug
    chosen = [
        _role(scored, request.GET.get(name) or slug)
        for name, slug in zip(("first", "second"), usual, strict=True)
    ]
    page = why_page(scored, *chosen)
    return render(request, "assessments/why.html", with_edition(scored.edition, page=page))


@require_safe
def first(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What would have to change for a role to come first."""
    scored = _completed(request, key)
    role = _role(scored, slug)
    page = first_page(scored, role, queries.steps_done(scored.assessment))
    return render(request, "assessments/first.html", with_edition(scored.edition, page=page))


@require_safe
def what_if(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What other ratings would make of a role; nothing is stored."""
    scored = _completed(request, key)
    role = _role(scored, slug)
    questions = skill_questions(scored.edition, asked_of(role))
    form = WhatIfForm(questions, scored.given, request.GET)
    changes = form.changes() if form.is_valid() else {}
    page = what_if_page(scored, role, changes, queries.steps_done(scored.assessment))
    context = with_edition(scored.edition, page=page, form=form)
    return render(request, "assessments/what_if.html", context, status=422 if form.errors else 200)


@require_safe
def gaps(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What separates you from one role."""
    scored = _completed(request, key)
    page = gaps_page(scored, _role(scored, slug))
    return render(request, "assessments/gaps.html", with_edition(scored.edition, page=page))


@require_POST
def target(request: HttpRequest, key: str) -> HttpResponse:
    """Choose a role, to see its gaps or to plan for it."""
    scored = _completed(request, key)
    role = _role(scored, request.POST.get("role", ""))
    if request.POST.get("show") == "gaps":
        return redirect("assessments:gaps", key, role.slug)
    actions.choose_target(assessment=scored.assessment, edition=scored.edition, role=role.slug)
    return redirect("assessments:plan", key)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """The plan for the target role; posting lays it out again."""
    scored = _completed(request, key)
    assessment = scored.assessment
    form = PlanForm(assessment, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.lay_out(assessment=assessment, **form.cleaned_data)
        return redirect("assessments:plan", key)
    role = _target(scored)
    steps = queries.steps_done(assessment)
    chosen = scored.chosen_plan(role.slug, steps)
    page = plan_page(scored, role, chosen, form)
    done = f"{page.plan.done_count} of {page.total} steps done"
    again = offer(assessment, steps, editions.current_number())
    context = with_edition(scored.edition, page=page, progress=done, again=again)
    return render(request, "assessments/plan.html", context, status=422 if form.errors else 200)


@require_POST
def tick(request: HttpRequest, key: str) -> HttpResponse:
    """Tick or untick a step."""
    scored = _completed(request, key)
    role = _target(scored)
    step = request.POST.get("step", "")
    anchors = {item.key: item.anchor for item in scored.plan(role.slug, ()).steps}
    try:
        actions.tick_step(
            assessment=scored.assessment,
            known=set(anchors),
            step=step,
            done=request.POST.get("done") == "1",
        )
    except actions.GoneError as error:
        raise Http404(str(error)) from error
    except actions.UnknownError as error:
        messages.error(request, str(error))
        return redirect("assessments:plan", key)
    return redirect(f"{reverse('assessments:plan', args=[key])}#{anchors[step]}")


def _completed(request: HttpRequest, key: str) -> Scored:
    assessment: Assessment = access.owned(request, key)
    if not assessment.completed_at:
        raise Http404("This assessment is not finished yet.")
    return queries.scored(assessment)


def _role(scored: Scored, slug: str) -> Role:
    try:
        return scored.edition.roles[slug]
    except KeyError as error:
        raise Http404("The catalogue has no such role.") from error


def _target(scored: Scored) -> Role:
    """The chosen role, or the closest when none was chosen."""
    chosen = scored.assessment.target_role
    if chosen in scored.edition.roles:
        return scored.edition.roles[chosen]
    return scored.edition.catalogue.roles[int(scored.recommendation.order[0])]
