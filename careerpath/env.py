"""Reads settings from environment variables.

Every function takes the variable's name and the environment to read, so that it can be tested
without touching the process. A value that can't be used raises ImproperlyConfigured with the
variable, the value and what is allowed; secrets are never repeated.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

Environ = Mapping[str, str]

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})

SECRET_KEY_MIN_LENGTH = 50
SECRET_KEY_MIN_DIFFERENT = 5
MAKE_ONE = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'

DATABASE_EXAMPLES = (
    "sqlite:////srv/careerpath/careerpath.sqlite3 or postgresql://user:password@host:5432/name"
)
MAIL_EXAMPLES = (
    "smtp+tls://user:password@mail.example.org:587, smtps://... for TLS from the first byte, or "
    "smtp://localhost:25 for a relay on the same machine; a percent sign or @ in a password is "
    "written %25 or %40"
)
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
HOST = re.compile(r"\*|\.?[a-z0-9]([a-z0-9_.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)


def invalid(name: str, value: str, allowed: str) -> ImproperlyConfigured:
    """The one form in which a malformed variable is reported."""
    return ImproperlyConfigured(f"{name} is {value!r}, but must be {allowed}.")


def flag(name: str, environ: Environ, *, default: bool = False) -> bool:
    """A switch: 1/true/yes/on or 0/false/no/off, in any case. Unset or empty is the default."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise invalid(name, value, "1, true, yes or on; or 0, false, no or off")


def whole_number(name: str, environ: Environ, *, default: int, least: int, most: int) -> int:
    """A whole number between two limits, both allowed."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    allowed = f"a whole number from {least} to {most}"
    if not re.fullmatch(r"[0-9]{1,18}", value):
        raise invalid(name, value, allowed)
    number = int(value)
    if not least <= number <= most:
        raise invalid(name, value, allowed)
    return number


def words(name: str, environ: Environ) -> list[str]:
    """A comma-separated list; blanks around words and empty words are dropped."""
    return [word for part in environ.get(name, "").split(",") if (word := part.strip())]


def hosts(name: str, environ: Environ, *, default: list[str] | None) -> list[str]:
    """Host names without scheme, port or path. Without a default the variable is required."""
    found = words(name, environ)
    if not found:
        if default is None:
            raise ImproperlyConfigured(
                f"{name} is not set. It lists the host names this site answers to, separated by "
                f"commas, for example {name}=careerpath.example.org"
            )
        return list(default)
    for host in found:
        if not HOST.fullmatch(host):
            raise invalid(
                name,
                host,
                "a host name without scheme, port or path, such as careerpath.example.org, "
                ".example.org for all its subdomains, or 203.0.113.7",
            )
    return found


def origins(name: str, environ: Environ) -> list[str]:
    """Origins: scheme and host, perhaps a port, nothing after it."""
    found = words(name, environ)
    for origin in found:
        try:
            parts = urlsplit(origin)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
            usable = usable and origin == f"{parts.scheme}://{parts.netloc}"
            usable = usable and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
        except ValueError:
            usable = False
        if not usable:
            raise invalid(
                name,
                origin,
                "scheme and host without a path, such as https://careerpath.example.org",
            )
    return found


def choice(name: str, environ: Environ, *, default: str, allowed: list[str]) -> str:
    """One of a few words, in any case."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    for word in allowed:
        if word.lower() == value.lower():
            return word
    raise invalid(name, value, "one of " + ", ".join(allowed))


def secret_key(name: str, environ: Environ, *, file: Path | None) -> str:
    """The signing key: from the variable, else (when a file is given) kept in that file.

    Without a file, which is production, the variable is required and must be long enough.
    """
    value = environ.get(name, "").strip()
    if file is not None:
        return value or kept_secret(file)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It signs sessions and must stay secret and the same between "
            f"restarts. Make one with\n    {MAKE_ONE}\nand set it, for example "
            f"{name}=Zm9yIGV4YW1wbGUgb25seQ... For development set CAREERPATH_DEBUG=1 instead."
        )
    if len(value) < SECRET_KEY_MIN_LENGTH or len(set(value)) < SECRET_KEY_MIN_DIFFERENT:
        raise ImproperlyConfigured(
            f"{name} has {len(value)} characters, {len(set(value))} of them different (its value "
            f"is not shown), but must have at least {SECRET_KEY_MIN_LENGTH} and "
            f"{SECRET_KEY_MIN_DIFFERENT} different ones. Make one with\n    {MAKE_ONE}"
        )
    return value


def kept_secret(file: Path) -> str:
    """The key in the file, made on first use and readable by its owner alone.

    The file appears complete or not at all, so processes that start together agree on one key.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = file.read_text(encoding="ascii").strip()
    if len(key) < SECRET_KEY_MIN_LENGTH:
        raise ImproperlyConfigured(f"{file} holds no usable key. Delete it; a new one is made.")
    return key


def without_password(url: str) -> str:
    """The address with its password, if any, replaced by stars."""
    return re.sub(r"(//[^/?#:]*:)[^/?#]*@", r"\1***@", url)


def database(
    name: str, environ: Environ, *, default_file: Path, pool_size: int = 10
) -> dict[str, Any]:
    """Django's settings for the database that the variable names, by default an SQLite file."""
    url = environ.get(name, "").strip()
    if not url:
        default_file.parent.mkdir(parents=True, exist_ok=True)
        return sqlite({"NAME": str(default_file)})
    allowed = f"a database address such as {DATABASE_EXAMPLES}"
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url)}
    except (ValueError, dj_database_url.UnknownSchemeError):
        raise invalid(name, without_password(url), allowed) from None
    if found["ENGINE"] == "django.db.backends.sqlite3":
        if urlsplit(url).netloc not in {"", ":memory:"}:
            raise invalid(name, url, f"{allowed} (three slashes, then the path)")
        return sqlite(found)
    if found["ENGINE"] == "django.db.backends.postgresql":
        if not found["NAME"]:
            raise invalid(name, without_password(url), f"{allowed}; the name is missing")
        return postgresql(found, pool_size=pool_size)
    raise invalid(name, without_password(url), allowed)


def sqlite(found: Mapping[str, Any]) -> dict[str, Any]:
    """SQLite for many readers and one writer at a time.

    Transactions take the write lock when they begin, so that they wait for each other instead of
    failing halfway; synchronous=FULL keeps an acknowledged answer through a power cut.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": found["NAME"],
        "OPTIONS": {
            **found.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON"
            ),
        },
    }


def postgresql(found: Mapping[str, Any], *, pool_size: int) -> dict[str, Any]:
    """PostgreSQL through a pool of connections for each process, checked before use."""
    return {
        **found,
        "CONN_MAX_AGE": 0,  # the pool keeps connections open; Django refuses both together
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **found.get("OPTIONS", {}),
            "pool": {"min_size": 1, "max_size": pool_size, "timeout": 10},
        },
    }


@dataclass(frozen=True)
class MailServer:
    """A mail server; ``starttls``: TLS once connected, ``tls``: from the first byte."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    starttls: bool
    tls: bool


def mail_server(name: str, environ: Environ) -> MailServer | None:
    """The mail server that the variable names; None: there is none."""
    url = environ.get(name, "").strip()
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        usable = parts.scheme in MAIL_PORTS and parts.path in {"", "/"}
        usable = usable and not parts.query and not parts.fragment and port != 0
        host = parts.hostname if usable else None
    except ValueError:
        host = None
    if not host:
        raise invalid(name, without_password(url), f"a mail server such as {MAIL_EXAMPLES}")
    return MailServer(
        host=host,
        port=port or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )


def sender(name: str, environ: Environ, *, default: str | None) -> str:
    """The address that mail comes from, perhaps with a name. Without a default it is required."""
    value = environ.get(name, "").strip()
    if not value:
        if default is None:
            raise ImproperlyConfigured(
                f"{name} is not set. It is the address that this site's mail comes from, for "
                f'example {name}="CareerPath <careerpath@example.org>"'
            )
        return default
    address = parseaddr(value)[1]
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or not value.isprintable():
        raise invalid(name, value, "an address such as CareerPath <careerpath@example.org>")
    return value


def site_url(name: str, environ: Environ, *, hosts: list[str], secure: bool) -> str:
    """Where the site is, for links in mail: from the variable, else the first plain host name.

    "" when neither says.
    """
    found = origins(name, environ)
    if len(found) > 1:
        raise invalid(name, environ[name], "one address such as https://careerpath.example.org")
    if found:
        return found[0]
    plain = [host for host in hosts if "*" not in host and not host.startswith(".")]
    return f"{'https' if secure else 'http'}://{plain[0]}" if plain else ""
