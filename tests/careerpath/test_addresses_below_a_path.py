"""The site below a path: every address on every page leads there."""

import re
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_script_prefix

from roles.models import Edition
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db
BELOW = "/careers"
PUBLIC = (
    "/",
    "/roles/",
    "/roles/builder/",
    "/roles/nobody/",
    "/compare/",
    "/compare/builder-vs-modeller/",
    "/catalogues/",
    "/account/login/",
    "/account/signup/",
    "/assessments/",
)
OWN = (
    "",
    "why/",
    "roles/builder/",
    "roles/builder/first/",
    "what-if/builder/",
    "plan/",
    "compare/",
)
OWN += ("take-along/", "current/", "changes/", "delete/")
ADDRESS = re.compile(r"""(?:href|action|src|formaction|hx-get|hx-post)="(/[^"]*)""")


def ask(client: Client, path: str, form: dict[str, str] | None = None) -> Any:
    """The answer below the path: the prefix is set by the server's handler, not by the client."""
    with override_script_prefix(f"{BELOW}/"):
        if form is not None:
            return client.post(path, form, SCRIPT_NAME=BELOW)
        return client.get(path, SCRIPT_NAME=BELOW)


def astray(client: Client, path: str) -> list[str]:
    """Addresses on a page that leave the path."""
    answer = ask(client, path)
    assert answer.status_code in (200, 404), path
    found = ADDRESS.findall(answer.content.decode())
    assert found, path
    return [to for to in found if to != BELOW and not to.startswith((f"{BELOW}/", "/static/"))]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(published: Edition, client: Client, path: str) -> None:
    assert astray(client, path) == []


@pytest.mark.parametrize("rest", OWN)
def test_pages_of_an_assessment(finished: Person, rest: str) -> None:
    assert astray(finished.client, finished.url(rest)) == []


def test_editors_pages(published: Edition, admin_client: Client) -> None:
    for path in ("", "roles/role/", "roles/edition/", "roles/edition/publish/"):
        assert astray(admin_client, f"/admin/{path}") == []


def test_redirects(published: Edition, client: Client) -> None:
    moved = ask(client, "/catalogues/main/roles/?q=x")
    assert moved["Location"] == f"{BELOW}/roles/?q=x"
    in_order = ask(client, "/compare/modeller-vs-builder/")
    assert in_order["Location"] == f"{BELOW}/compare/builder-vs-modeller/"
    begun = ask(client, "/assessments/start/", {"way": "full"})
    assert begun["Location"].startswith(f"{BELOW}/assessments/")
    robots = ask(client, "/robots.txt").content.decode()
    assert f"Disallow: {BELOW}/shared/" in robots
