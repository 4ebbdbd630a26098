"""Links from the catalogue's editors' pages to those here; the catalogue may not import them."""

from __future__ import annotations

from roles.admin import editor_links


def register_editor_links() -> None:
    """Add the links; to be called once, when the apps are ready."""
    editor_links.register(
        editor_links.PUBLISH,
        editor_links.EditorLink(
            view="admin:assessments_impact",
            text="Whom it would affect",
            says="How many results would have another first role, and how readiness moves.",
            permission="roles.add_edition",
        ),
    )
    editor_links.register(
        editor_links.HEALTH,
        editor_links.EditorLink(
            view="admin:assessments_apart",
            text="Roles that are hard to tell apart",
            says="By what people drawn for each of them would score.",
            permission="roles.view_role",
        ),
    )
