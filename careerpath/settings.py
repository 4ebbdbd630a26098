"""Settings for every place the site runs, read from the environment.

Without any variable these are production settings: they refuse to start until the key and the
host names are given. CAREERPATH_DEBUG=1 is for development on one's own machine only. The
variables are the fields of careerpath.env.Production; docs/operations.md says what each does.
"""

import os
import re
from pathlib import Path
from typing import Any

import structlog
from csp.constants import NONE, SELF

from careerpath import env

BASE_DIR = Path(__file__).resolve().parent.parent
environment = env.read()

# One thread of linear algebra in a process, set before an app loads NumPy: a page's matrices are
# so small that several threads mostly wait for each other, at ten times the CPU.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

DEBUG = environment.debug
TESTING = environment.testing
SECURE = environment.secure
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = environment.allowed_hosts
CSRF_TRUSTED_ORIGINS = environment.csrf_trusted_origins
FORCE_SCRIPT_NAME = environment.path or None

# Applications

INSTALLED_APPS = [
    "careerpath.apps.EditorsConfig",  # in place of django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "csp",
    "django_htmx",  # for the script that it ships
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "roles",
    "assessments",
    "accounts",
]

MIDDLEWARE = [
    # First: what follows reads paths, cookies and forms, too.
    "careerpath.middleware.RejectMalformedInput",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads what it compresses, so that its size betrays no token (the BREACH attack).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "careerpath.middleware.MethodNotAllowedPage",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AccountPages",
    "assessments.access.PrivatePages",
]

ROOT_URLCONF = "careerpath.urls"
WSGI_APPLICATION = "careerpath.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roles.public.addresses.several",
            ],
            "libraries": {"figures": "careerpath.figures"},
        },
    },
]

# Our own pack, templates/crispy: one template, as each row of a form names its own.
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "crispy"

# Data

DATABASES = {"default": environment.database}

# Limits on log-ins are counted in the cache, so all processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",  # accounts.migrations makes the table
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = f"{environment.path}/static/"
STATIC_ROOT = env.VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC_FILES = not (DEBUG or TESTING)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if HASHED_STATIC_FILES
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = HASHED_STATIC_FILES
WHITENOISE_USE_FINDERS = not HASHED_STATIC_FILES
WHITENOISE_AUTOREFRESH = not HASHED_STATIC_FILES
if not HASHED_STATIC_FILES:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# Sessions: a person without an account comes back to their assessment months later. 400 days is
# the longest that browsers keep a cookie.

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 400 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{environment.path}/"
if environment.path:
    # Of two cookies with one name Django reads the later, which is that of a site at /.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "careerpath_sessionid", "careerpath_csrftoken"

# Security

SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
# Probes inside a cluster speak plain http.
SECURE_REDIRECT_EXEMPT = [f"^{re.escape(f'{environment.path}/healthz'.lstrip('/'))}$"]
SECURE_HSTS_SECONDS = environment.hsts_seconds if SECURE else 0
# A promise for every subdomain, or for good (preload), is for the domain's owner to make.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_PROXY = environment.behind_proxy
if BEHIND_PROXY:
    # Only then: without a proxy that sets it, anybody could send this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Addresses of assessments are secrets: no other site learns them. CSRF needs the header on ours.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of an authenticator app is in its page
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
}

# Mail: without a server, production sends none and development shows it on the console

SENDS_MAIL = bool(environment.mail) or DEBUG
if environment.mail:
    globals().update(environment.mail)
else:
    EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEBUG else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from or "careerpath@localhost"
SITE_URL = environment.site_url

# Accounts, for those who want one. What needs mail is only there where mail is sent.

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:page"
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # limits count clients, not the proxy
ACCOUNT_LOGOUT_REDIRECT_URL = "roles:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "accounts.forms.ChangePasswordForm",
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "signup": "accounts.forms.SignupForm",
}
ACCOUNT_USER_DISPLAY = "accounts.adapter.display"
# By user name too: an editor made by createsuperuser may have no address.
ACCOUNT_LOGIN_METHODS = {"email", "username"}
# Without mail no code can be sent: then the password must be there, and typed right.
ACCOUNT_SIGNUP_FIELDS = (
    ["email*", "password1"] if SENDS_MAIL else ["email*", "password1*", "password2*"]
)
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SENDS_MAIL else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = SENDS_MAIL
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = SENDS_MAIL
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = SENDS_MAIL
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True  # no box to tick when signing in
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {"add_webauthn": "accounts.forms.AddPasskeyForm"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = not SENDS_MAIL  # without mail no address can be verified
MFA_TOTP_ISSUER = "CareerPath"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # on one's own machine; production speaks https

# Logs: one line an event, on the console, without secret addresses; JSON in production

LOG_LEVEL = environment.log_level
_LOG_PROCESSORS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_LOG_RENDERERS: list[structlog.typing.Processor] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    *(
        # Plain: a traceback with all its variables would print the whole catalogue, for minutes.
        [
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
        ]
        if DEBUG
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    ),
]
structlog.configure(
    processors=[*_LOG_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=not TESTING,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": "careerpath.logs.DiscreetFormatter",
            "foreign_pre_chain": _LOG_PROCESSORS,
            "processors": _LOG_RENDERERS,
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "structured"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers would print errors twice.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # A line for every page of a PDF is of no use.
        "weasyprint.progress": {"level": "WARNING"},
    },
}

# Work that outlasts its request: by a worker where there is one, else in threads of the server's
# own. The worker's tables are always there, so that this can change at any time.

INSTALLED_APPS += ["django_tasks", "django_tasks_db"]
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if environment.worker
            else "careerpath.background.ThreadBackend"
        ),
    },
}
