"""Reading settings from the environment."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from careerpath import env

NAME = "CAREERPATH_X"


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_flag_on(value: str) -> None:
    assert env.flag(NAME, {NAME: value}) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "off"])
def test_flag_off(value: str) -> None:
    assert env.flag(NAME, {NAME: value}, default=True) is False


@pytest.mark.parametrize("environ", [{}, {NAME: ""}, {NAME: "  "}])
def test_flag_unset_is_the_default(environ: dict[str, str]) -> None:
    assert env.flag(NAME, environ, default=True) is True
    assert env.flag(NAME, environ) is False


@pytest.mark.parametrize("value", ["2", "ja", "True!", "-1"])
def test_flag_malformed(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        env.flag(NAME, {NAME: value})
    assert NAME in str(caught.value)
    assert repr(value) in str(caught.value)
    assert "1, true, yes or on" in str(caught.value)


def test_whole_number() -> None:
    assert env.whole_number(NAME, {}, default=3, least=1, most=9) == 3
    assert env.whole_number(NAME, {NAME: "1"}, default=3, least=1, most=9) == 1
    assert env.whole_number(NAME, {NAME: " 9 "}, default=3, least=1, most=9) == 9


@pytest.mark.parametrize("value", ["0", "10", "-1", "1.5", "one", "²", "9" * 5000])
def test_whole_number_malformed(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="a whole number from 1 to 9"):
        env.whole_number(NAME, {NAME: value}, default=3, least=1, most=9)


def test_hosts() -> None:
    value = "careerpath.example.org, .example.org,203.0.113.7,[::1],,*"
    assert env.hosts(NAME, {NAME: value}, default=None) == [
        "careerpath.example.org",
        ".example.org",
        "203.0.113.7",
        "[::1]",
        "*",
    ]
    assert env.hosts(NAME, {}, default=["localhost"]) == ["localhost"]


@pytest.mark.parametrize("environ", [{}, {NAME: " , "}])
def test_hosts_required(environ: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is not set.*for example {NAME}="):
        env.hosts(NAME, environ, default=None)


@pytest.mark.parametrize(
    "value", ["https://example.org", "example.org:8000", "example.org/x", "a b", "-x-", ".", "[::1"]
)
def test_hosts_malformed(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="without scheme, port or path"):
        env.hosts(NAME, {NAME: f"example.org,{value}"}, default=None)


def test_origins() -> None:
    value = "https://example.org, http://127.0.0.1:8000,https://*.example.org"
    assert env.origins(NAME, {NAME: value}) == value.replace(" ", "").split(",")
    assert env.origins(NAME, {}) == []


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
    ],
)
def test_origins_malformed(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="scheme and host without a path"):
        env.origins(NAME, {NAME: value})


def test_choice() -> None:
    assert env.choice(NAME, {NAME: "info"}, default="DEBUG", allowed=["DEBUG", "INFO"]) == "INFO"
    assert env.choice(NAME, {}, default="DEBUG", allowed=["DEBUG", "INFO"]) == "DEBUG"
    with pytest.raises(ImproperlyConfigured, match="one of DEBUG, INFO"):
        env.choice(NAME, {NAME: "loud"}, default="DEBUG", allowed=["DEBUG", "INFO"])


def test_secret_key_is_required_in_production() -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        env.secret_key(NAME, {}, file=None)
    assert f"{NAME} is not set" in str(caught.value)
    assert f"for example {NAME}=" in str(caught.value)


@pytest.mark.parametrize("value", ["hunter2", "ab" * 40])
def test_weak_secret_key_is_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        env.secret_key(NAME, {NAME: value}, file=None)
    assert NAME in str(caught.value)
    assert value not in str(caught.value)


def test_secret_key_of_development_is_kept_and_private(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret-key"
    key = env.secret_key(NAME, {}, file=file)
    assert len(key) >= env.SECRET_KEY_MIN_LENGTH
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert env.secret_key(NAME, {}, file=file) == key
    assert env.secret_key(NAME, {NAME: "given"}, file=file) == "given"
    assert [found.name for found in file.parent.iterdir()] == ["secret-key"]


def test_empty_key_file_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.touch()
    with pytest.raises(ImproperlyConfigured, match="Delete it"):
        env.secret_key(NAME, {}, file=file)


def test_database_default_is_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "var" / "site.sqlite3"
    found = env.database(NAME, {}, default_file=file)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(file)
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert file.parent.is_dir()


def test_database_sqlite_address(tmp_path: Path) -> None:
    found = env.database(
        NAME, {NAME: "sqlite:////srv/x.sqlite3"}, default_file=tmp_path / "no" / "x"
    )
    assert found["NAME"] == "/srv/x.sqlite3"
    assert not (tmp_path / "no").exists()


def test_database_postgresql(tmp_path: Path) -> None:
    url = "postgresql://ann:p%40ss@db.example.org:5433/career?sslmode=require"
    found = env.database(NAME, {NAME: url}, default_file=tmp_path / "x", pool_size=7)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("ann", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", 5433, "career")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 7
    assert found["CONN_MAX_AGE"] == 0
    assert found["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "url",
    [
        "x",
        "mysql://ann:secret@db/career",
        "postgresql://ann:secret@db:port/career",
        "postgresql://ann:secret@db/",
        "postgresql://ann:sec:ret@db/",
        "sqlite://relative.sqlite3",
        "//",
    ],
)
def test_database_malformed(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        env.database(NAME, {NAME: url}, default_file=tmp_path / "x")
    assert str(caught.value).startswith(f"{NAME} is ")
    assert "sqlite:////" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "ret@" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://user:p%40ss@mail.example.org", 25, False, False),
        ("smtp+tls://user:p%40ss@mail.example.org", 587, True, False),
        ("smtps://user:p%40ss@mail.example.org:4650/", 4650, False, True),
    ],
)
def test_mail_server(url: str, port: int, starttls: bool, tls: bool) -> None:
    found = env.mail_server(NAME, {NAME: url})
    assert found == env.MailServer("mail.example.org", port, "user", "p@ss", starttls, tls)
    assert "p@ss" not in repr(found)


def test_no_mail_server() -> None:
    assert env.mail_server(NAME, {}) is None
    assert env.mail_server(NAME, {NAME: " "}) is None


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://u:secret@h/x?y",
        "smtp://h:x",
    ],
)
def test_mail_server_malformed(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"a mail server such as smtp\+tls://") as caught:
        env.mail_server(NAME, {NAME: value})
    assert "secret" not in str(caught.value)


def test_sender() -> None:
    value = "CareerPath <careerpath@example.org>"
    assert env.sender(NAME, {NAME: value}, default=None) == value
    assert env.sender(NAME, {}, default="a@localhost") == "a@localhost"
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is not set"):
        env.sender(NAME, {}, default=None)


@pytest.mark.parametrize("value", ["careerpath", "a@b@c", "a@example.org\nBcc: b@example.org"])
def test_sender_malformed(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="an address such as"):
        env.sender(NAME, {NAME: value}, default=None)


@pytest.mark.parametrize(
    ("value", "hosts", "found"),
    [
        ("https://a.example.org", ["b.example.org"], "https://a.example.org"),
        ("", [".example.org", "b.example.org"], "https://b.example.org"),
        ("", ["*"], ""),
    ],
)
def test_site_url(value: str, hosts: list[str], found: str) -> None:
    assert env.site_url(NAME, {NAME: value}, hosts=hosts, secure=True) == found


def test_site_url_is_one() -> None:
    with pytest.raises(ImproperlyConfigured, match="one address such as"):
        env.site_url(NAME, {NAME: "https://a.org,https://b.org"}, hosts=[], secure=True)
