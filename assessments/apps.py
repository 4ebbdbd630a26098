"""A person's answers and what follows from them."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments and plans."""

    name = "assessments"

    def ready(self) -> None:
        """Give the catalogue the reader's own ratings, and its editors further pages."""
        from django.http import HttpRequest

        from assessments import offers
        from roles import reader

        offers.make()

        def ratings(request: HttpRequest, catalogue: str) -> dict[str, int | None] | None:
            from assessments import access, queries

            keys = access.keys_of(request)
            return queries.latest_ratings(keys, catalogue) if keys else None

        reader.set_provider(ratings)
