"""What the tests of the public pages share."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

from roles.document.serialise import digest, to_json
from roles.document.types import Catalogue
from roles.models import MAIN, Edition
from roles.models import Catalogue as CatalogueRow
from roles.public import visitor_ratings

HOSTILE = "<script>alert(1)</script>\"'&"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


@contextmanager
def no_provider() -> Iterator[None]:
    """Nobody rates; afterwards the registered provider is back."""
    before = list(visitor_ratings._providers)
    visitor_ratings.set_provider(None)
    yield
    visitor_ratings._providers[:] = before


def store(catalogue: Catalogue) -> None:
    """Make ``catalogue`` the current edition."""
    document = to_json(catalogue)
    CatalogueRow.objects.get_or_create(slug=MAIN)
    Edition.objects.create(
        number=Edition.objects.count() + 1,
        digest=digest(document),
        document=document,
        note="",
        author="tests",
    )


def many(catalogue: Catalogue, count: int) -> Catalogue:
    """The catalogue with its roles repeated until there are ``count``."""
    roles = itertools.islice(itertools.cycle(catalogue.roles), count)
    renamed = [
        role.model_copy(update={"slug": f"{role.slug}-{n}", "title": f"{role.title} {n}"})
        for n, role in enumerate(roles)
    ]
    return catalogue.model_copy(update={"roles": tuple(renamed)})


def text_of(client: Client, url: str, status: int = 200) -> str:
    """The page, after its status is checked."""
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()
