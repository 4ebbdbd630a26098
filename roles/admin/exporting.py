"""The editors' page for fetching the draft or an edition as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from roles import editions
from roles.admin.base import FramedAdmin, require
from roles.document.parse import CatalogueError, Problem
from roles.document.types import Catalogue
from roles.draft import rights
from roles.draft.read import read_rows
from roles.formats.registry import JSON, Format, packers
from roles.models import MAIN, Edition

DRAFT = "draft"
REFUSED = 422


class ExportForm(forms.Form):
    edition = forms.ChoiceField(label="Which catalogue")
    format = forms.ChoiceField(
        label="As", choices=lambda: [(name, item.title) for name, item in packers().items()]
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(DRAFT, "The draft")] if rights.may_fetch_draft(user) else []
        if rights.may_fetch_editions(user):
            known = Edition.objects.order_by("catalogue__position", "catalogue", "-number")
            choices += [
                (key_of(row.catalogue_slug, row.number), f"{row}: {row.note:.60}")
                for row in known.only("catalogue", "number", "note")
            ]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]


class ExportPages(FramedAdmin):
    """The page for export, below those of the editions."""

    def export_urls(self) -> list[URLPattern]:
        """The page's URL pattern, to stand before Django's, which would take it for a key."""
        return [path("export/", self.admin_site.admin_view(self.export_view), name="roles_export")]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The form that asks what is wanted; filled in, the file, or 422 with what is wrong."""
        user = request.user
        require(rights.may_fetch_draft(user) or rights.may_fetch_editions(user))
        form = ExportForm(user, request.GET or None)
        problems: list[Problem] = []
        if form.is_valid():
            try:
                return export(form.cleaned_data["edition"], form.cleaned_data["format"])
            except CatalogueError as error:
                problems = error.problems
        context = {"title": "Export a catalogue", "form": form, "problems": problems}
        status = REFUSED if form.is_bound else 200
        return self.framed(request, "roles/edition/export", context, status=status)


def key_of(catalogue: str, number: int) -> str:
    """An edition's key in forms and file names: "3", or "onet-1" of another catalogue than main."""
    return str(number) if catalogue == MAIN else f"{catalogue}-{number}"


def _of_key(edition: str) -> tuple[str, int]:
    catalogue, _, number = edition.rpartition("-")
    return catalogue or MAIN, int(number)


def export(edition: str, name: str) -> HttpResponse:
    """A response with the draft or an edition, by its key, as a file in the form ``name``.

    Raises CatalogueError where rows make no document, the form cannot hold it, or the edition was
    altered.
    """
    form = packers()[name]
    response = HttpResponse(_content(edition, form), content_type=form.media_type)
    which = edition if edition == DRAFT else f"edition-{edition}"
    response["Content-Disposition"] = f'attachment; filename="catalogue-{which}{form.suffix}"'
    return response


def _content(edition: str, form: Format) -> bytes | str:
    if edition != DRAFT and form is JSON:  # byte for byte as published, so that its digest holds
        catalogue, number = _of_key(edition)
        documents = Edition.objects.of(catalogue).values_list("document", flat=True)
        return documents.get(number=number)
    return form.pack(_catalogue(edition)) if form.pack else b""


def _catalogue(edition: str) -> Catalogue:
    if edition == DRAFT:
        return read_rows()
    try:
        catalogue, number = _of_key(edition)
        return editions.load(number=number, catalogue=catalogue).catalogue
    except editions.DamagedEditionError as error:
        raise CatalogueError([Problem(f"edition {edition}", "", str(error))]) from error
