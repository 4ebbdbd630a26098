"""The settings of a real site: safe by default, and clear about what is missing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "CAREERPATH_SECRET_KEY": "hLr0Yb6cVx3fT9qWzK2mP8sD5gJ7nA4uE1iO-yBtRvXcQwZlMkNj",
    "CAREERPATH_ALLOWED_HOSTS": "careerpath.example.org",
}
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
CHECK = ("check", "--deploy", "--fail-level", "WARNING")
PRINT_SETTINGS = """
import json
from careerpath import settings as s
print(json.dumps({
    name: getattr(s, name) for name in dir(s)
    if name.startswith(("SECURE", "SESSION_COOKIE", "CSRF_COOKIE", "DEBUG", "STORAGES"))
}))
"""


def python(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Python with these variables, and none of the surrounding ones that the settings know."""
    known = ("CAREERPATH_", "DJANGO_", "DATABASE_", "PYTEST_", *THREADS)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(known)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env={**kept, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_deployment_checks_are_clean() -> None:
    done = python("-W", "error", "manage.py", *CHECK, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(("given", "backend"), [("1", "DatabaseBackend"), ("", "ThreadBackend")])
def test_long_work_goes_to_a_worker_where_there_is_one(given: str, backend: str) -> None:
    script = "from careerpath import settings; print(settings.TASKS['default']['BACKEND'])"
    done = python("-c", script, **PRODUCTION, CAREERPATH_WORKER=given)
    assert done.stdout.strip().endswith(f".{backend}")


def test_a_mail_server_needs_an_address_to_send_from() -> None:
    server = {"CAREERPATH_EMAIL_URL": "smtp+tls://user:password@mail.example.org"}
    done = python("manage.py", "check", "--deploy", **PRODUCTION, **server)
    assert "ImproperlyConfigured: CAREERPATH_EMAIL_FROM is not set" in done.stderr
    server["CAREERPATH_EMAIL_FROM"] = "CareerPath <careerpath@example.org>"
    done = python("-W", "error", "manage.py", "check", "--deploy", **PRODUCTION, **server)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_missing_variable_is_named(name: str) -> None:
    environ = {key: value for key, value in PRODUCTION.items() if key != name}
    done = python("manage.py", "check", **environ)
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name} is not set" in done.stderr
    assert "It must be " in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAREERPATH_DEBUG", "maybe"),
        ("CAREERPATH_SECURE", "2"),
        ("CAREERPATH_BEHIND_PROXY", "nginx"),
        ("CAREERPATH_HSTS_SECONDS", "long"),
        ("CAREERPATH_DATABASE_POOL", "0"),
        ("CAREERPATH_LOG_LEVEL", "loud"),
        ("CAREERPATH_ALLOWED_HOSTS", "https://careerpath.example.org"),
        ("CAREERPATH_CSRF_TRUSTED_ORIGINS", "careerpath.example.org"),
        ("CAREERPATH_EMAIL_FROM", "careerpath"),
        ("CAREERPATH_URL", "careerpath.example.org"),
    ],
)
def test_malformed_variable_is_named(name: str, value: str) -> None:
    done = python("-c", "import careerpath.settings", **{**PRODUCTION, name: value})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name} is {value!r}, but must be " in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAREERPATH_SECRET_KEY", "hunter2"),
        ("CAREERPATH_EMAIL_URL", "http://ann:hunter2@mail.example.org"),
        ("DATABASE_URL", "mysql://ann:hunter2@db/careerpath"),
    ],
)
def test_what_may_hold_a_password_is_not_repeated(name: str, value: str) -> None:
    done = python("-c", "import careerpath.settings", **{**PRODUCTION, name: value})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name} is wrong" in done.stderr
    assert "hunter2" not in done.stderr


def test_production_is_the_default() -> None:
    done = python("-c", PRINT_SETTINGS, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["DEBUG"] is False
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_AGE"] == 400 * 24 * 60 * 60
    assert "SECURE_PROXY_SSL_HEADER" not in found
    assert "Manifest" in found["STORAGES"]["staticfiles"]["BACKEND"]


def test_plain_http_on_request() -> None:
    done = python("-c", PRINT_SETTINGS, **PRODUCTION, CAREERPATH_SECURE="0")
    found = json.loads(done.stdout)
    assert found["DEBUG"] is False
    assert found["SECURE_SSL_REDIRECT"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["SESSION_COOKIE_SECURE"] is False


def test_development_needs_no_variables() -> None:
    done = python("-c", PRINT_SETTINGS, CAREERPATH_DEBUG="1")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `make run` leaves behind for manage.py."""
    made = ["make", "--silent", "-f", str(BASE_DIR / "Makefile"), ".env"]
    subprocess.run(made, cwd=tmp_path, check=True)
    shutil.copy(BASE_DIR / "manage.py", tmp_path)
    return tmp_path


def test_commands_work_in_a_shell_that_sets_nothing(checkout: Path) -> None:
    command = (str(checkout / "manage.py"), "diffsettings", "--output", "unified")
    done = python(*command, PYTHONPATH=str(BASE_DIR))
    assert "+ DEBUG = True" in done.stdout, done.stderr
    assert done.stderr == "manage.py: development settings, from .env\n"


def test_what_is_set_goes_before_the_file(checkout: Path) -> None:
    command = (str(checkout / "manage.py"), "check")
    done = python(*command, PYTHONPATH=str(BASE_DIR), CAREERPATH_DEBUG="0")
    assert "CAREERPATH_SECRET_KEY is not set" in done.stderr


def test_a_file_left_behind_does_not_make_a_real_site_one_for_development(checkout: Path) -> None:
    done = python(str(checkout / "manage.py"), *CHECK, PYTHONPATH=str(BASE_DIR), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    for name in PRODUCTION:
        given = {name: PRODUCTION[name]}
        done = python(str(checkout / "manage.py"), *CHECK, PYTHONPATH=str(BASE_DIR), **given)
        assert "is not set" in done.stderr


def test_the_server_reads_no_file(checkout: Path) -> None:
    serve = f"import os; os.chdir({str(checkout)!r}); import careerpath.wsgi"
    done = python("-c", serve, PYTHONPATH=str(BASE_DIR))
    assert "CAREERPATH_SECRET_KEY is not set" in done.stderr


COUNT_THREADS = """
import os, sys
import careerpath.wsgi
assert "numpy" in sys.modules
print(len(os.listdir("/proc/self/task")), os.environ["OPENBLAS_NUM_THREADS"])
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads as Linux does")
def test_linear_algebra_in_a_web_process_keeps_to_one_thread() -> None:
    done = python("-c", COUNT_THREADS, **PRODUCTION)
    assert done.stdout.split() == ["1", "1"], done.stderr


def test_linear_algebra_may_be_given_more_threads() -> None:
    asked = "from careerpath import settings; import os; print(*map(os.environ.get, {!r}))"
    given = dict.fromkeys(THREADS, "2")
    done = python("-c", asked.format(THREADS), **PRODUCTION, **given)
    assert done.stdout.split() == ["2", "2", "2"], done.stderr
