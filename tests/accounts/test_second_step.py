"""An authenticator app as a second step, recovery codes for when it is lost."""

import base64
import hmac
import re
import struct
import time

import pytest
from django.test import Client

from tests.accounts.signing import EMAIL, PASSWORD, sign_up, status

pytestmark = pytest.mark.django_db


def number(secret: str) -> str:
    """What the app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    value = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{value % 10**6:06d}"


def opened(client: Client, url: str) -> str:
    """A page that must open, confirming with the password where it asks."""
    answer = client.get(url)
    if answer.status_code == 302:
        client.post(answer["Location"], {"password": PASSWORD})
        answer = client.get(url)
    assert answer.status_code == 200, answer["Location"]
    return answer.content.decode()


def test_a_second_step_from_setting_up_to_losing_the_phone(client: Client) -> None:
    sign_up(client, password=PASSWORD)
    page = opened(client, "/account/2fa/totp/activate/")
    secret = re.findall(r'class="secret">(\w+)<', page)[0]
    assert status(client, "/account/2fa/totp/activate/", code="000") == 422
    assert status(client, "/account/2fa/totp/activate/", code=number(secret)) == 302
    codes = re.findall(r"^\d{8}|(?<=>)\d{8}", opened(client, "/account/2fa/recovery-codes/"), re.M)
    assert len(codes) == 10
    assert "In use" in opened(client, "/account/")
    for url in ("", "totp/deactivate/", "recovery-codes/generate/"):
        opened(client, f"/account/2fa/{url}")

    other = Client()
    answer = other.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert status(other, "/account/") == 302
    opened(other, "/account/2fa/authenticate/")
    assert status(other, "/account/2fa/authenticate/", code="1234") == 422
    assert status(other, "/account/2fa/authenticate/", code=codes[0]) == 302
    assert status(other, "/account/") == 200
    opened(other, "/account/2fa/reauthenticate/")
