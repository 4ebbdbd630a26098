"""A person's answers and what follows from them."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments and plans."""

    name = "assessments"

    def ready(self) -> None:
        """Let the catalogue's pages lay the reader's own ratings over a role."""
        from django.http import HttpRequest

        from roles import reader

        def ratings(request: HttpRequest) -> dict[str, int | None] | None:
            from assessments import access, queries

            keys = access.keys_of(request)
            return queries.latest_ratings(keys) if keys else None

        reader.set_provider(ratings)
