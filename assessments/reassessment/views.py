"""Coming back: rating oneself again, before and after, the current content, the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import access, locking, result, store
from assessments.answering import actions
from assessments.answering.again import begin_again, completed_meanwhile
from assessments.models import Assessment
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.pages.loading import completed_row, picked_slug
from assessments.questions.families import pages_for
from assessments.reassessment.actions import score_by_todays_method
from assessments.reassessment.changes import changes_page, current_page
from assessments.reassessment.forms import AgainForm
from assessments.reassessment.history import catalogue_choices, history_page, titles_ever
from assessments.reassessment.may_have_changed import MayHaveChanged, may_have_changed
from assessments.reassessment.todays_method import method_page
from assessments.result import AssessmentResult
from roles import editions
from roles.public.picking import settles_roles, titles_of


@require_POST
@gone_is_not_found
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a new assessment, on its catalogue's newest edition, from a completed one's answers."""
    assessment = begin_again(request, completed_row(request, key))
    return redirect("assessments:again_questions", assessment.key)


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def again_questions(request: HttpRequest, key: str) -> HttpResponse:
    """Ask only what may have changed since the assessment that is repeated; the rest is kept."""
    assessment = access.owned(request, key)
    if assessment.completed_at and request.method != "POST":
        return redirect("assessments:results", key)
    asked = _may_have_changed(assessment)
    if asked is None:
        return redirect("assessments:page", key, 1)
    saved = store.fetch_given(assessment).ratings if assessment.page else None
    form = AgainForm(asked, saved, request.POST if request.method == "POST" else None)
    context = with_edition(result.edition_of(assessment), assessment=assessment, form=form)
    context["page"] = asked.page
    template = "reassessment/may_have_changed.html"
    if not form.is_valid():
        return render(request, template, context, status=422 if form.errors else 200)
    try:
        return _save(request, assessment, form.answers())
    except locking.AlreadyCompletedError:
        return completed_meanwhile(request, assessment, form.answers(), template, context)


def _may_have_changed(assessment: Assessment) -> MayHaveChanged | None:
    """What to ask; None when it repeats no other assessment, or nothing may have changed."""
    earlier = store.fetch_earlier(assessment)
    if earlier is None:
        return None
    since = store.fetch_steps_since(earlier)
    edition = result.edition_of(assessment)
    asked = may_have_changed(edition, store.fetch_given(earlier), since)
    return asked if asked.page.questions else None


def _save(
    request: HttpRequest, assessment: Assessment, answers: actions.PageAnswers
) -> HttpResponse:
    """Save, then redirect to the results; to all answers if ``go`` says so or none is a rating."""
    # Saved as the last page, so that coming back leads on to checking all answers.
    last = len(pages_for(result.edition_of(assessment), assessment))
    actions.save_page(assessment=assessment, page=last, answers=answers)
    if request.POST.get("go") == "check":
        return redirect("assessments:check", assessment.key)
    try:
        actions.complete(assessment=assessment)
    except actions.NothingRatedError:
        return redirect("assessments:check", assessment.key)
    return redirect("assessments:results", assessment.key)


@require_safe
@settles_roles
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """Show an assessment beside another: what moved, by the content and by the answers.

    ``with``: the key of the other one; ``role``: the role to look at.
    """
    assessment = completed_row(request, key)
    mine = _of(_mine(request), assessment.edition.catalogue_slug)
    others = [other for other in mine if other.pk != assessment.pk]
    other = _other(request, assessment, others)
    if other is None:
        edition = result.edition_of(assessment)
        elsewhere = len(_mine(request)) > 1  # of other catalogues, which cannot be compared
        context = with_edition(edition, assessment=assessment, elsewhere=elsewhere)
        return render(request, "reassessment/changes_none.html", context)
    pair = sorted(result.compute_results([assessment, other]), key=_completed_at)
    role = _picked(request, titles_of(pair[1].edition))
    page = changes_page(assessment, pair[0], pair[1], others, role)
    return render(request, "reassessment/changes.html", with_edition(pair[1].edition, page=page))


@require_safe
@settles_roles
def current(request: HttpRequest, key: str) -> HttpResponse:
    """Show the same answers with the newest content; nothing is stored."""
    scored = result.compute_result(completed_row(request, key))
    newest = editions.with_scorable_roles(editions.current(scored.edition.catalogue_slug))
    tried = scored.on_edition(newest)
    page = current_page(scored, tried, _picked(request, titles_of(tried.edition)))
    return render(request, "reassessment/current.html", with_edition(newest, page=page))


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def todays_method(request: HttpRequest, key: str) -> HttpResponse:
    """Show the result beside the same by today's method; POST scores it by that from now on."""
    row = completed_row(request, key)
    if request.method == "POST":
        score_by_todays_method(assessment=row)
        return redirect("assessments:results", key)
    scored = result.compute_result(row)
    context = with_edition(scored.edition, page=method_page(scored))
    return render(request, "reassessment/todays_method.html", context)


@require_safe
@settles_roles
def history(request: HttpRequest) -> HttpResponse:
    """Show the completed assessments of this browser over time, one catalogue at a time."""
    every = _mine(request)
    there = list(dict.fromkeys(row.edition.catalogue_slug for row in every))
    asked = request.GET.get("catalogue", "") or next(iter(there), "")
    if asked and asked not in there:
        raise Http404("You have no results of such a catalogue.")
    mine = _of(every, asked)
    page = None
    if mine:
        scores = sorted(result.compute_results(mine), key=_completed_at)
        page = history_page(scores, _picked(request, titles_ever(scores)))
    elsewhere = [item for item in there if item != asked]
    context = {
        "page": page,
        "catalogue": asked,
        "others": catalogue_choices(elsewhere) if elsewhere else [],
    }
    return render(request, "reassessment/history.html", context)


def _of(mine: list[Assessment], catalogue: str) -> list[Assessment]:
    """The assessments of one catalogue: results of different ones cannot be compared."""
    return [row for row in mine if row.edition.catalogue_slug == catalogue]


def _picked(request: HttpRequest, titles: Mapping[str, str]) -> str:
    """The slug of the role to look at, "" for none in particular."""
    typed = request.GET.get("role", "").strip()
    return picked_slug(titles, typed) if typed else ""


def _mine(request: HttpRequest) -> list[Assessment]:
    """The completed assessments of this browser or its account, newest first."""
    every = store.fetch_with_keys(access.keys_of(request))
    return [assessment for assessment in every if assessment.completed_at]


def _other(
    request: HttpRequest, assessment: Assessment, others: list[Assessment]
) -> Assessment | None:
    """The assessment to compare with: the one chosen, else the one it repeats, else the one before.

    Raises Http404 for a choice that is not among ``others``.
    """
    chosen = request.GET.get("with", "")
    if chosen:
        found = [other for other in others if other.key == chosen]
        if not found:
            raise Http404("There is no such assessment in this browser.")
        return found[0]
    repeated = [other for other in others if other.pk == assessment.earlier_id]
    before = [other for other in others if _at(other) <= _at(assessment)]
    return next(iter([*repeated, *before, *others]), None)


def _at(assessment: Assessment) -> tuple[datetime, int]:
    return assessment.completed_at or assessment.saved_at, assessment.pk


def _completed_at(scored: AssessmentResult) -> tuple[datetime, int]:
    return _at(scored.assessment)
