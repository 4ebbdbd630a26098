"""What the site makes of the environment it is started in."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from careerpath import env

KEY = "hLr0Yb6cVx3fT9qWzK2mP8sD5gJ7nA4uE1iO-yBtRvXcQwZlMkNj"
PRODUCTION = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "careerpath.example.org"}
Start = Callable[..., env.Production]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Start:
    """Read an environment of these variables alone, named without CAREERPATH_."""
    monkeypatch.setattr(env, "VAR_DIR", tmp_path / "var")
    for name in [name for name in os.environ if name.startswith("CAREERPATH_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def read(**variables: str) -> env.Production:
        for name, value in variables.items():
            monkeypatch.setenv(name if name == "DATABASE_URL" else f"CAREERPATH_{name}", value)
        return env.read()

    return read


def refusal(start: Start, name: str, value: str) -> str:
    """Why a production site does not start with this value."""
    with pytest.raises(ImproperlyConfigured) as caught:
        start(**{**PRODUCTION, name: value})
    assert str(caught.value).removeprefix("CAREERPATH_").startswith(f"{name} is ")
    return str(caught.value)


def test_production_by_default(start: Start) -> None:
    found = start(**PRODUCTION)
    assert found.secret_key == KEY
    assert [found.debug, found.testing, found.secure] == [False, False, True]
    assert found.hsts_seconds == 365 * 24 * 60 * 60
    assert (found.database_pool, found.log_level) == (10, "INFO")
    assert (found.csrf_trusted_origins, found.email_url, found.email_from) == ([], None, None)


def test_everything_wrong_is_told_at_once(start: Start) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        start(LOG_LEVEL="loud", DATABASE_URL="mysql://ann:secret@db/career")
    for line in (
        "CAREERPATH_SECRET_KEY is not set. It must be ",
        "CAREERPATH_ALLOWED_HOSTS is not set. It must be ",
        "CAREERPATH_LOG_LEVEL is 'loud', but must be one of DEBUG, INFO, WARNING, ERROR.",
        "DATABASE_URL is wrong (its value is not shown), but must be ",
    ):
        assert f"\n{line}" in f"\n{caught.value}"


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_flag_on(start: Start, value: str) -> None:
    assert start(**PRODUCTION, BEHIND_PROXY=value).behind_proxy is True
    assert start(DEBUG=value).debug is True


@pytest.mark.parametrize("value", ["0", "False", "no", "off"])
def test_flag_off(start: Start, value: str) -> None:
    assert start(**PRODUCTION, SECURE=value).secure is False


@pytest.mark.parametrize("value", ["", "  "])
def test_blank_is_unset(start: Start, value: str) -> None:
    found = start(**PRODUCTION, DEBUG=value, SECURE=value, EMAIL_URL=value, DATABASE_URL=value)
    assert (found.debug, found.secure, found.mail) == (False, True, {})
    assert found.database["NAME"].endswith("careerpath.sqlite3")


@pytest.mark.parametrize("value", ["2", "ja", "True!", "-1"])
@pytest.mark.parametrize("name", ["DEBUG", "SECURE"])
def test_flag_malformed(start: Start, name: str, value: str) -> None:
    assert refusal(start, name, value) == f"CAREERPATH_{name} is {value!r}, but must be 1 or 0."


def test_whole_number(start: Start) -> None:
    assert start(**PRODUCTION, DATABASE_POOL=" 9 ").database_pool == 9
    assert start(**PRODUCTION, HSTS_SECONDS="0").hsts_seconds == 0


@pytest.mark.parametrize("value", ["0", "1001", "-1", "1.5", "one", "²", "9" * 5000])
def test_whole_number_malformed(start: Start, value: str) -> None:
    assert "a whole number from 1 to 1000" in refusal(start, "DATABASE_POOL", value)


def test_hosts(start: Start) -> None:
    value = "careerpath.example.org, .example.org,203.0.113.7,[::1],,*"
    assert start(**{**PRODUCTION, "ALLOWED_HOSTS": value}).allowed_hosts == [
        "careerpath.example.org",
        ".example.org",
        "203.0.113.7",
        "[::1]",
        "*",
    ]


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org",
        "example.org:8000",
        "example.org/x",
        "a b",
        "-x-",
        ".",
        "[::1",
        "[:::]",
    ],
)
def test_hosts_malformed(start: Start, value: str) -> None:
    told = refusal(start, "ALLOWED_HOSTS", f"example.org,{value}")
    assert f"is {value!r}, but must be " in told
    assert "without scheme, port or path" in told


def test_no_hosts_among_the_commas(start: Start) -> None:
    assert "such as careerpath.example.org" in refusal(start, "ALLOWED_HOSTS", " , ")


def test_origins(start: Start) -> None:
    value = "https://example.org, http://127.0.0.1:8000,https://*.example.org"
    found = start(**PRODUCTION, CSRF_TRUSTED_ORIGINS=value).csrf_trusted_origins
    assert found == value.replace(" ", "").split(",")


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "https://",
        "https://example.org/",
        "https://example.org?x=1",
        "ftp://example.org",
        "https://user@example.org",
        "https://example.org:port",
        "https://[::1",
        "https://[:::]",
        "https://example.org:70000",
    ],
)
@pytest.mark.parametrize("name", ["CSRF_TRUSTED_ORIGINS", "URL"])
def test_origins_malformed(start: Start, name: str, value: str) -> None:
    assert "scheme and host without a path" in refusal(start, name, value)


def test_log_level_in_any_case(start: Start) -> None:
    assert start(**PRODUCTION, LOG_LEVEL="warning").log_level == "WARNING"


@pytest.mark.parametrize("value", ["hunter2", "ab" * 40])
def test_weak_secret_key_is_refused_and_not_repeated(start: Start, value: str) -> None:
    told = refusal(start, "SECRET_KEY", value)
    assert "at least 50 characters, 5 of them different" in told
    assert "python3 -c" in told
    assert value not in told


def test_development_needs_nothing_and_keeps_a_private_key(start: Start, tmp_path: Path) -> None:
    found = start(DEBUG="1")
    assert found.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert found.secure is False
    file = tmp_path / "var" / "secret-key"
    assert found.secret_key == file.read_text()
    assert len(found.secret_key) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["secret-key"]
    assert start(DEBUG="1").secret_key == found.secret_key
    assert start(DEBUG="1", SECRET_KEY="given").secret_key == "given"


def test_empty_key_file_is_reported(start: Start, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").touch()
    with pytest.raises(ImproperlyConfigured, match="Delete it"):
        start(DEBUG="1")


def test_database_default_is_sqlite(start: Start, tmp_path: Path) -> None:
    found = start(**PRODUCTION).database
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(tmp_path / "var" / "careerpath.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert (tmp_path / "var").is_dir()


def test_database_sqlite_address(start: Start, tmp_path: Path) -> None:
    found = start(**PRODUCTION, DATABASE_URL="sqlite:////srv/x.sqlite3").database
    assert found["NAME"] == "/srv/x.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert not (tmp_path / "var").exists()


def test_database_postgresql(start: Start) -> None:
    url = "postgresql://ann:p%40ss@db.example.org:5433/career?sslmode=require"
    read = start(**PRODUCTION, DATABASE_URL=url, DATABASE_POOL="7")
    found = read.database
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("ann", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", 5433, "career")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 7
    assert found["CONN_MAX_AGE"] == 0
    assert found["CONN_HEALTH_CHECKS"] is True
    assert "p@ss" not in repr(read)


@pytest.mark.parametrize(
    "url",
    [
        "x",
        "mysql://ann:secret@db/career",
        "postgresql://ann:secret@db:port/career",
        "postgresql://ann:secret@db/",
        "postgresql://ann:sec:ret@db/",
        "postgresql://ann:se/cret@db/career",
        "postgresql://ann:secret\u2100@db/career",
        "postgresql://db/?password=secret",
        "sqlite://relative.sqlite3",
        "//",
    ],
)
def test_database_malformed(start: Start, url: str) -> None:
    told = refusal(start, "DATABASE_URL", url)
    assert "sqlite:////" in told
    assert not any(part in told for part in ("secret", "ret@", "cret@"))


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://user:p%40ss@mail.example.org", 25, False, False),
        ("smtp+tls://user:p%40ss@mail.example.org", 587, True, False),
        ("smtps://user:p%40ss@mail.example.org:4650/", 4650, False, True),
        ("smtp+tls://user:p@ss@mail.example.org", 587, True, False),
    ],
)
def test_mail_server(start: Start, url: str, port: int, starttls: bool, tls: bool) -> None:
    found = start(**PRODUCTION, EMAIL_URL=url, EMAIL_FROM="careerpath@example.org")
    assert found.mail == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "user",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
    }
    assert "p@ss" not in repr(found)
    assert "p%40ss" not in repr(found)


def test_mail_relay_without_a_user(start: Start) -> None:
    found = start(**PRODUCTION, EMAIL_URL="smtp://[::1]", EMAIL_FROM="a@example.org").mail
    assert (found["EMAIL_HOST"], found["EMAIL_HOST_USER"]) == ("::1", "")


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://u:secret@h/x?y",
        "smtp://u:secret[@h",
        "smtp://u:secret\u2100@h",
        "smtp://h:x",
        "smtp://h:0",
        "smtp://h:70000",
        "smtp://[:::]:25",
    ],
)
def test_mail_server_malformed(start: Start, value: str) -> None:
    told = refusal(start, "EMAIL_URL", value)
    assert "a mail server such as smtp+tls://" in told
    assert "secret" not in told


def test_sender(start: Start) -> None:
    value = "CareerPath <careerpath@example.org>"
    assert start(**PRODUCTION, EMAIL_FROM=value).email_from == value


def test_a_mail_server_needs_a_sender(start: Start) -> None:
    with pytest.raises(ImproperlyConfigured, match="CAREERPATH_EMAIL_FROM is not set"):
        start(**PRODUCTION, EMAIL_URL="smtp://localhost")


@pytest.mark.parametrize(
    "value", ["careerpath", "a@b@c", "a@example.org\nBcc: b@example.org", "A\nB <a@example.org>"]
)
def test_sender_malformed(start: Start, value: str) -> None:
    assert "such as CareerPath <careerpath@example.org>" in refusal(start, "EMAIL_FROM", value)


@pytest.mark.parametrize(
    ("url", "hosts", "secure", "found"),
    [
        ("https://a.example.org", "b.example.org", "1", "https://a.example.org"),
        ("", ".example.org,b.example.org", "1", "https://b.example.org"),
        ("", "b.example.org", "0", "http://b.example.org"),
        ("", "*", "1", ""),
    ],
)
def test_site_url(start: Start, url: str, hosts: str, secure: str, found: str) -> None:
    variables = {**PRODUCTION, "URL": url, "ALLOWED_HOSTS": hosts, "SECURE": secure}
    assert start(**variables).site_url == found


def test_site_url_is_one(start: Start) -> None:
    assert "one address" in refusal(start, "URL", "https://a.org,https://b.org")


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("", ""),
        ("/", ""),
        ("careers", "/careers"),
        ("/careers/", "/careers"),
        ("/~ann/job-paths_2/v1.0", "/~ann/job-paths_2/v1.0"),
    ],
)
def test_path(start: Start, value: str, path: str) -> None:
    assert start(**PRODUCTION, PATH=value).path == path


@pytest.mark.parametrize("value", ["https://a.org/careers", "/a b", "/a//b", "/../a", "/a?b", "é"])
def test_path_malformed(start: Start, value: str) -> None:
    assert "such as /careers" in refusal(start, "PATH", value)
