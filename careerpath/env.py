"""The environment variables: what each may be, and one answer that names all that are wrong.

A field is a variable: ``secret_key`` is CAREERPATH_SECRET_KEY. The description of its type says
what a value must be, to whoever gave another one. What is kept out of ``repr`` may hold a
password, so its value is never repeated.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

VAR_DIR = Path(__file__).resolve().parent.parent / "var"
YEAR = 365 * 24 * 60 * 60  # in seconds
KEY_LENGTH, KEY_VARIETY = 50, 5  # as Django's deployment check wants them (security.W009)
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
# For many readers and one writer at a time: transactions take the write lock when they begin, so
# they wait for each other instead of failing halfway, and synchronous=FULL keeps an acknowledged
# answer through a power cut.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON",
}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}

# Patterns of the Rust library that pydantic uses: in a class, && means "and also".
HOST = r"([a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:.]+\])"
PORT = "(:[1-9][0-9]{0,4})?"
USER = r"([!-~&&[^/?#\[\]]]*@)?"
ADDRESS = r"[^\s<>@,;]+@[^\s<>@,;]+"
ORIGIN = "scheme and host without a path, such as https://careerpath.example.org"


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]


def _varied(key: str) -> str:
    if len(set(key)) < KEY_VARIETY:
        raise ValueError
    return key


def _usable(url: str) -> str:
    # No pattern tells whether a port is at most 65535, or what is in brackets is an address.
    _ = urlsplit(url).port  # raises ValueError
    return url


def _database(url: str) -> dict[str, Any]:
    # The pool keeps connections open; Django refuses CONN_MAX_AGE beside it.
    found = dj_database_url.parse(url, conn_max_age=0, conn_health_checks=True)
    usable = {
        # After two slashes the first folder is taken for a host, and another file is opened.
        SQLITE: urlsplit(url).netloc in {"", ":memory:"},
        POSTGRESQL: bool(found["NAME"]),
    }
    if not usable.get(found["ENGINE"]):
        raise ValueError
    return {**found}


Flag = Annotated[bool, Field(description="1 or 0")]
Seconds = Annotated[
    int, Field(ge=0, le=10 * YEAR, description=f"a whole number from 0 to {10 * YEAR}")
]
PoolSize = Annotated[int, Field(ge=1, le=1000, description="a whole number from 1 to 1000")]
LogLevel = Annotated[
    str,
    StringConstraints(pattern="^(?i:DEBUG|INFO|WARNING|ERROR)$", to_upper=True),
    Field(description="one of DEBUG, INFO, WARNING, ERROR"),
]
AnyKey = Annotated[str, Field(repr=False)]
SecretKey = Annotated[
    AnyKey,
    AfterValidator(_varied),
    Field(
        min_length=KEY_LENGTH,
        description=f"at least {KEY_LENGTH} characters, {KEY_VARIETY} of them different. It signs "
        "sessions and must stay secret and the same between restarts. Make one with\n    "
        'python3 -c "import secrets; print(secrets.token_urlsafe(64))"\n'
        "For development set CAREERPATH_DEBUG=1 instead",
    ),
]
Hosts = Annotated[
    list[
        Annotated[
            str,
            StringConstraints(pattern=rf"^(\*|\.?{HOST})$"),
            AfterValidator(lambda host: _usable(f"//{host}").removeprefix("//")),
        ]
    ],
    NoDecode,
    BeforeValidator(_words),
    Field(
        min_length=1,
        description="the host names this site answers to, separated by commas, without scheme, "
        "port or path, such as careerpath.example.org, or .example.org for all its subdomains",
    ),
]
Origin = Annotated[
    str,
    StringConstraints(pattern=rf"^https?://(\*\.)?{HOST}{PORT}$"),
    AfterValidator(_usable),
]
Origins = Annotated[list[Origin], NoDecode, BeforeValidator(_words), Field(description=ORIGIN)]
SiteUrl = Annotated[Origin | None, Field(description=f"one address: {ORIGIN}")]
SitePath = Annotated[
    str,
    StringConstraints(pattern=r"^(/[a-zA-Z0-9_~][a-zA-Z0-9_~.-]*)*$"),
    BeforeValidator(lambda text: f"/{text.strip('/')}".rstrip("/")),
    Field(description="the path the site is below, such as /careers"),
]
MailServer = Annotated[
    Annotated[
        str,
        StringConstraints(pattern=rf"^smtp(s|\+tls)?://{USER}{HOST}{PORT}/?$"),
        AfterValidator(_usable),
    ]
    | None,
    Field(
        repr=False,
        description="a mail server such as smtp+tls://user:password@mail.example.org:587, "
        "smtps://... for TLS from the first byte, or smtp://localhost:25 for a relay on the same "
        "machine; what is not a letter or a figure in a password is written as %25 for a percent "
        "sign, %40 for @, %2F for a slash",
    ),
]
Sender = Annotated[
    Annotated[str, StringConstraints(pattern=rf"^([^<>\pC]*<{ADDRESS}>|{ADDRESS})$")] | None,
    Field(
        validate_default=True,  # so that its absence is seen beside a mail server
        description="the address that mail comes from, such as CareerPath <careerpath@example.org>",
    ),
]
Database = Annotated[
    dict[str, Any],
    NoDecode,
    BeforeValidator(_database),
    Field(
        validation_alias="DATABASE_URL",
        repr=False,
        description="a database address such as sqlite:////srv/careerpath/careerpath.sqlite3 "
        "(three slashes, then the path) or postgresql://user:password@host:5432/name",
    ),
]


class Mode(BaseSettings):
    """What kind of site this is, read first: what else must be set depends on it."""

    model_config = SettingsConfigDict(
        alias_generator=lambda name: f"CAREERPATH_{name.upper()}",
        case_sensitive=True,
        frozen=True,
        validate_default=False,
    )

    debug: Flag = False
    testing: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _blank_is_unset(cls, given: dict[str, str]) -> dict[str, str]:
        return {name: text.strip() for name, text in given.items() if text.strip()}


class Production(Mode):
    """The variables of a site for others. Those without a default must be set."""

    secret_key: SecretKey
    allowed_hosts: Hosts
    csrf_trusted_origins: Origins = []
    secure: Flag = True
    behind_proxy: Flag = False
    hsts_seconds: Seconds = YEAR
    database_pool: PoolSize = 10
    worker: Flag = False
    log_level: LogLevel = "INFO"
    email_url: MailServer = None
    email_from: Sender = None
    url: SiteUrl = None
    path: SitePath = ""
    database_url: Database = {}

    @field_validator("email_from")
    @classmethod
    def _needed_with_a_server(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("email_url"):
            raise PydanticCustomError("missing", "mail comes from somebody")
        return value

    @property
    def database(self) -> dict[str, Any]:
        """Django's settings for the database: by default an SQLite file, whose folder is made."""
        found, options = self.database_url, SQLITE_OPTIONS
        if not found:
            VAR_DIR.mkdir(parents=True, exist_ok=True)
            found = {"ENGINE": SQLITE, "NAME": str(VAR_DIR / "careerpath.sqlite3")}
        elif found["ENGINE"] == POSTGRESQL:
            options = {"pool": {"min_size": 1, "max_size": self.database_pool, "timeout": 10}}
        return {**found, "OPTIONS": {**found.get("OPTIONS", {}), **options}}

    @property
    def mail(self) -> dict[str, Any]:
        """Django's settings for the mail server; empty without one."""
        if self.email_url is None:
            return {}
        url = urlsplit(self.email_url)
        return {
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": url.port or MAIL_PORTS[url.scheme],
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_TLS": url.scheme == "smtp+tls",
            "EMAIL_USE_SSL": url.scheme == "smtps",
        }

    @property
    def site_url(self) -> str:
        """Scheme and host of the site, for links in mail.

        Without CAREERPATH_URL the first allowed host that is no pattern; "" where there is none.
        """
        plain = [host for host in self.allowed_hosts if host[0] not in "*."]
        scheme = "https" if self.secure else "http"
        return self.url or (f"{scheme}://{plain[0]}" if plain else "")


class Development(Production):
    """The variables of a site on one's own machine: nothing must be set."""

    secret_key: AnyKey = Field(default_factory=lambda: kept_secret(VAR_DIR / "secret-key"))
    allowed_hosts: Hosts = ["localhost", "127.0.0.1", "[::1]"]
    secure: Flag = False


def read() -> Production:
    """The variables of this process; raises ImproperlyConfigured with a line for each wrong one."""
    kind: type[Production] = Production
    try:
        kind = Development if Mode().debug else Production
        return kind()  # type: ignore[call-arg]  # the environment gives the arguments
    except ValidationError as error:
        problems = [_told(kind, problem) for problem in error.errors()]
        # Without pydantic's own error, which would show values that may hold passwords.
        raise ImproperlyConfigured("\n".join(problems)) from None


def _told(kind: type[Production], problem: ErrorDetails) -> str:
    where = problem["loc"][0]  # the variable, or the field where a default was judged
    fields = kind.model_fields.items()
    field = next(field for name, field in fields if where in {name, field.validation_alias})
    if problem["type"] == "missing":
        return f"{field.validation_alias} is not set. It must be {field.description}."
    value = repr(problem["input"]) if field.repr else "wrong (its value is not shown)"
    return f"{field.validation_alias} is {value}, but must be {field.description}."


def kept_secret(file: Path) -> str:
    """The key in the file, made on first use and readable by its owner alone.

    The file appears complete or not at all, so processes that start together agree on one key.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent, encoding="ascii") as draft:
            draft.write(secrets.token_urlsafe(64))
            draft.flush()
            with suppress(FileExistsError):  # another process was quicker: its key is read below
                os.link(draft.name, file)
    key = file.read_text(encoding="ascii").strip()
    if len(key) < KEY_LENGTH:
        raise ImproperlyConfigured(f"{file} holds no usable key. Delete it; a new one is made.")
    return key
