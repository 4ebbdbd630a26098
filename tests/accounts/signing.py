"""Signing up and in, through the doors that everybody uses."""

import re
from typing import Any

from django.core import mail
from django.http import HttpResponse
from django.test import Client

EMAIL = "ada@example.org"
PASSWORD = "a long invented password"
CODE = re.compile(r"^([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})$", re.MULTILINE)


def last_code() -> str:
    """The code in the newest mail."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def sign_up(client: Client, email: str = EMAIL, password: str = "") -> HttpResponse:
    """Make an account and enter the code that came by mail."""
    answer = client.post("/account/signup/", {"email": email, "password1": password})
    assert answer["Location"] == "/account/confirm-email/", answer.content.decode()
    return client.post("/account/confirm-email/", {"code": last_code()})


def sign_in(client: Client, email: str = EMAIL) -> HttpResponse:
    """Sign in with a code."""
    client.post("/account/login/code/", {"email": email})
    return client.post("/account/login/code/confirm/", {"code": last_code()})


def status(client: Client, url: str, **form: Any) -> int:
    """Of a GET, or of a POST with ``form``."""
    return (client.post(url, form) if form else client.get(url)).status_code
