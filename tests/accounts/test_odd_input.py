"""Nothing that a client can send to an address of accounts is an error of the server."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver

from accounts.urls import urlpatterns
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db
VALUES = {"<str:key>": "x", "<int:pk>": "7", "<str:token>": "é"}
ODD = ["", "é" * 3000, "{}", '{"a": [1]}', "[1, null]", "//evil.example/", "a@b.c\r\nBcc: d@e.f"]
FIELDS = (
    *("email", "login", "password", "password1", "password2", "oldpassword", "code", "name"),
    *("credential", "next", "action", "action_add", "action_send", "action_remove"),
    *("weekday", "every_weeks", "go", "passwordless"),
)


def addresses(patterns: list[URLPattern | URLResolver], above: str = "/account/") -> Iterator[str]:
    for pattern in patterns:
        here = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            for name, value in VALUES.items():
                here = here.replace(name, value)
            yield here


@pytest.mark.parametrize("signed_in", [True, False])
def test_odd_input_is_refused(ada: Person, signed_in: bool) -> None:
    user = ada.row.owner
    for url in sorted({*addresses(urlpatterns)} - {"/account/delete/"}):  # reads no input
        client = Client()
        if signed_in:
            client.force_login(user, settings.AUTHENTICATION_BACKENDS[1])
        assert client.get(url, {"next": "//evil.example", "email": "é"}).status_code < 500, url
        for value in ODD:
            answer = client.post(url, dict.fromkeys(FIELDS, value))
            assert answer.status_code < 500, (url, value)
            assert "evil" not in answer.get("Location", "")
