"""Starting, answering page by page, and checking the answers."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments import access, locking, result, store
from assessments.answering import actions
from assessments.answering.again import completed_meanwhile
from assessments.answering.check import check_sections
from assessments.answering.forms import FamiliesForm, page_form
from assessments.answering.start_page import mine_of, places_to_begin, questionnaire_choices
from assessments.models import AnswerMode, Assessment
from assessments.pages.context import with_edition
from assessments.pages.gone import gone_is_not_found
from assessments.questions.families import (
    FamilyChoice,
    families_apply,
    family_choices,
    known,
    pages_for,
)
from assessments.questions.questionnaire import Page, named_questionnaire, pages_of, repeated
from roles import editions
from roles.document.types import Questionnaire
from roles.editions import LoadedEdition, NoEditionError
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
        # Not 404: the address is right, and opens once editors have published something.
        return render(request, "answering/closed.html", status=503)
    questionnaire = _questionnaire(edition, request.GET.get("questionnaire", "")).slug
    if not families_apply(edition, questionnaire):
        return redirect("assessments:index")
    data = request.POST if request.method == "POST" else None
    form = FamiliesForm(family_choices(edition, questionnaire), data)
    if form.is_valid():
        assessment = actions.start(
            edition=edition,
            questionnaire=questionnaire,
            families=known(edition, form.cleaned_data["families"]),
        )
        access.remember(request, assessment)
        return redirect("assessments:page", assessment.key, 1)
    context = with_edition(edition, form=form)
    status = 422 if form.errors else 200
    return render(request, "answering/families.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
def index(request: HttpRequest) -> HttpResponse:
    """Where somebody starts an assessment, or goes on with one of theirs."""
    held = editions.newest_of_each_catalogue()
    if not held:
        return render(request, "answering/closed.html", status=503)
    asked = request.GET.get("catalogue", "")
    if asked and all(item.slug != asked for item in held):
        raise Http404("There is no such catalogue.")
    wanted = request.GET.get("questionnaire", "")
    choices = places_to_begin(held, asked, wanted)
    chosen = next(item for item in choices if item.chosen)
    edition = chosen.edition
    questionnaire = _questionnaire(edition, wanted)
    context = with_edition(
        edition,
        questionnaire=questionnaire,
        questionnaires=questionnaire_choices(edition, questionnaire.slug),
        chosen=chosen,
        choices=choices,
        pages=len(pages_of(edition, questionnaire.slug)),
        shortest=_shortest(edition, questionnaire.slug),
        mine=mine_of(store.fetch_with_keys(access.keys_of(request)), held),
    )
    return render(request, "answering/start.html", context)


def _questionnaire(edition: LoadedEdition, slug: str) -> Questionnaire:
    found = named_questionnaire(edition, slug)
    if found is None:
        raise Http404("The catalogue has no such questionnaire.")
    return found


def _shortest(edition: LoadedEdition, questionnaire: str) -> FamilyChoice | None:
    """The family with the fewest questions, where one may choose what to be asked about."""
    if not families_apply(edition, questionnaire):
        return None
    return min(family_choices(edition, questionnaire), key=lambda family: family.skills)


@require_POST
@gone_is_not_found
def start(request: HttpRequest) -> HttpResponse:
    """Begin an assessment from the fields of the form, all optional.

    ``way``: an AnswerMode; ``from``: the key of an own assessment, whose answers and catalogue are
    taken over; else ``catalogue``; ``questionnaire``: else that of the answers, or the first.
    """
    way = request.POST.get("way", AnswerMode.FULL)
    if way not in AnswerMode.values:
        raise BadRequest("There is no such way to answer.")
    earlier = request.POST.get("from", "")
    source = access.owned(request, earlier) if earlier else None
    asked = source.edition.catalogue_slug if source else request.POST.get("catalogue", "")
    try:
        edition = editions.current(asked or MAIN)
    except NoEditionError as error:
        if asked:
            raise BadRequest("There is no such catalogue.") from error
        return render(request, "answering/closed.html", status=503)
    asked = request.POST.get("questionnaire", "")
    same = repeated(edition, source.questionnaire) if source and not asked else None
    questionnaire = same or _questionnaire(edition, asked)
    assessment = actions.start(
        edition=edition,
        questionnaire=questionnaire.slug,
        way=way,
        earlier=source,
    )
    access.remember(request, assessment)
    if assessment.way == AnswerMode.QUICK:
        return redirect("assessments:quick", assessment.key)
    return redirect("assessments:page", assessment.key, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def page(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show one page of the questionnaire, or save it; ``go`` says where to go then."""
    assessment = access.owned(request, key)
    if assessment.completed_at and request.method != "POST":
        return redirect("assessments:results", key)
    edition = result.edition_of(assessment)
    pages = pages_for(edition, assessment)
    here = _page(pages, number)
    data = request.POST if request.method == "POST" else None
    form = page_form(here, edition, assessment, store.fetch_given(assessment), data)
    context = with_edition(
        edition,
        page=here,
        total=len(pages),
        progress=f"Page {here.number} of {len(pages)}",
        form=form,
    )
    template = "answering/page.html"
    if data is None or not form.is_valid():
        return render(request, template, context, status=422 if form.errors else 200)
    try:
        return _save(request, assessment, here, pages, form.answers())
    except locking.AlreadyCompletedError:
        return completed_meanwhile(request, assessment, form.answers(), template, context)


def _page(pages: list[Page], number: int) -> Page:
    if not 1 <= number <= len(pages):
        raise Http404("The questionnaire has no such page.")
    return pages[number - 1]


def _save(
    request: HttpRequest,
    assessment: Assessment,
    here: Page,
    pages: list[Page],
    answers: actions.PageAnswers,
) -> HttpResponse:
    actions.save_page(assessment=assessment, page=here.number, answers=answers)
    go = request.POST.get("go")
    if go == "back" and here.number > 1:
        return redirect("assessments:page", assessment.key, here.number - 1)
    if go == "check" or here.number == len(pages):
        return redirect("assessments:check", assessment.key)
    return redirect("assessments:page", assessment.key, here.number + 1)


@require_http_methods(["GET", "HEAD"])
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Redirect to where somebody left off."""
    assessment = access.owned(request, key)
    if assessment.completed_at:
        return redirect("assessments:results", key)
    if assessment.way == AnswerMode.QUICK:
        return redirect("assessments:quick", key)
    # Rating again begins with what may have changed, until a page is saved.
    if assessment.earlier_id and assessment.page == 0:
        return redirect("assessments:again_questions", key)
    last = len(pages_for(result.edition_of(assessment), assessment))
    if assessment.page >= last:
        return redirect("assessments:check", key)
    return redirect("assessments:page", key, assessment.page + 1)


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Show all answers; a POST completes the assessment, or is refused without a rating."""
    assessment = access.owned(request, key)
    if assessment.completed_at:
        return redirect("assessments:results", key)
    if request.method == "POST":
        with suppress(actions.NothingRatedError):
            actions.complete(assessment=assessment)
            return redirect("assessments:results", key)
    given = store.fetch_given(assessment)
    edition = result.edition_of(assessment)
    pages = pages_for(edition, assessment)
    tools = {slug: tool.name for slug, tool in edition.tools.items()}
    context = with_edition(
        edition,
        assessment=assessment,
        sections=check_sections(pages, assessment, given, tools),
        rated=given.has_rating,
        refused=request.method == "POST",
        last=len(pages),
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "answering/check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_not_found
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Ask before deleting an assessment; a POST deletes it."""
    assessment = access.owned(request, key)
    if request.method == "POST":
        actions.delete(assessment=assessment)
        access.forget(request, key)
        return redirect("assessments:index")
    return render(request, "answering/remove.html", {"assessment": assessment})
