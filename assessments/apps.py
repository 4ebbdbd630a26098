"""A person's answers and what follows from them."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments, and what the catalogue's pages show of them."""

    name = "assessments"

    def ready(self) -> None:
        """Give the catalogue the visitor's own ratings, and its editors further pages.

        The roles app may not import this one, so this one tells it.
        """
        from django.http import HttpRequest

        from assessments.impact import editor_links
        from roles.public import visitor_ratings

        editor_links.register_editor_links()

        def ratings(request: HttpRequest, catalogue: str) -> dict[str, int | None] | None:
            from assessments import access, store

            keys = access.keys_of(request)
            return store.fetch_latest_ratings(keys, catalogue) if keys else None

        visitor_ratings.set_provider(ratings)
