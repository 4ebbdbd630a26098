"""The public pages with hostile text in the catalogue, and with the reader's ratings."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from roles.document.types import Catalogue
from roles.models import Edition
from roles.public import visitor_ratings
from tests.roles.factory import small_catalogue
from tests.roles.pages import ESCAPED, HOSTILE, no_provider, store, text_of


@pytest.fixture(autouse=True)
def nobody_rates() -> Iterator[None]:
    """No marks of a reader but those a test asks for."""
    with no_provider():
        yield


# Hostile text


def poison(value: Any) -> Any:
    """The same plain data with every free text made hostile."""
    if isinstance(value, dict):
        kept = {"slug", "skill", "activity", "seniority", "items", "skills", "activities", "url"}
        kept |= {"prerequisites", "phase", "cost", "format", "proxy_fit", "currency"}
        kept |= {"experience", "family", "category", "families", "categories"}
        return {
            key: item
            if key in kept and not (item and isinstance(item, list) and isinstance(item[0], dict))
            else poison(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [poison(item) for item in value]
    return f"{value}{HOSTILE}" if isinstance(value, str) else value


def test_hostile_text_is_escaped(db: None, client: Client) -> None:
    plain = poison(small_catalogue().model_dump(mode="json"))
    for skill in plain["skills"]:
        skill["tools"] = []
    plain["roles"][0]["requirements"][0]["note"] = HOSTILE
    for role in plain["roles"]:
        for group in role["tools"]:
            group["items"] = ["git"]
    store(Catalogue.model_validate(plain))
    for url in (
        "/",
        "/roles/",
        "/roles/builder/",
        "/compare/",
        "/compare/builder-vs-modeller/",
        "/compare/builder-vs-builder/",
        "/roles/bilder/",
    ):
        page = client.get(url).content.decode()
        assert "<script" not in page, url
        assert ESCAPED in page, url


# The reader's own ratings


def test_without_ratings_no_marks(published: Edition, client: Client) -> None:
    visitor_ratings.set_provider(lambda request, catalogue: None)
    assert "called “You”" not in text_of(client, "/roles/lead-builder/")


def test_ratings_are_laid_over(published: Edition, client: Client) -> None:
    visitor_ratings.set_provider(lambda request, catalogue: {"python": 1, "sql": None})
    page = text_of(client, "/roles/lead-builder/")
    assert "called “You”" in page
    assert "You: 1 awareness" in page
    assert "You: not sure" in page
    assert page.count('<circle cx="1"') == 1
    page = text_of(client, "/compare/lead-builder-vs-modeller/")
    assert '<th scope="col">You</th>' in page
    assert "not answered" in page
    assert page.count("m0 9l") == 1
