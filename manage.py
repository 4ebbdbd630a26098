#!/usr/bin/env python
"""Runs management commands, such as `python manage.py migrate`."""

import os
import sys
from pathlib import Path

DEVELOPMENT = Path(__file__).resolve().parent / ".env"
OF_A_REAL_SITE = ("CAREERPATH_SECRET_KEY", "CAREERPATH_ALLOWED_HOSTS")


def read_development_file() -> None:
    """Take from the file that `make run` wrote what the environment leaves open, and say so.

    Nothing is taken for a real site: one that gives its key or its hosts. And only here: the
    server reads no file, so none that was left behind can turn its debugging on.
    """
    from dotenv import load_dotenv

    if any(os.environ.get(name) for name in OF_A_REAL_SITE):
        return
    unsaid = "CAREERPATH_DEBUG" not in os.environ
    if load_dotenv(DEVELOPMENT) and unsaid and "CAREERPATH_DEBUG" in os.environ:
        print("manage.py: development settings, from .env", file=sys.stderr)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerpath.settings")
    try:
        read_development_file()
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed for this Python. Run `make run` once, "
            "then use .venv/bin/python manage.py ..."
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
