"""The site below a path, behind a proxy that passes the path on or takes it away."""

import json
from typing import Any

import pytest

from tests.careerpath.test_deploy import PRODUCTION, python

ASK = """
import json, sys
from wsgiref.util import setup_testing_defaults
from careerpath.wsgi import application

def ask(path, scheme):
    environ = {"PATH_INFO": path, "HTTP_HOST": "careerpath.example.org", "wsgi.url_scheme": scheme}
    setup_testing_defaults(environ)
    answer = {}
    def start(status, headers):
        answer.update(status=int(status[:3]), headers=headers)
    body = application(environ, start)
    answer["body"] = b"".join(body).decode()
    return answer

print(json.dumps([ask(*asked) for asked in json.loads(sys.argv[1])]))
"""
SECURE, PLAIN = "https", "http"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('below') / 'site.sqlite3'}"
    done = python("manage.py", "migrate", "-v0", CAREERPATH_DEBUG="1", DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    return url


def asked(database: str, *requests: tuple[str, str], **variables: str) -> list[dict[str, Any]]:
    """What the site below /careers answers to each path over http or https."""
    variables = {"CAREERPATH_PATH": "careers/", "DATABASE_URL": database, **variables}
    done = python("-c", ASK, json.dumps(requests), **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_proxy_may_pass_the_path_on_or_take_it_away(database: str) -> None:
    paths = ("/healthz", "/account/login/", "/static/css/site.css")
    answers = asked(
        database,
        *((f"{above}{path}", PLAIN) for path in paths for above in ("/careers", "")),
        ("/careershealthz", PLAIN),
        CAREERPATH_DEBUG="1",
        CAREERPATH_ALLOWED_HOSTS="careerpath.example.org",
    )
    assert [answer["status"] for answer in answers] == [200] * 6 + [404]
    for on, away in zip(answers[0:6:2], answers[1:6:2], strict=True):
        assert len(on["body"]) == len(away["body"])


def test_addresses_static_files_and_cookies_are_below_the_path(database: str) -> None:
    (page,) = asked(
        database,
        ("/careers/account/login/", PLAIN),
        CAREERPATH_DEBUG="1",
        CAREERPATH_ALLOWED_HOSTS="careerpath.example.org",
    )
    assert '"/careers/static/css/' in page["body"]
    assert 'action="/careers/account/login/"' in page["body"]
    (cookie,) = [value for name, value in page["headers"] if name == "Set-Cookie"]
    assert cookie.strip().startswith("careerpath_csrftoken=")
    assert "Path=/careers/;" in cookie


def test_a_real_site_insists_on_https_below_the_path_except_for_probes(database: str) -> None:
    probe, moved = asked(
        database, ("/healthz", PLAIN), ("/careers/account/login/", PLAIN), **PRODUCTION
    )
    assert probe["status"] == 200
    assert moved["status"] == 301
    target = "https://careerpath.example.org/careers/account/login/"
    assert ["Location", target] in moved["headers"]
