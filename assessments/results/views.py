"""The results and what explains them: why, gaps, what if, what would come first, comparison."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assessments import access, result, store
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.pages.lines import closest_other
from assessments.pages.loading import completed, named_role, picked_role
from assessments.pages.rate_again import rate_again_hint
from assessments.questions.questionnaire import skill_questions
from assessments.result import AssessmentResult
from assessments.results import actions
from assessments.results.compare import compare_page, fault_of
from assessments.results.forms import WeightForm, WhatIfForm
from assessments.results.gaps import gaps_page
from assessments.results.overtaking import overtaking_page
from assessments.results.page import results_page
from assessments.results.what_if import required_skills, tried_of, what_if_page
from assessments.results.why import why_page
from roles import editions
from roles.models import MAIN
from roles.public.picking import settles_roles


@require_safe
@settles_roles
def compare(request: HttpRequest, key: str) -> HttpResponse:
    """Compare the roles chosen by ``role``, given up to four times; the first two when none is."""
    scored = completed(request, key)
    slugs = [
        picked_role(scored, typed, "role", place).slug
        for place, typed in enumerate(request.GET.getlist("role"))
        if typed.strip()
    ]
    if "role" not in request.GET:
        slugs = [role.slug for role in scored.roles_in_order[:2]]
    page = compare_page(scored, [scored.edition.roles[slug] for slug in slugs], fault_of(slugs))
    context = with_edition(scored.edition, page=page)
    return render(request, "results/compare.html", context, status=422 if page.error else 200)


@require_safe
def compare_mine(request: HttpRequest) -> HttpResponse:
    """Redirect from a role's page to the comparison in this browser's newest result.

    Role pages are the same for everybody, so the link on them knows no assessment. A single role
    is put beside the closest other one.
    """
    catalogue = request.GET.get("catalogue", "") or MAIN
    mine = store.fetch_with_keys(access.keys_of(request))
    done = [row for row in mine if row.completed_at and row.edition.catalogue_slug == catalogue]
    if not done:
        return redirect("assessments:index")
    scored = result.compute_result(done[0])
    slugs = [slug for slug in request.GET.getlist("role") if slug in scored.edition.roles]
    if len(slugs) == 1:
        slugs = [slug for slug in (slugs[0], closest_other(scored, slugs[0])) if slug]
    query = urlencode([("role", slug) for slug in slugs])
    address = reverse("assessments:compare", args=[scored.assessment.key])
    return redirect(f"{address}?{query}" if query else address)


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """Redirect to the reader's newest result, whatever its catalogue; or to where one begins.

    The link in the head of every page leads here: it is the same for everybody.
    """
    mine = store.fetch_with_keys(access.keys_of(request))
    done = next((row for row in mine if row.completed_at), None)
    if done is None:
        return redirect(f"{reverse('assessments:index')}?results=none")
    return redirect("assessments:results", done.key)


@require_safe
def results(request: HttpRequest, key: str) -> HttpResponse:
    """Show what one is closest to, how sure that is, why, and what to do first."""
    assessment = access.owned(request, key)
    if not assessment.completed_at:
        return redirect("assessments:resume", key)
    return _results(request, result.compute_result(assessment), None)


def _results(
    request: HttpRequest, scored: AssessmentResult, refused: WeightForm | None
) -> HttpResponse:
    marks = store.fetch_marks(scored.assessment)
    every, part = request.GET.get("all") == "1", request.GET.get("page", "")
    near = request.GET.get("reach") == "1"
    page = results_page(scored, marks, show_all=every, page=part, within_reach=near)
    newest = editions.current_number(scored.edition.catalogue_slug)
    again = rate_again_hint(scored.assessment, marks.done, newest)
    context = with_edition(scored.edition, page=page, again=again, weight_form=refused)
    return render(request, "results/page.html", context, status=422 if refused else 200)


@require_POST
@gone_is_not_found
def weight(request: HttpRequest, key: str) -> HttpResponse:
    """Store how much enjoyment counts in the order of roles, or refuse it with 422."""
    scored = completed(request, key)
    form = WeightForm(request.POST)
    if form.is_valid():
        actions.weigh_interest(assessment=scored.assessment, **form.cleaned_data)
        return redirect(f"{reverse('assessments:results', args=[key])}#weight")
    return _results(request, scored, form)


@require_safe
@settles_roles
def why(request: HttpRequest, key: str) -> HttpResponse:
    """Show why one role comes before another: ``first`` and ``second``, or the first two."""
    scored = completed(request, key)
    usual = scored.roles_in_order[:2]
    chosen = [
        picked_role(scored, request.GET.get(name) or role.slug, name)
        for name, role in (("first", usual[0]), ("second", usual[-1]))
    ]
    page = why_page(scored, *chosen)
    return render(request, "results/why.html", with_edition(scored.edition, page=page))


@require_safe
def first(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show what would have to be learnt for a role to come first."""
    scored = completed(request, key)
    role = named_role(scored, slug)
    page = overtaking_page(scored, role, store.fetch_marks(scored.assessment))
    return render(request, "results/overtaking.html", with_edition(scored.edition, page=page))


@require_safe
def what_if(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show what other ratings, given in the address, would make of a role; nothing is stored."""
    scored = completed(request, key)
    role = named_role(scored, slug)
    named = {name.removeprefix("skill-") for name in request.GET}
    slugs = tried_of(role, named, every=request.GET.get("every") == "1")
    questions = skill_questions(scored.edition, slugs)
    form = WhatIfForm(questions, scored.given, request.GET)
    changes = form.changes() if form.is_valid() else {}
    page = what_if_page(scored, role, changes, store.fetch_marks(scored.assessment))
    left_out = len(required_skills(role)) - len(slugs)
    context = with_edition(scored.edition, page=page, form=form, left_out=left_out)
    return render(request, "results/what_if.html", context, status=422 if form.errors else 200)


@require_safe
def gaps(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show what separates the person from one role."""
    scored = completed(request, key)
    page = gaps_page(scored, named_role(scored, slug))
    return render(request, "results/gaps.html", with_edition(scored.edition, page=page))


@require_POST
@settles_roles
@gone_is_not_found
def target(request: HttpRequest, key: str) -> HttpResponse:
    """Choose a role: to see its gaps (``show`` = "gaps"), or to store it as the target and plan."""
    scored = completed(request, key)
    role = picked_role(scored, request.POST.get("role", ""))
    if request.POST.get("show") == "gaps":
        return redirect("assessments:gaps", key, role.slug)
    actions.choose_target(assessment=scored.assessment, edition=scored.edition, role=role.slug)
    return redirect("assessments:plan", key)
