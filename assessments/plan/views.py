"""The plan: laying it out, ticking steps, notes, steps of one's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessments import locking, store
from assessments.models import OwnStep
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.pages.loading import completed
from assessments.pages.rate_again import rate_again_hint
from assessments.plan import actions
from assessments.plan.forms import FilterForm, OwnStepForm, PlanForm, StepForm
from assessments.plan.page import PlanForms, plan_page
from assessments.result import AssessmentResult
from roles import editions


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Show the plan for the target role; a POST lays it out again, or is refused with 422."""
    scored = completed(request, key)
    if request.method != "POST":
        return _show(request, scored)
    form = PlanForm(scored.assessment, timezone.localdate(), request.POST)
    if not form.is_valid():
        return _show(request, scored, layout=form)
    actions.lay_out(assessment=scored.assessment, **form.cleaned_data)
    return _back(request, key)


@require_POST
@gone_is_not_found
def tick(request: HttpRequest, key: str) -> HttpResponse:
    """Tick a step (``done`` = "1"), or put it back to do, if it was done or skipped."""
    scored = completed(request, key)
    marks = store.fetch_marks(scored.assessment)
    plan = scored.plan(scored.target.slug, marks)
    anchors = {item.key: item.anchor for item in plan.every_step}
    step = request.POST.get("step", "")
    try:
        actions.tick_step(
            assessment=scored.assessment,
            known=anchors.keys(),
            step=step,
            done=request.POST.get("done") == "1",
        )
    except locking.UnknownError:
        return _not_in_plan(request, key)
    return _back(request, key, anchors[step])


@require_POST
@gone_is_not_found
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Say how far one is with a step, choose its way, write notes about it."""
    scored = completed(request, key)
    rows = store.fetch_progress(scored.assessment)
    marks = store.marks_of(rows, store.fetch_own_steps(scored.assessment))
    steps = {item.key: item for item in scored.plan(scored.target.slug, marks).every_step}
    step = steps.get(request.POST.get("step", ""))
    if step is None:
        return _not_in_plan(request, key)
    form = StepForm(step, rows.get(step.key), request.POST)
    if not form.is_valid():
        return _show(request, scored, step=form)
    try:
        actions.note_step(
            assessment=scored.assessment, known=steps.keys(), step=step.key, notes=form.notes()
        )
    except locking.UnknownError:  # one of one's own, removed meanwhile
        return _not_in_plan(request, key)
    return _back(request, key, step.anchor)


@require_POST
@gone_is_not_found
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Add a step of one's own to the plan."""
    scored = completed(request, key)
    form = OwnStepForm(request.POST)
    if not form.is_valid():
        return _show(request, scored, own=form)
    try:
        step = actions.add_own_step(
            assessment=scored.assessment,
            edition=scored.edition,
            role=scored.target.slug,
            words=form.words(),
        )
    except actions.TooManyError as error:
        form.add_error("title", str(error))
        return _show(request, scored, own=form)
    return _back(request, key, f"own-{step.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show the form of a step of one's own; a POST changes the step."""
    scored = completed(request, key)
    step = _own_step(scored, number)
    form = OwnStepForm(request.POST if request.method == "POST" else None, step)
    if request.method == "POST" and form.is_valid():
        actions.change_own_step(assessment=scored.assessment, number=number, words=form.words())
        return _back(request, key, f"own-{number}")
    context = with_edition(scored.edition, assessment=scored.assessment, step=step, form=form)
    status = 422 if form.errors else 200
    return render(request, "plan/own_step.html", context, status=status)


@require_POST
@gone_is_not_found
def remove(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Remove a step of one's own with its notes."""
    scored = completed(request, key)
    actions.remove_own_step(assessment=scored.assessment, number=number)
    return _back(request, key, "own")


def _show(
    request: HttpRequest,
    scored: AssessmentResult,
    *,
    layout: PlanForm | None = None,
    step: StepForm | None = None,
    own: OwnStepForm | None = None,
) -> HttpResponse:
    """The plan as it stands, with a form that was refused, if any."""
    today = timezone.localdate()
    forms = PlanForms(
        layout=layout or PlanForm(scored.assessment, today),
        step=step,
        own=own or OwnStepForm(),
        filters=FilterForm(request.GET),
    )
    refused = layout or step or own
    rows, added = store.fetch_progress(scored.assessment), store.fetch_own_steps(scored.assessment)
    page = plan_page(scored, scored.target, rows, added, forms, today)
    done = store.marks_of(rows, added).done
    again = rate_again_hint(
        scored.assessment, done, editions.current_number(scored.edition.catalogue_slug)
    )
    context: dict[str, Any] = with_edition(scored.edition, page=page, again=again, refused=refused)
    return render(request, "plan/page.html", context, status=422 if refused else 200)


def _back(request: HttpRequest, key: str, anchor: str = "") -> HttpResponse:
    """Redirect to the plan with the filters of resources kept, to a step if one is named."""
    filters = urlencode(FilterForm(request.GET).chosen())
    address = reverse("assessments:plan", args=[key])
    return redirect(address + (f"?{filters}" if filters else "") + (f"#{anchor}" if anchor else ""))


def _not_in_plan(request: HttpRequest, key: str) -> HttpResponse:
    messages.error(request, "That step is not in this plan.")
    return _back(request, key)


def _own_step(scored: AssessmentResult, number: int) -> OwnStep:
    step = store.fetch_own_step(scored.assessment, number)
    if step is None:
        raise Http404("There is no such step in this plan.")
    return step
