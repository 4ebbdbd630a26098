"""Editions: the list of what was published, and publishing and restoring."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roles import editions
from roles.admin import editor_links
from roles.admin.base import ReadOnlyAdmin, require
from roles.admin.exporting import ExportPages, export, key_of
from roles.admin.importing import ImportPages
from roles.document.diff import compare
from roles.document.differences import Listed, size_in_words
from roles.document.parse import CatalogueError, Problem
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.document.word_diff import tell
from roles.draft import actions
from roles.draft.read import read_rows
from roles.formats.registry import packers
from roles.models import Edition, ScheduledEdition, ScheduleState

LIST = "admin:roles_edition_changelist"
PUBLISH = "roles.add_edition"


class PublishForm(forms.Form):
    note = forms.CharField(
        label="What changes, and why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Kept with the edition for good. At most 500 characters.",
    )
    publish_at = forms.DateTimeField(
        label="When (UTC)",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Leave it empty to publish now. At a time, the draft as it is now is published.",
    )

    def clean_publish_at(self) -> datetime | None:
        """A time to come, or none."""
        at: datetime | None = self.cleaned_data["publish_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError("Choose a time that is still to come, or none.")
        return at


@dataclass(frozen=True)
class Draft:
    """The draft beside the current edition: why it cannot be published, and what it changes."""

    problems: list[Problem]
    account: Listed = field(default_factory=Listed)
    first: bool = False

    @property
    def can_publish(self) -> bool:
        return not self.problems and (self.first or self.account.total > 0)


def read_draft() -> Draft:
    """Compare the draft with the current edition; writes nothing. Reads the whole draft."""
    try:
        catalogue = read_rows()
    except CatalogueError as error:
        return Draft(error.problems)
    current = _current()
    before = current or Catalogue(title="-")
    account = tell(compare(before, catalogue), before, catalogue)
    return Draft(find_problems(catalogue), account, first=current is None)


def _current() -> Catalogue | None:
    try:
        return editions.current().catalogue
    except editions.NoEditionError:
        return None


@admin.register(Edition)
class EditionAdmin(ImportPages, ExportPages, ReadOnlyAdmin):
    list_display = (
        "number",
        "catalogue",
        "note",
        "what_changed",
        "author",
        "published_at",
        "short_digest",
        "download",
    )
    search_fields = ("note", "author", "digest")
    list_filter = ("catalogue", "published_at")
    list_select_related = ("catalogue",)
    fields = (*list_display[:6], "digest", "download")
    readonly_fields = ("what_changed", "download")

    @admin.display(description="digest", ordering="digest")
    def short_digest(self, edition: Edition) -> str:
        return edition.digest[:12]

    @admin.display(description="document")
    def download(self, edition: Edition) -> SafeString:
        links = (_fetch(edition, name, item.suffix) for name, item in packers().items())
        return format_html_join(" ", "{}", ((link,) for link in links))

    @admin.display(description="what it changed")
    def what_changed(self, edition: Edition) -> str:
        """The counts kept with the edition in words; "Not known" for editions older than these."""
        if edition.size is None:
            return "The first edition" if edition.number == 1 else "Not known"
        return size_in_words(edition.size)

    @admin.display(description="go back")
    def restore(self, edition: Edition) -> SafeString:
        text = "Restore" if edition.is_main else "Publish again"
        return _link("restore", text, edition)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The columns, with a link to restore for those who may publish."""
        may = request.user.has_perm(PUBLISH)
        return [*self.list_display, *(["restore"] if may else [])]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            *self.import_urls(),
            *self.export_urls(),
            path("publish/", wrap(self.publish_view), name="roles_edition_publish"),
            path("scheduled/<int:pk>/", wrap(self.cancel_view), name="roles_edition_cancel"),
            path("<int:pk>/download/", wrap(self.download_view), name="roles_edition_download"),
            path("<int:pk>/restore/", wrap(self.restore_view), name="roles_edition_restore"),
            *super().get_urls(),
        ]

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send an edition as a file, in the form that ``format`` names; JSON is byte for byte as
        published."""
        edition = self._edition(request, pk)
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        name = request.GET.get("format", "json")
        if name not in packers():
            raise Http404
        try:
            return export(key_of(edition.catalogue_slug, edition.number), name)
        except CatalogueError as error:
            context = {"title": "Download", "problems": error.problems}
            return self.framed(request, "roles/edition/refused", context, status=422)

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """Show what publishing would change; on POST publish, or schedule it for a time."""
        self._require_publisher(request)
        form = PublishForm(request.POST or None)
        draft = read_draft()
        if request.method == "POST" and draft.can_publish and form.is_valid():
            try:
                done = self._publish(request, **form.cleaned_data)
            except CatalogueError as error:  # somebody saved a row since the draft was read
                draft = Draft(error.problems, draft.account)
            except actions.UnchangedError as error:  # somebody published it since, or clicked twice
                messages.error(request, str(error))
                return redirect(LIST)
            else:
                messages.success(request, done)
                return redirect(LIST)
        elif request.method == "POST" and not draft.can_publish:
            messages.error(request, "Nothing was published.")
        context = {
            "title": "Publish",
            "form": form,
            "draft": draft,
            "offered": editor_links.shown_at(editor_links.PUBLISH, request),
            "scheduled": ScheduledEdition.objects.defer("document").filter(
                state__in=(ScheduleState.WAITING, ScheduleState.HELD)
            ),
        }
        return self.framed(request, "roles/edition/publish", context)

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """On POST take back a scheduled publication; any other request only leads back."""
        self._require_publisher(request)
        row = ScheduledEdition.objects.defer("document").filter(pk=pk).first()
        if row is None:
            raise Http404
        if request.method == "POST":
            with transaction.atomic():
                done = actions.cancel_scheduled(pk=pk)
                if done:
                    self.log_change(request, row, "Cancelled")
            if done:
                messages.success(request, "Cancelled. The draft stays as it is.")
            else:
                messages.error(request, "It is no longer waiting.")
        return redirect("admin:roles_edition_publish")

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, and on POST make an old edition the draft and the current edition again."""
        self._require_publisher(request)
        edition = self._edition(request, pk)
        if request.method == "POST":
            with transaction.atomic():
                new = actions.restore(
                    number=edition.number,
                    author=request.user.get_username(),
                    catalogue=edition.catalogue_slug,
                )
                self.log_addition(request, new, f"Restored from edition {edition.number}")
            messages.success(request, f"{new} restores edition {edition.number}.")
            return redirect(LIST)
        context = {
            "title": f"Restore {str(edition).lower()}",
            "edition": edition,
            "draft": read_draft() if edition.is_main else None,
            "account": _changes_to(edition),
        }
        return self.framed(request, "roles/edition/restore", context)

    def _publish(self, request: HttpRequest, note: str, publish_at: datetime | None) -> str:
        author = request.user.get_username()
        with transaction.atomic():
            if publish_at is not None:
                row = actions.schedule(note=note, author=author, publish_at=publish_at)
                self.log_addition(request, row, f"Scheduled: {note}")
                return f"It will be published on {publish_at:%d %B %Y at %H:%M} UTC."
            edition = actions.publish(note=note, author=author)
            self.log_addition(request, edition, f"Published: {note}")
        return f"Published edition {edition.number}."

    def _require_publisher(self, request: HttpRequest) -> None:
        require(request.user.has_perm(PUBLISH))

    def _edition(self, request: HttpRequest, pk: int) -> Edition:
        edition: Edition | None = self.get_queryset(request).filter(pk=pk).first()
        if edition is None:
            raise Http404
        return edition


def _changes_to(edition: Edition) -> Listed:
    now = editions.current(edition.catalogue_slug).catalogue
    then = editions.loaded(edition).catalogue
    return tell(compare(now, then), now, then)


def _fetch(edition: Edition, name: str, suffix: str) -> SafeString:
    return format_html(
        '<a href="{}?format={}"><span class="visually-hidden">Download edition {} as </span>{}</a>',
        reverse("admin:roles_edition_download", args=[edition.pk]),
        name,
        edition.number,
        suffix,
    )


def _link(view: str, text: str, edition: Edition) -> SafeString:
    return format_html(
        '<a href="{}">{}<span class="visually-hidden"> (edition {})</span></a>',
        reverse(f"admin:roles_edition_{view}", args=[edition.pk]),
        text,
        edition.number,
    )
