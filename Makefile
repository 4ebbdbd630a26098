# make run         set everything up and serve http://127.0.0.1:8000 (PORT=... changes it);
#                  leaves behind a .env for development, unless there is one
# make test        every test: SQLite, a real browser, PostgreSQL
# make test-fast   the tests without browser and PostgreSQL
#                  TOGETHER="-n 0" makes both run in one process, as a plain pytest does
# make check       lint, format, types, import rules, Django's checks; changes nothing
# make fix         mend what can be mended
# make lock        make the lock files anew from pyproject.toml
# make benchmark-quality   how good the recommendation is; fails below what docs/quality.md claims
# make benchmark-pages     what the main pages weigh and score in Lighthouse (needs npm)

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test test-fast check fix lock benchmark-quality benchmark-pages
.DELETE_ON_ERROR:

PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
BASE := $(VENV)/.installed-base
DEV := $(VENV)/.installed-dev
DEVELOPMENT := CAREERPATH_DEBUG=1
# A process for each core, with a database, a server and a browser of its own. TOGETHER="-n 0": one.
TOGETHER ?= -n auto
PYTEST = $(PYTHON) -m pytest $(TOGETHER)
TEMPLATES = find templates roles assessments accounts -name '*.html' -path '*templates/*' -print0
# Values for checking production settings only; nothing runs with them.
PRODUCTION := env -u CAREERPATH_DEBUG -u CAREERPATH_TESTING -u CAREERPATH_SECURE -u DATABASE_URL \
	CAREERPATH_ALLOWED_HOSTS=careerpath.example.org \
	CAREERPATH_SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')"

$(PYTHON):
	tools/make-venv.sh $(VENV)

# The development lock holds everything the base lock does, in the same versions, so a
# development environment also serves `make run`.
$(BASE): requirements/base.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	touch $@

$(DEV): requirements/dev.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

# manage.py takes from it what a newcomer's shell does not say; the server does not. A real site
# has no such file.
.env:
	printf '%s\n' '# Written by make run, for manage.py on a machine for development.' \
		'CAREERPATH_DEBUG=1' >$@

run: $(BASE) .env
	$(DEVELOPMENT) $(PYTHON) manage.py migrate --verbosity 0
	$(DEVELOPMENT) $(PYTHON) manage.py setup_site
	$(DEVELOPMENT) exec $(PYTHON) manage.py runserver 127.0.0.1:$(PORT) --noreload

test: $(DEV)
	tools/ensure-chromium.sh
	$(PYTEST)
	tools/test-postgres.sh $(TOGETHER)

test-fast: $(DEV)
	$(PYTEST) -m "not journey"

check: $(DEV)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(TEMPLATES) | xargs -0 --no-run-if-empty $(VENV)/bin/djade --target-version 5.2 --check
	$(DEVELOPMENT) $(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(DEVELOPMENT) $(PYTHON) -W error manage.py makemigrations --check --dry-run
	$(DEVELOPMENT) $(PYTHON) -W error manage.py check --fail-level WARNING
	$(PRODUCTION) $(PYTHON) -W error manage.py check --deploy --fail-level WARNING

fix: $(DEV)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(TEMPLATES) | xargs -0 --no-run-if-empty $(VENV)/bin/djade --target-version 5.2

benchmark-quality: $(DEV)
	$(PYTHON) -m benchmarks.quality $(BENCHMARK)

benchmark-pages: $(DEV)
	tools/ensure-chromium.sh
	$(PYTHON) -m benchmarks.pages

lock:
	tools/lock.sh
