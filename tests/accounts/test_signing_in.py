"""Making an account and coming back to it; nobody learns who has one."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils import timezone

from roles.models import Edition
from tests.accounts.signing import EMAIL, PASSWORD, last_code, sign_in, sign_up, status
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db

# As careerpath.settings has it in production without a mail server.
NO_MAIL = {
    "SENDS_MAIL": False,
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": False,
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": False,
    "ACCOUNT_EMAIL_NOTIFICATIONS": False,
}


def test_sign_up_with_a_code_and_come_back_with_one(client: Client) -> None:
    assert sign_up(client)["Location"] == "/account/"
    assert EMAIL in client.get("/account/").content.decode()
    other = Client()
    assert sign_in(other)["Location"] == "/account/"
    assert EMAIL in other.get("/account/").content.decode()
    assert not get_user_model().objects.get().has_usable_password()


def test_sign_up_with_a_password(client: Client) -> None:
    sign_up(client, password=PASSWORD)
    other = Client()
    wrong = other.post("/account/login/", {"login": EMAIL, "password": "x" * 12})
    assert wrong.status_code == 422
    assert "do not belong together" in wrong.content.decode()
    assert EMAIL in wrong.content.decode(), "what was typed is kept"
    right = other.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert right["Location"] == "/account/"


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("nobody", "", "valid email address"),
        ("", "", "required"),
        (EMAIL, "12345", "too short"),
    ],
)
def test_a_refused_sign_up_says_why(client: Client, email: str, password: str, said: str) -> None:
    answer = client.post("/account/signup/", {"email": email, "password1": password})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Error: " in answer.content.decode()
    assert not get_user_model().objects.exists()


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    client.post("/account/signup/", {"email": EMAIL, "password1": ""})
    for _ in range(2):
        assert status(client, "/account/confirm-email/", code="WRONG1") == 422
    assert status(client, "/account/confirm-email/", code="WRONG1") == 302
    assert status(client, "/account/confirm-email/", code=last_code()) in (302, 409)
    assert status(client, "/account/") == 302


def test_signing_up_or_in_does_not_tell_who_has_an_account(client: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        sign_up(client)
    answers = {}
    for email in (EMAIL, "nobody@example.org"):
        up, by_code = Client(), Client()
        answers[email] = [
            (answer.status_code, answer["Location"])
            for answer in (
                up.post("/account/signup/", {"email": email, "password1": ""}),
                by_code.post("/account/login/code/", {"email": email}),
                Client().post("/account/password/reset/", {"email": email}),
            )
        ]
        for other, url in ((up, "confirm-email/"), (by_code, "login/code/confirm/")):
            answers[email].append(other.get(f"/account/{url}").status_code)
    assert answers[EMAIL] == answers["nobody@example.org"]
    subjects = [message.subject for message in mail.outbox if EMAIL in message.to]
    assert "You have an account at CareerPath already" in subjects


def test_a_forgotten_password_is_replaced_with_a_code(client: Client) -> None:
    sign_up(client, password=PASSWORD)
    other, new = Client(), "another invented password"
    other.post("/account/password/reset/", {"email": EMAIL})
    other.post("/account/password/reset/confirm/", {"code": last_code()})
    form = {"password1": new, "password2": new}
    assert status(other, "/account/password/reset/complete/", **form) == 302
    for password, code in ((PASSWORD, 422), (new, 302)):
        assert status(Client(), "/account/login/", login=EMAIL, password=password) == code


def test_too_many_attempts_are_stopped(client: Client) -> None:
    sign_up(client, password=PASSWORD)
    other = Client()
    for _ in range(5):
        other.post("/account/login/", {"login": EMAIL, "password": "x" * 12})
    answer = other.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.status_code == 422
    assert "tried too often" in answer.content.decode()


def test_without_a_mail_server_nothing_pretends_to_send(
    client: Client, published: Edition, settings: object
) -> None:
    for name, value in NO_MAIL.items():
        setattr(settings, name, value)
    for url in ("login/code/confirm/", "password/reset/", "email/", "confirm-email/"):
        assert status(client, f"/account/{url}") == 404
    offered = client.get("/account/login/").content.decode().split("<main")[1]
    assert "code" not in offered
    assert "Forgot" not in offered
    form = {"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/signup/", form)["Location"] == "/account/"
    for url in ("password/change/", "reauthenticate/"):
        assert "Forgot" not in client.get(f"/account/{url}", follow=True).content.decode()
    person = Person()
    person.client = client
    person.begin().answer_all().finish()
    text = client.get("/account/").content.decode()
    assert "Results of" in text
    assert "Remind me" not in text
    assert status(client, f"/account/assessments/{person.key}/reminder/") == 404
    assert not mail.outbox


def test_looking_at_the_sign_in_pages_begins_no_session(client: Client, published: Edition) -> None:
    for url in ("/", "/account/login/", "/account/signup/", "/account/login/code/"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "sessionid" not in answer.cookies


EDITOR = {"login": "editor", "password": PASSWORD, "next": "/admin/roles/role/"}


def test_editors_sign_in_where_everybody_does(client: Client, published: Edition) -> None:
    get_user_model().objects.create_superuser("editor", password=PASSWORD)
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    door = client.get("/admin/login/?next=/admin/roles/role/")
    assert door["Location"] == "/account/login/?next=/admin/roles/role/"
    elsewhere = client.get("/admin/login/?next=//elsewhere.example/")
    assert elsewhere["Location"] == "/account/login/?next=/admin/"
    password_here = {"username": "editor", "password": PASSWORD, "next": "/admin/"}
    assert "/account/login/" in client.post("/admin/login/", password_here)["Location"]
    assert client.post("/account/login/", EDITOR)["Location"] == "/admin/roles/role/"
    assert status(client, "/admin/") == 200
    assert client.get("/admin/login/?next=/admin/roles/")["Location"] == "/admin/roles/"


def test_an_editor_with_an_address_proves_it(client: Client, published: Edition) -> None:
    get_user_model().objects.create_superuser("editor", EMAIL, PASSWORD)
    assert "confirm-email" in client.post("/account/login/", EDITOR)["Location"]
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_the_editors_door_has_the_second_step(client: Client, published: Edition) -> None:
    editor = get_user_model().objects.create_superuser("editor", password=PASSWORD)
    TOTP.activate(editor, generate_totp_secret())
    asked = client.post("/account/login/", EDITOR)
    assert asked["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_nobody_guesses_an_editors_password_for_long(client: Client, published: Edition) -> None:
    get_user_model().objects.create_superuser("editor", password=PASSWORD)
    for _ in range(5):
        client.post("/account/login/", {**EDITOR, "password": "a wrong one"})
    right = client.post("/account/login/", EDITOR)
    assert right.status_code == 422
    assert "too often" in right.content.decode()


def test_who_is_no_editor_is_told_so(client: Client, published: Edition) -> None:
    sign_up(client)
    assert status(client, "/admin/login/?next=/admin/") == 403


@pytest.mark.parametrize("name", ["", "download/", "delete/", "email/", "2fa/", "2fa/webauthn/"])
def test_pages_of_an_account_need_one(client: Client, name: str) -> None:
    answer = client.get(f"/account/{name}")
    assert answer["Location"] == f"/account/login/?next=/account/{name}"
