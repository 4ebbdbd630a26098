"""Who changed what: the log that every editors' page writes, for the whole site."""

from __future__ import annotations

import json

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roles.admin.base import ReadOnlyAdmin

MOST_LINES = 20  # of one entry
KINDS = {1: "added", 2: "changed", 3: "deleted"}


def words_of(entry: LogEntry) -> list[str]:
    """The lines that say what changed from what to what; none for entries without any.

    Django writes a message as JSON or as plain text; the lines are under "words", a key of our own.
    """
    try:
        parts = json.loads(entry.change_message)
    except ValueError:
        return []
    said = [part.get("words") for part in parts if isinstance(part, dict)] if parts else []
    return [str(line) for lines in said if isinstance(lines, list) for line in lines]


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ("action_time", "who", "action", "content_type", "row", "what")
    list_display_links = None
    list_filter = (
        "action_time",
        "action_flag",
        ("user", admin.RelatedOnlyFieldListFilter),
        ("content_type", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message")
    date_hierarchy = "action_time"

    @admin.display(description="who", ordering="user__username")
    def who(self, entry: LogEntry) -> str:
        return entry.user.get_username()

    @admin.display(description="did", ordering="action_flag")
    def action(self, entry: LogEntry) -> str:
        return KINDS.get(entry.action_flag, "")

    @admin.display(description="which", ordering="object_repr")
    def row(self, entry: LogEntry) -> str | SafeString:
        url = None if entry.is_deletion() else entry.get_admin_url()
        return (
            format_html('<a href="{}">{}</a>', url, entry.object_repr)
            if url
            else (entry.object_repr)
        )

    @admin.display(description="what")
    def what(self, entry: LogEntry) -> str | SafeString:
        words = words_of(entry)
        said = entry.get_change_message()
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in words[:MOST_LINES]))
        left = len(words) - MOST_LINES
        more = format_html("<li>and {} more</li>", left) if left > 0 else ""
        return format_html("{}<ul>{}{}</ul>", said, lines, more) if words else said

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return super().changelist_view(
            request, {"title": "Recent changes", **(extra_context or {})}
        )
